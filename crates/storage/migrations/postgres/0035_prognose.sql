-- What may happen in the coming years (M32): what a simulation starts from, and what came out.

create table opzet (
    gemeente text not null references gemeente,
    id uuid not null,
    naam text not null,
    -- Everything that is assumed, with its source; TOML, because nothing asks for a part of it.
    inhoud text not null,
    gewijzigd_door uuid not null,
    gewijzigd_op timestamptz not null,
    versie bigint not null,
    primary key (gemeente, id),
    unique (gemeente, naam),
    foreign key (gemeente, gewijzigd_door) references gebruiker (gemeente, id)
);

create table prognose (
    gemeente text not null references gemeente,
    id uuid not null,
    -- What was played, as it was then: a JSON array of TOML.
    opzetten text not null,
    herhalingen bigint not null,
    zaad bigint not null,
    -- The version of the model: the same version, seed and opzetten give the same outcome to the bit.
    model bigint not null,
    stand text not null check (stand in ('speelt', 'klaar', 'gestopt', 'mislukt')),
    -- How many replications were done.
    gedaan bigint not null,
    -- The numbers, as JSON; or what is in the way.
    uitkomst text not null,
    gemaakt_door uuid not null,
    gemaakt_op timestamptz not null,
    -- When it last began, or got further.
    gewijzigd_op timestamptz not null,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, gemaakt_door) references gebruiker (gemeente, id)
);
create index prognose_gemaakt on prognose (gemeente, gemaakt_op);
