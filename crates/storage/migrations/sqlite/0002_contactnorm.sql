-- A contact norm is a promise to all clients from a day on: how often and how long, per segment (M03).
create table contactnorm (
    gemeente text not null references gemeente,
    id blob not null,
    code text not null,
    naam text not null,
    bron text not null,
    vanaf text not null,
    tot_en_met text,
    eerste_gesprek_dagen integer not null,
    binnenkort_dagen integer not null,
    te_laat_dagen integer not null,
    ernstig_dagen integer not null,
    uit_beeld_maanden integer not null,
    versie integer not null,
    primary key (gemeente, id),
    check (tot_en_met is null or tot_en_met >= vanaf)
) strict;
create unique index contactnorm_vanaf on contactnorm (gemeente, vanaf);

-- What a norm asks for one group: a segment by its code, `niet_ingedeeld`, or `ontheven` (then without a rule: nothing).
create table contactnorm_regel (
    gemeente text not null,
    norm_id blob not null,
    groep text not null,
    gesprekken_per_jaar integer not null check (gesprekken_per_jaar between 1 and 52),
    minuten_per_jaar integer not null,
    minimum_interval_dagen integer not null,
    -- Codes of kinds of conversation, with spaces between; empty: every kind counts.
    soorten text not null,
    primary key (gemeente, norm_id, groep),
    foreign key (gemeente, norm_id) references contactnorm (gemeente, id)
) strict, without rowid;

-- What was agreed with one client instead of the norm.
create table maatwerk (
    gemeente text not null,
    id blob not null,
    klant_id blob not null,
    gesprekken_per_jaar integer not null check (gesprekken_per_jaar between 1 and 52),
    minuten_per_jaar integer not null,
    reden_versleuteld blob,
    door blob not null,
    vanaf text not null,
    tot_en_met text,
    versie integer not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, door) references gebruiker (gemeente, id),
    check (tot_en_met is null or tot_en_met >= vanaf)
) strict;
create index maatwerk_klant on maatwerk (gemeente, klant_id, vanaf);

-- When a client is due, derived from norm and history in the transaction that changes one of them. Apart from klantstand:
-- a new norm rewrites every row, and this table is narrow. 9999-12-31 stands for *nothing is due*, 0001-01-01 for *any day*.
create table contactstand (
    gemeente text not null,
    klant_id blob not null,
    -- The last day a conversation of each kind was held, as JSON: a new norm may count other kinds.
    gevoerd text not null,
    vroegst text not null,
    uiterlijk text not null,
    gesprekken_per_jaar integer not null,
    minuten_per_jaar integer not null,
    primary key (gemeente, klant_id),
    foreign key (gemeente, klant_id) references klant (gemeente, id)
) strict, without rowid;
create index contactstand_uiterlijk on contactstand (gemeente, uiterlijk, klant_id);

-- A run through all clients after a new norm: how far it is, so that it can be seen, and gone on with after a restart.
create table herberekening (
    gemeente text primary key references gemeente,
    gedaan integer not null,
    totaal integer not null,
    -- The last client that was done; null before the first.
    tot_klant blob,
    bijgewerkt text not null
) strict;
