-- Registration quality per month (M38), and code lists that the municipality looks after itself (M39).

-- That a month was counted, and when. Afterwards: from dated facts, because nobody counted at the time.
create table registratie_maand (
    gemeente text not null references gemeente,
    -- Its first day.
    maand date not null,
    gemeten timestamptz not null,
    achteraf boolean not null,
    primary key (gemeente, maand)
);

-- What was counted: clients, per klantmanager as it was on the last day of the month.
create table registratie_meting (
    gemeente text not null,
    maand date not null,
    -- Empty: clients who had none.
    klantmanager_id uuid,
    -- The team at the time of counting.
    team_id uuid,
    klanten bigint not null,
    op_orde bigint not null,
    segment bigint not null,
    gesprek bigint not null,
    plan bigint not null,
    einden bigint not null,
    zonder_reden bigint not null,
    foreign key (gemeente, maand) references registratie_maand (gemeente, maand),
    foreign key (gemeente, klantmanager_id) references gebruiker (gemeente, id),
    foreign key (gemeente, team_id) references team (gemeente, id)
);
create index registratie_meting_maand on registratie_meting (gemeente, maand);
create index registratie_meting_wie on registratie_meting (gemeente, klantmanager_id, maand);
create index registratie_meting_team on registratie_meting (gemeente, team_id, maand);

-- Ends of a period, for the reasons that are missing and for statistics.
create index uitkering_einde on uitkering (gemeente, datum_einde, klant_id) where datum_einde is not null;

-- One code may stand in a list more than once, each time for other days: the key gets the first day. What it means to CBS is told
-- in words too, and who saves hands in the version that was read.
alter table codelijst add column cbs_omschrijving text not null default '';
alter table codelijst add column versie bigint not null default 1;
alter table codelijst drop constraint codelijst_pkey;
alter table codelijst add primary key (gemeente, lijst, code, geldig_van);
alter table codelijst add check (geldig_tot is null or geldig_tot >= geldig_van);
