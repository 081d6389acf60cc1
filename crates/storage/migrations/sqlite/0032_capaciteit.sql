-- Ways of working whose cost in people was worked out (M31): every number of a scenario with its source, as JSON. About nobody.
create table scenario (
    gemeente text not null references gemeente,
    id blob not null,
    naam text not null,
    inhoud text not null,
    gewijzigd_door blob not null,
    gewijzigd_op text not null,
    versie integer not null,
    primary key (gemeente, id),
    foreign key (gemeente, gewijzigd_door) references gebruiker (gemeente, id)
) strict;
create unique index scenario_naam on scenario (gemeente, naam);
