-- Registration quality per month (M38), and code lists that the municipality looks after itself (M39).

-- That a month was counted, and when. Afterwards: from dated facts, because nobody counted at the time.
create table registratie_maand (
    gemeente text not null references gemeente,
    -- Its first day.
    maand text not null,
    gemeten text not null,
    achteraf integer not null,
    primary key (gemeente, maand)
) strict, without rowid;

-- What was counted: clients, per klantmanager as it was on the last day of the month.
create table registratie_meting (
    gemeente text not null,
    maand text not null,
    -- Empty: clients who had none.
    klantmanager_id blob,
    -- The team at the time of counting.
    team_id blob,
    klanten integer not null,
    op_orde integer not null,
    segment integer not null,
    gesprek integer not null,
    plan integer not null,
    einden integer not null,
    zonder_reden integer not null,
    foreign key (gemeente, maand) references registratie_maand (gemeente, maand),
    foreign key (gemeente, klantmanager_id) references gebruiker (gemeente, id),
    foreign key (gemeente, team_id) references team (gemeente, id)
) strict;
create index registratie_meting_maand on registratie_meting (gemeente, maand);
create index registratie_meting_wie on registratie_meting (gemeente, klantmanager_id, maand);
create index registratie_meting_team on registratie_meting (gemeente, team_id, maand);

-- Ends of a period, for the reasons that are missing and for statistics.
create index uitkering_einde on uitkering (gemeente, datum_einde, klant_id) where datum_einde is not null;

-- One code may stand in a list more than once, each time for other days: the key gets the first day. What it means to CBS is told
-- in words too, and who saves hands in the version that was read.
create table codelijst_nieuw (
    gemeente text not null references gemeente,
    lijst text not null,
    code text not null,
    omschrijving text not null,
    groep text,
    bijzonder text check (bijzonder in ('justitie', 'gezondheid', 'schulden')),
    cbs_code text,
    cbs_omschrijving text not null default '',
    geldig_van text not null,
    geldig_tot text,
    volgorde integer not null,
    versie integer not null default 1,
    primary key (gemeente, lijst, code, geldig_van),
    check (geldig_tot is null or geldig_tot >= geldig_van)
) strict;
insert into codelijst_nieuw (gemeente, lijst, code, omschrijving, groep, bijzonder, cbs_code, geldig_van, geldig_tot, volgorde)
    select gemeente, lijst, code, omschrijving, groep, bijzonder, cbs_code, geldig_van, geldig_tot, volgorde from codelijst;
drop table codelijst;
alter table codelijst_nieuw rename to codelijst;
