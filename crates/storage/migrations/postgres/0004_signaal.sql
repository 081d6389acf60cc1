-- Signals about clients, and takeovers of caseloads.

create table signaal (
    gemeente text not null,
    id uuid not null,
    klant_id uuid not null,
    soort text not null,
    bron text not null check (bron in ('collega', 'wijkteam', 'partner')),
    ontvangen date not null,
    stand text not null check (stand in ('nieuw', 'in_behandeling', 'afgehandeld', 'niet_gevolgd')),
    behandeld_door uuid,
    behandeld_sinds date,
    antwoord_kanaal text,
    -- The day the sender was told, or that nothing would be done.
    afgerond date,
    -- Name and contact of the sender, what was said, and what was answered.
    inhoud_versleuteld bytea not null,
    gewijzigd_door uuid,
    gewijzigd_op timestamptz not null,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, behandeld_door) references gebruiker (gemeente, id),
    check ((stand = 'nieuw') = (behandeld_door is null)),
    check ((stand in ('afgehandeld', 'niet_gevolgd')) = (afgerond is not null))
);
create index signaal_klant on signaal (gemeente, klant_id, ontvangen);
-- The open ones of everybody stand in order of time; those of one caseload are found client by client.
create index signaal_open on signaal (gemeente, ontvangen, id) where stand in ('nieuw', 'in_behandeling');
create index signaal_open_klant on signaal (gemeente, klant_id, ontvangen, id) where stand in ('nieuw', 'in_behandeling');

create table overname (
    gemeente text not null,
    id uuid not null,
    van_id uuid not null,
    aan_id uuid not null,
    vanaf date not null,
    -- Empty: for good.
    tot_en_met date,
    reden text not null,
    alles boolean not null,
    stand text not null check (stand in ('gepland', 'geldt', 'ingetrokken')),
    -- How many conversations that stood in the diary went along.
    gesprekken bigint not null default 0,
    door uuid not null,
    gemaakt_op timestamptz not null,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, van_id) references gebruiker (gemeente, id),
    foreign key (gemeente, aan_id) references gebruiker (gemeente, id),
    foreign key (gemeente, door) references gebruiker (gemeente, id),
    check (tot_en_met >= vanaf)
);
create index overname_gemaakt on overname (gemeente, gemaakt_op);
create index overname_van on overname (gemeente, van_id, tot_en_met);
create index overname_aan on overname (gemeente, aan_id, tot_en_met);

-- The clients it is about.
create table overname_klant (
    gemeente text not null,
    overname_id uuid not null,
    klant_id uuid not null,
    primary key (gemeente, overname_id, klant_id),
    foreign key (gemeente, overname_id) references overname (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id)
);
create index overname_klant_klant on overname_klant (gemeente, klant_id);

-- When the new klantmanager first opened the client: until then the client stands under "Nieuw voor u".
alter table toewijzing add column gezien date;

-- The kinds of signals; a new municipality gets them with its other lists.
insert into codelijst (gemeente, lijst, code, omschrijving, geldig_van, volgorde)
    select gemeente, 'soort_signaal', 'volgende_stap', 'Klaar voor een volgende stap', date '2004-01-01', 1 from gemeente
    union all select gemeente, 'soort_signaal', 'zorgen', 'Zorgen over de klant', date '2004-01-01', 2 from gemeente
    union all select gemeente, 'soort_signaal', 'veranderde_situatie', 'Veranderde situatie', date '2004-01-01', 3 from gemeente
    union all select gemeente, 'soort_signaal', 'overig', 'Iets anders', date '2004-01-01', 4 from gemeente;
