-- Cases at the gate (M23, PW 41, 43a and 44): from the day somebody comes forward to a decision, work or another provision.

create table poort (
    gemeente text not null references gemeente,
    id uuid not null,
    -- The client, or the id the client will have once the benefit is granted: who comes forward need not be one yet.
    klant_id uuid not null,
    bsn_versleuteld bytea not null,
    bsn_hash bytea not null,
    voornamen text not null,
    voorvoegsel text not null,
    geslachtsnaam text not null,
    geboortedatum date not null,
    partner_geboren date,
    melding date not null,
    -- The first day to apply when nothing shortens it; nothing for who has no search period.
    zoektermijn_einde date,
    gesproken date,
    intake date,
    aanvraag date,
    stand text not null check (stand in ('gemeld', 'in_zoektermijn', 'intake', 'aanvraag', 'toegekend', 'geweigerd',
        'ingetrokken', 'naar_werk', 'naar_voorziening')),
    -- The day it was done with.
    klaar_op date,
    -- The spell that began with a grant.
    uitkering_id uuid,
    -- Where to reach the person, why the search period does not hold, and what belongs to the outcome: encrypted as one piece.
    inhoud_versleuteld bytea not null,
    gewijzigd_door uuid not null,
    gewijzigd_op timestamptz not null,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, uitkering_id) references uitkering (gemeente, id),
    foreign key (gemeente, gewijzigd_door) references gebruiker (gemeente, id),
    check ((stand in ('gemeld', 'in_zoektermijn', 'intake', 'aanvraag')) = (klaar_op is null)),
    check ((stand = 'toegekend') = (uitkering_id is not null)),
    check (klaar_op is null or klaar_op >= melding)
);
create index poort_open on poort (gemeente, melding, id) where stand in ('gemeld', 'in_zoektermijn', 'intake', 'aanvraag');
create index poort_klaar on poort (gemeente, klaar_op, id)
    where stand in ('toegekend', 'geweigerd', 'ingetrokken', 'naar_werk', 'naar_voorziening');
create index poort_melding on poort (gemeente, melding);
create index poort_bsn on poort (gemeente, bsn_hash, melding);
-- Of one person one case at a time, whoever asks twice.
create unique index poort_een on poort (gemeente, bsn_hash) where stand in ('gemeld', 'in_zoektermijn', 'intake', 'aanvraag');
