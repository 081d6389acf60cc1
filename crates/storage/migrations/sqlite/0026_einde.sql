-- What a decision about an exemption is found by, reviews of exemptions (PW 9a(8)), the answer of a medical examination, and the
-- decisions about the end of a benefit (M08, M21).

-- By what the decision is found; empty when nobody wrote it down.
alter table ontheffing add column besluit text not null default '';
-- An earlier exemption under PW 9a in another municipality: it counts for the five years.
alter table ontheffing add column elders_van text;
alter table ontheffing add column elders_tot text;

create table heroverweging (
    gemeente text not null,
    id blob not null,
    klant_id blob not null,
    ontheffing_id blob not null,
    op text not null,
    uitkomst text not null check (uitkomst in ('blijft', 'eindigt')),
    -- When it is looked at next, or the last day of the exemption.
    dag text,
    door blob not null,
    vastgelegd_op text not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, ontheffing_id) references ontheffing (gemeente, id),
    foreign key (gemeente, door) references gebruiker (gemeente, id),
    check (uitkomst = 'blijft' or dag is not null)
) strict;
create index heroverweging_klant on heroverweging (gemeente, klant_id, op);
create index heroverweging_ontheffing on heroverweging (gemeente, ontheffing_id, op);

alter table keuring add column geannuleerd text;
alter table keuring add column reden_annulering text;
-- What somebody can do at work; data about health, so it is encrypted.
alter table keuring add column belastbaarheid_versleuteld blob;
alter table keuring add column versie integer not null default 1;
create index keuring_aangevraagd on keuring (gemeente, aangevraagd, id);
create index keuring_open on keuring (gemeente, aangevraagd, id) where afgerond is null and geannuleerd is null;

-- The decision to end a benefit, and the one that undoes it. The end itself stands in uitkering.
create table eindebesluit (
    gemeente text not null,
    id blob not null,
    klant_id blob not null,
    uitkering_id blob not null,
    soort text not null check (soort in ('einde', 'terugdraaien')),
    -- Of an end: it holds, was a mistake, or was undone by another decision.
    stand text not null check (stand in ('geldt', 'hersteld', 'teruggedraaid')),
    datum text not null,
    -- By what the letter is found that tells the client; empty until it has left.
    kenmerk text not null,
    -- The end it is about.
    einddatum text not null,
    reden_einde text not null,
    -- Where the client goes, or why the end is undone.
    tekst_versleuteld blob,
    door blob not null,
    vastgelegd_op text not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, uitkering_id) references uitkering (gemeente, id),
    foreign key (gemeente, door) references gebruiker (gemeente, id)
) strict;
create index eindebesluit_klant on eindebesluit (gemeente, klant_id, vastgelegd_op);
create index eindebesluit_uitkering on eindebesluit (gemeente, uitkering_id, vastgelegd_op);
-- A benefit ends by one decision at a time.
create unique index eindebesluit_een on eindebesluit (gemeente, uitkering_id) where soort = 'einde' and stand = 'geldt';
