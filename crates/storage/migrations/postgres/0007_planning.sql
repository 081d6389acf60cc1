-- When somebody works, from a day on: a change is a new row. Days and break as JSON, Monday first:
-- [["08:30:00","17:00:00"],null,…].
create table werkrooster (
    gemeente text not null,
    id uuid not null,
    gebruiker_id uuid not null,
    dagen text not null,
    pauze text not null,
    vanaf date not null,
    tot_en_met date,
    -- Another one was entered for the same first day; kept for the trace.
    vervallen boolean not null,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, gebruiker_id) references gebruiker (gemeente, id),
    check (tot_en_met is null or tot_en_met >= vanaf)
);
create index werkrooster_gebruiker on werkrooster (gemeente, gebruiker_id, vanaf);
create unique index werkrooster_vanaf on werkrooster (gemeente, gebruiker_id, vanaf) where not vervallen;

-- Whole days on which somebody does not work. Why is encrypted: that a colleague is ill is health data.
create table afwezigheid (
    gemeente text not null,
    id uuid not null,
    gebruiker_id uuid not null,
    van date not null,
    tot_en_met date,
    soort_versleuteld bytea,
    ingetrokken boolean not null,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, gebruiker_id) references gebruiker (gemeente, id),
    check (tot_en_met is null or tot_en_met >= van)
);
create index afwezigheid_gebruiker on afwezigheid (gemeente, gebruiker_id, van);

-- The days on which the municipality itself is closed, and the years whose list is complete.
create table sluitingsjaar (
    gemeente text not null references gemeente,
    jaar bigint not null,
    versie bigint not null,
    primary key (gemeente, jaar)
);
create table sluitingsdag (
    gemeente text not null,
    dag date not null,
    jaar bigint not null,
    naam text not null,
    primary key (gemeente, dag),
    foreign key (gemeente, jaar) references sluitingsjaar (gemeente, jaar)
);

-- Conversations that were planned at once, and what came of each client: a conversation, or why there is none.
create table planronde (
    gemeente text not null,
    id uuid not null,
    klantmanager_id uuid not null,
    door uuid not null,
    moment timestamptz not null,
    primary key (gemeente, id),
    foreign key (gemeente, klantmanager_id) references gebruiker (gemeente, id),
    foreign key (gemeente, door) references gebruiker (gemeente, id)
);
create table planronde_klant (
    gemeente text not null,
    ronde_id uuid not null,
    klant_id uuid not null,
    moment timestamptz not null,
    gesprek_id uuid,
    waarom text,
    primary key (gemeente, ronde_id, klant_id),
    foreign key (gemeente, ronde_id) references planronde (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, gesprek_id) references gesprek (gemeente, id),
    check ((gesprek_id is null) <> (waarom is null))
);
