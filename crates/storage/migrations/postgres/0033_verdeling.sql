-- Who should have which client (M32): what a proposal was made of, and what became of it.

-- What a klantmanager knows more of: a target group, by its code.
create table specialisme (
    gemeente text not null references gemeente,
    gebruiker_id uuid not null,
    doelgroep text not null,
    primary key (gemeente, gebruiker_id, doelgroep),
    foreign key (gemeente, gebruiker_id) references gebruiker (gemeente, id)
);

create table verdeling (
    gemeente text not null references gemeente,
    id uuid not null,
    team_id uuid,
    -- What was asked: weights, bounds, and of every klantmanager his share. As JSON, because nothing asks for a part of it.
    invoer text not null,
    stand text not null check (stand in ('berekenen', 'voorstel', 'mislukt', 'toegepast', 'teruggedraaid')),
    -- How good it is and how far from the best at most; or what is in the way.
    uitkomst text not null,
    gemaakt_door uuid not null,
    gemaakt_op timestamptz not null,
    -- When it last began to be worked out, or changed.
    gewijzigd_op timestamptz not null,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, team_id) references team (gemeente, id),
    foreign key (gemeente, gemaakt_door) references gebruiker (gemeente, id)
);
create index verdeling_gemaakt on verdeling (gemeente, gemaakt_op);

create table verdeling_klant (
    gemeente text not null,
    verdeling_id uuid not null,
    klant_id uuid not null,
    -- With whom the client was; null for nobody.
    van_id uuid,
    -- With whom the client should be; null until that is known.
    aan_id uuid,
    -- Quarter-hours of conversation in a quarter.
    kwartieren bigint not null,
    -- How heavy a change weighs.
    gewicht bigint not null,
    -- Which specialism the client asks; empty for none.
    behoefte text not null,
    -- Why the client should move, in a sentence; empty for who stays.
    waarom text not null,
    -- May not move.
    vast boolean not null,
    -- With which takeover the client moved.
    overname_id uuid,
    primary key (gemeente, verdeling_id, klant_id),
    foreign key (gemeente, verdeling_id) references verdeling (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, van_id) references gebruiker (gemeente, id),
    foreign key (gemeente, aan_id) references gebruiker (gemeente, id),
    foreign key (gemeente, overname_id) references overname (gemeente, id)
);
create index verdeling_klant_klant on verdeling_klant (gemeente, klant_id);
