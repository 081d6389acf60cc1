-- A pause of a benefit through paid work (M22, Koersdocument Haarlem 2016), and income beside a benefit (PW 31).

create table pauze (
    gemeente text not null,
    id blob not null,
    klant_id blob not null,
    uitkering_id blob not null,
    eerste_dag text not null,
    -- Written down at the beginning, so that a later rule does not change it.
    laatste_dag text not null,
    -- The work it is for.
    uren_per_week integer not null check (uren_per_week between 1 and 60),
    stand text not null check (stand in ('loopt', 'teruggekeerd', 'uitgelopen', 'ingetrokken')),
    -- The first day of benefit again, or the day on which it was decided that it ran out or was a mistake.
    stand_op text,
    -- At whose, and why it was taken back: encrypted as one piece.
    inhoud_versleuteld blob not null,
    gewijzigd_door blob not null,
    gewijzigd_op text not null,
    versie integer not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, uitkering_id) references uitkering (gemeente, id),
    foreign key (gemeente, gewijzigd_door) references gebruiker (gemeente, id),
    check (eerste_dag < laatste_dag),
    check ((stand = 'loopt') = (stand_op is null))
) strict;
create index pauze_klant on pauze (gemeente, klant_id, eerste_dag);
create index pauze_uitkering on pauze (gemeente, uitkering_id, eerste_dag);
-- Which end soon, and which are past.
create index pauze_loopt on pauze (gemeente, laatste_dag, id) where stand = 'loopt';
-- Of one benefit one pause at a time, whoever asks twice.
create unique index pauze_een on pauze (gemeente, uitkering_id) where stand = 'loopt';

create table inkomsten (
    gemeente text not null,
    id blob not null,
    klant_id blob not null,
    soort text not null check (soort in ('deeltijdwerk', 'zelfstandig')),
    uren_per_week integer check (uren_per_week between 1 and 60),
    -- Per month, in eurocents, as the benefit administration counts it.
    bedrag integer not null check (bedrag > 0),
    vanaf text not null,
    tot_en_met text,
    -- Recorded by mistake; kept for the trace.
    ingetrokken integer not null,
    gewijzigd_door blob not null,
    gewijzigd_op text not null,
    versie integer not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, gewijzigd_door) references gebruiker (gemeente, id),
    check (tot_en_met is null or tot_en_met >= vanaf)
) strict;
create index inkomsten_klant on inkomsten (gemeente, klant_id, vanaf);
