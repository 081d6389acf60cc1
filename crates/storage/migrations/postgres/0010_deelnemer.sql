-- Several disciplines at one table, each with a note of its own (M05); the lawfulness track beside it (M20); and what was
-- judged of the segment in a conversation (M07).

-- Two roles more.
alter table gebruiker drop constraint gebruiker_rol_check;
alter table gebruiker add constraint gebruiker_rol_check check (rol in
    ('klantmanager', 'teamleider', 'beleidsadviseur', 'beheerder', 'deskundige', 'rechtmatigheid'));

-- For which disciplines somebody is appointed: whose protected notes he may read.
create table gebruiker_discipline (
    gemeente text not null,
    gebruiker_id uuid not null,
    discipline text not null,
    vanaf date not null,
    tot_en_met date,
    door uuid not null,
    primary key (gemeente, gebruiker_id, discipline, vanaf),
    foreign key (gemeente, gebruiker_id) references gebruiker (gemeente, id),
    foreign key (gemeente, door) references gebruiker (gemeente, id),
    check (tot_en_met >= vanaf)
);

create table deelnemer (
    gemeente text not null,
    id uuid not null,
    gesprek_id uuid not null,
    -- A colleague; empty for somebody of a partner.
    gebruiker_id uuid,
    -- Name and organisation of somebody of a partner.
    partner_versleuteld bytea,
    discipline text not null,
    -- Read by one statement only, after it was judged who may.
    notitie_versleuteld bytea,
    conclusie_versleuteld bytea,
    geschreven_op timestamptz,
    toegevoegd_door uuid not null,
    toegevoegd_op timestamptz not null,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, gesprek_id) references gesprek (gemeente, id),
    foreign key (gemeente, gebruiker_id) references gebruiker (gemeente, id),
    foreign key (gemeente, toegevoegd_door) references gebruiker (gemeente, id),
    check ((gebruiker_id is null) <> (partner_versleuteld is null)),
    -- Who has no account has no note.
    check (gebruiker_id is not null or notitie_versleuteld is null)
);
create index deelnemer_gesprek on deelnemer (gemeente, gesprek_id);
create unique index deelnemer_gebruiker on deelnemer (gemeente, gebruiker_id, gesprek_id);

create table rechtmatigheid (
    gemeente text not null,
    id uuid not null,
    klant_id uuid not null,
    gesprek_id uuid not null,
    aanleiding text not null check (aanleiding in ('gelijktijdig', 'overdracht')),
    behandelaar_id uuid,
    verslag_versleuteld bytea,
    stand text not null check (stand in ('open', 'afgerond')),
    afgerond date,
    gewijzigd_door uuid not null,
    gewijzigd_op timestamptz not null,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, gesprek_id) references gesprek (gemeente, id),
    foreign key (gemeente, behandelaar_id) references gebruiker (gemeente, id),
    foreign key (gemeente, gewijzigd_door) references gebruiker (gemeente, id),
    check ((stand = 'afgerond') = (afgerond is not null))
);
-- Of one conversation one record of each kind: asked twice, it is one.
create unique index rechtmatigheid_gesprek on rechtmatigheid (gemeente, gesprek_id, aanleiding);
create index rechtmatigheid_open on rechtmatigheid (gemeente, id) where stand = 'open';
create index rechtmatigheid_afgerond on rechtmatigheid (gemeente, afgerond, id) where stand = 'afgerond';
-- The cases that were handed over, the longest waiting first.
create index gesprek_overgedragen on gesprek (gemeente, hersteltermijn_klaar, id) where stand = 'naar_rechtmatigheid';

-- Whether segment and step on the participatieladder were still right, as judged in a conversation.
create table beoordeling (
    gemeente text not null,
    gesprek_id uuid not null,
    klant_id uuid not null,
    dag date not null,
    gewijzigd boolean not null,
    segment text,
    trede bigint check (trede between 1 and 6),
    door uuid not null,
    toelichting_versleuteld bytea,
    vastgelegd_op timestamptz not null,
    primary key (gemeente, gesprek_id),
    foreign key (gemeente, gesprek_id) references gesprek (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, door) references gebruiker (gemeente, id)
);
create index beoordeling_klant on beoordeling (gemeente, klant_id, dag);

-- The disciplines; a new municipality gets them with its other lists. The group is the protection of notes.
insert into codelijst (gemeente, lijst, code, omschrijving, groep, geldig_van, volgorde)
    select gemeente, 'discipline', 'werk', 'Werk en participatie', 'gewoon', date '2004-01-01', 1 from gemeente
    union all select gemeente, 'discipline', 'inkomen', 'Inkomen en minimaregelingen', 'gewoon', date '2004-01-01', 2 from gemeente
    union all select gemeente, 'discipline', 'wijkteam', 'Sociaal wijkteam', 'gewoon', date '2004-01-01', 3 from gemeente
    union all select gemeente, 'discipline', 'partner', 'Partner in de stad', 'gewoon', date '2004-01-01', 4 from gemeente
    union all select gemeente, 'discipline', 'schuldhulp', 'Schuldhulpverlening', 'schulden', date '2004-01-01', 5 from gemeente
    union all select gemeente, 'discipline', 'gezondheid', 'Gezondheid', 'gezondheid', date '2004-01-01', 6 from gemeente
    union all select gemeente, 'discipline', 'nazorg_detentie', 'Reclassering en nazorg na detentie', 'justitie', date '2004-01-01', 7
        from gemeente;
