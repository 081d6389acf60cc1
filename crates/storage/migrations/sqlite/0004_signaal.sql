-- Signals about clients, and takeovers of caseloads.

create table signaal (
    gemeente text not null,
    id blob not null,
    klant_id blob not null,
    soort text not null,
    bron text not null check (bron in ('collega', 'wijkteam', 'partner')),
    ontvangen text not null,
    stand text not null check (stand in ('nieuw', 'in_behandeling', 'afgehandeld', 'niet_gevolgd')),
    behandeld_door blob,
    behandeld_sinds text,
    antwoord_kanaal text,
    -- The day the sender was told, or that nothing would be done.
    afgerond text,
    -- Name and contact of the sender, what was said, and what was answered.
    inhoud_versleuteld blob not null,
    gewijzigd_door blob,
    gewijzigd_op text not null,
    versie integer not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, behandeld_door) references gebruiker (gemeente, id),
    check ((stand = 'nieuw') = (behandeld_door is null)),
    check ((stand in ('afgehandeld', 'niet_gevolgd')) = (afgerond is not null))
) strict;
create index signaal_klant on signaal (gemeente, klant_id, ontvangen);
-- The open ones of everybody stand in order of time; those of one caseload are found client by client.
create index signaal_open on signaal (gemeente, ontvangen, id) where stand in ('nieuw', 'in_behandeling');
create index signaal_open_klant on signaal (gemeente, klant_id, ontvangen, id) where stand in ('nieuw', 'in_behandeling');

create table overname (
    gemeente text not null,
    id blob not null,
    van_id blob not null,
    aan_id blob not null,
    vanaf text not null,
    -- Empty: for good.
    tot_en_met text,
    reden text not null,
    alles integer not null,
    stand text not null check (stand in ('gepland', 'geldt', 'ingetrokken')),
    -- How many conversations that stood in the diary went along.
    gesprekken integer not null default 0,
    door blob not null,
    gemaakt_op text not null,
    versie integer not null,
    primary key (gemeente, id),
    foreign key (gemeente, van_id) references gebruiker (gemeente, id),
    foreign key (gemeente, aan_id) references gebruiker (gemeente, id),
    foreign key (gemeente, door) references gebruiker (gemeente, id),
    check (tot_en_met >= vanaf)
) strict;
create index overname_gemaakt on overname (gemeente, gemaakt_op);
create index overname_van on overname (gemeente, van_id, tot_en_met);
create index overname_aan on overname (gemeente, aan_id, tot_en_met);

-- The clients it is about.
create table overname_klant (
    gemeente text not null,
    overname_id blob not null,
    klant_id blob not null,
    primary key (gemeente, overname_id, klant_id),
    foreign key (gemeente, overname_id) references overname (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id)
) strict, without rowid;
create index overname_klant_klant on overname_klant (gemeente, klant_id);

-- When the new klantmanager first opened the client: until then the client stands under "Nieuw voor u".
alter table toewijzing add column gezien text;

-- The kinds of signals; a new municipality gets them with its other lists.
insert into codelijst (gemeente, lijst, code, omschrijving, geldig_van, volgorde)
    select gemeente, 'soort_signaal', 'volgende_stap', 'Klaar voor een volgende stap', '2004-01-01', 1 from gemeente
    union all select gemeente, 'soort_signaal', 'zorgen', 'Zorgen over de klant', '2004-01-01', 2 from gemeente
    union all select gemeente, 'soort_signaal', 'veranderde_situatie', 'Veranderde situatie', '2004-01-01', 3 from gemeente
    union all select gemeente, 'soort_signaal', 'overig', 'Iets anders', '2004-01-01', 4 from gemeente;
