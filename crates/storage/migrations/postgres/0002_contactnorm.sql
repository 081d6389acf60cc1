-- A contact norm is a promise to all clients from a day on: how often and how long, per segment (M03).
create table contactnorm (
    gemeente text not null references gemeente,
    id uuid not null,
    code text not null,
    naam text not null,
    bron text not null,
    vanaf date not null,
    tot_en_met date,
    eerste_gesprek_dagen bigint not null,
    binnenkort_dagen bigint not null,
    te_laat_dagen bigint not null,
    ernstig_dagen bigint not null,
    uit_beeld_maanden bigint not null,
    versie bigint not null,
    primary key (gemeente, id),
    check (tot_en_met is null or tot_en_met >= vanaf)
);
create unique index contactnorm_vanaf on contactnorm (gemeente, vanaf);

-- What a norm asks for one group: a segment by its code, `niet_ingedeeld`, or `ontheven` (then without a rule: nothing).
create table contactnorm_regel (
    gemeente text not null,
    norm_id uuid not null,
    groep text not null,
    gesprekken_per_jaar bigint not null check (gesprekken_per_jaar between 1 and 52),
    minuten_per_jaar bigint not null,
    minimum_interval_dagen bigint not null,
    -- Codes of kinds of conversation, with spaces between; empty: every kind counts.
    soorten text not null,
    primary key (gemeente, norm_id, groep),
    foreign key (gemeente, norm_id) references contactnorm (gemeente, id)
);

-- What was agreed with one client instead of the norm.
create table maatwerk (
    gemeente text not null,
    id uuid not null,
    klant_id uuid not null,
    gesprekken_per_jaar bigint not null check (gesprekken_per_jaar between 1 and 52),
    minuten_per_jaar bigint not null,
    reden_versleuteld bytea,
    door uuid not null,
    vanaf date not null,
    tot_en_met date,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, door) references gebruiker (gemeente, id),
    check (tot_en_met is null or tot_en_met >= vanaf)
);
create index maatwerk_klant on maatwerk (gemeente, klant_id, vanaf);

-- When a client is due, derived from norm and history in the transaction that changes one of them. Apart from klantstand:
-- a new norm rewrites every row, and this table is narrow. 9999-12-31 stands for *nothing is due*, 0001-01-01 for *any day*.
create table contactstand (
    gemeente text not null,
    klant_id uuid not null,
    -- The last day a conversation of each kind was held, as JSON: a new norm may count other kinds.
    gevoerd text not null,
    vroegst date not null,
    uiterlijk date not null,
    gesprekken_per_jaar bigint not null,
    minuten_per_jaar bigint not null,
    primary key (gemeente, klant_id),
    foreign key (gemeente, klant_id) references klant (gemeente, id)
);
create index contactstand_uiterlijk on contactstand (gemeente, uiterlijk, klant_id);

-- A run through all clients after a new norm: how far it is, so that it can be seen, and gone on with after a restart.
create table herberekening (
    gemeente text primary key references gemeente,
    gedaan bigint not null,
    totaal bigint not null,
    -- The last client that was done; null before the first.
    tot_klant uuid,
    bijgewerkt timestamptz not null
);
