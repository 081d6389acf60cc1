-- Suspension of the right to benefit (M20, PW 54): from the letter to repair, withdrawal or lapse.

create table opschorting (
    gemeente text not null,
    id uuid not null,
    klant_id uuid not null,
    uitkering_id uuid not null,
    -- The record of the lawfulness track or the investigation in which it failed.
    rechtmatigheid_id uuid,
    onderzoek_id uuid,
    verzuim text not null check (verzuim in ('niet_verschenen', 'gegevens_niet_verstrekt', 'geen_medewerking')),
    verzuim_op date not null,
    eerste_dag date not null,
    laatste_dag date not null,
    mededeling date not null,
    hersteltermijn_einde date not null,
    door uuid not null,
    stand text not null check (stand in
        ('opgeschort', 'intrekking_voorgesteld', 'ingetrokken', 'hersteld', 'vervallen', 'herroepen')),
    -- Who proposed a withdrawal, and who agreed: never the same person.
    voorgesteld_door uuid,
    voorgesteld_op date,
    ingetrokken_door uuid,
    -- The day of the last step: repaired, withdrawn, lapsed, taken back.
    stand_op date,
    -- That the letter of the suspension is on paper: before that nothing follows from it.
    brief_afgedrukt date,
    -- Why, in words, and what belongs to the last step: encrypted as one piece.
    inhoud_versleuteld bytea not null,
    gewijzigd_door uuid not null,
    gewijzigd_op timestamptz not null,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, uitkering_id) references uitkering (gemeente, id),
    foreign key (gemeente, rechtmatigheid_id) references rechtmatigheid (gemeente, id),
    foreign key (gemeente, onderzoek_id) references onderzoek (gemeente, id),
    foreign key (gemeente, door) references gebruiker (gemeente, id),
    foreign key (gemeente, voorgesteld_door) references gebruiker (gemeente, id),
    foreign key (gemeente, ingetrokken_door) references gebruiker (gemeente, id),
    foreign key (gemeente, gewijzigd_door) references gebruiker (gemeente, id),
    check (eerste_dag <= mededeling and mededeling < hersteltermijn_einde and hersteltermijn_einde < laatste_dag),
    check (ingetrokken_door is null or ingetrokken_door <> voorgesteld_door),
    check (stand <> 'ingetrokken' or ingetrokken_door is not null)
);
create index opschorting_klant on opschorting (gemeente, klant_id, eerste_dag);
create index opschorting_afgedaan on opschorting (gemeente, stand_op, id)
    where stand in ('ingetrokken', 'hersteld', 'vervallen', 'herroepen');
create index opschorting_open on opschorting (gemeente, laatste_dag, id)
    where stand in ('opgeschort', 'intrekking_voorgesteld');
-- Of one benefit one suspension at a time, whoever asks twice.
create unique index opschorting_een on opschorting (gemeente, uitkering_id)
    where stand in ('opgeschort', 'intrekking_voorgesteld');
