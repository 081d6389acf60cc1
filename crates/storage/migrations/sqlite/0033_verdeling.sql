-- Who should have which client (M32): what a proposal was made of, and what became of it.

-- What a klantmanager knows more of: a target group, by its code.
create table specialisme (
    gemeente text not null references gemeente,
    gebruiker_id blob not null,
    doelgroep text not null,
    primary key (gemeente, gebruiker_id, doelgroep),
    foreign key (gemeente, gebruiker_id) references gebruiker (gemeente, id)
) strict;

create table verdeling (
    gemeente text not null references gemeente,
    id blob not null,
    team_id blob,
    -- What was asked: weights, bounds, and of every klantmanager his share. As JSON, because nothing asks for a part of it.
    invoer text not null,
    stand text not null check (stand in ('berekenen', 'voorstel', 'mislukt', 'toegepast', 'teruggedraaid')),
    -- How good it is and how far from the best at most; or what is in the way.
    uitkomst text not null,
    gemaakt_door blob not null,
    gemaakt_op text not null,
    -- When it last began to be worked out, or changed.
    gewijzigd_op text not null,
    versie integer not null,
    primary key (gemeente, id),
    foreign key (gemeente, team_id) references team (gemeente, id),
    foreign key (gemeente, gemaakt_door) references gebruiker (gemeente, id)
) strict;
create index verdeling_gemaakt on verdeling (gemeente, gemaakt_op);

create table verdeling_klant (
    gemeente text not null,
    verdeling_id blob not null,
    klant_id blob not null,
    -- With whom the client was; null for nobody.
    van_id blob,
    -- With whom the client should be; null until that is known.
    aan_id blob,
    -- Quarter-hours of conversation in a quarter.
    kwartieren integer not null,
    -- How heavy a change weighs.
    gewicht integer not null,
    -- Which specialism the client asks; empty for none.
    behoefte text not null,
    -- Why the client should move, in a sentence; empty for who stays.
    waarom text not null,
    -- May not move.
    vast integer not null,
    -- With which takeover the client moved.
    overname_id blob,
    primary key (gemeente, verdeling_id, klant_id),
    foreign key (gemeente, verdeling_id) references verdeling (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, van_id) references gebruiker (gemeente, id),
    foreign key (gemeente, aan_id) references gebruiker (gemeente, id),
    foreign key (gemeente, overname_id) references overname (gemeente, id)
) strict;
create index verdeling_klant_klant on verdeling_klant (gemeente, klant_id);
