-- Retention: lists of what is destroyed, by two people; what the archivist confirmed; what stays of a project; and the trace in the
-- log. Beside it the role of a provider.

-- One role more.
alter table gebruiker drop constraint gebruiker_rol_check;
alter table gebruiker add constraint gebruiker_rol_check check (rol in
    ('klantmanager', 'teamleider', 'beleidsadviseur', 'beheerder', 'deskundige', 'rechtmatigheid', 'aanbieder'));

create table vernietigingslijst (
    gemeente text not null references gemeente,
    id uuid not null,
    stand text not null check (stand in ('voorgesteld', 'bevestigd', 'afgewezen', 'uitgevoerd')),
    voorgesteld_door uuid not null,
    voorgesteld_op date not null,
    bevestigd_door uuid,
    bevestigd_op date,
    afgewezen_door uuid,
    afgewezen_op date,
    -- Why it was turned down.
    reden_versleuteld bytea,
    -- Who said that it can begin: what a crash interrupts goes on from there.
    begonnen_door uuid,
    uitgevoerd_op date,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, voorgesteld_door) references gebruiker (gemeente, id),
    foreign key (gemeente, bevestigd_door) references gebruiker (gemeente, id),
    foreign key (gemeente, afgewezen_door) references gebruiker (gemeente, id),
    foreign key (gemeente, begonnen_door) references gebruiker (gemeente, id),
    -- Two people.
    check (bevestigd_door is null or bevestigd_door <> voorgesteld_door),
    check ((bevestigd_door is null) = (bevestigd_op is null)),
    check (begonnen_door is null or bevestigd_door is not null),
    check ((stand = 'afgewezen') = (afgewezen_op is not null)),
    check ((stand = 'uitgevoerd') = (uitgevoerd_op is not null)),
    check (stand <> 'uitgevoerd' or begonnen_door is not null)
);
create index vernietigingslijst_bezig on vernietigingslijst (gemeente, id) where stand = 'bevestigd';

-- What stands on a list. It is kept as proof, so it refers to no client: what it names is gone. `partij` is the batch of one
-- transaction.
create table vernietigingsstuk (
    gemeente text not null,
    lijst_id uuid not null,
    object_id uuid not null,
    zaak text not null check (zaak in ('dossier', 'onderzoek', 'rechtmatigheid', 'poort')),
    soort text not null,
    klant_id uuid not null,
    begin date not null,
    partij bigint not null,
    stand text not null check (stand in ('staat', 'weggelaten', 'vernietigd')),
    weglating text,
    weggelaten_door uuid,
    primary key (gemeente, lijst_id, object_id),
    foreign key (gemeente, lijst_id) references vernietigingslijst (gemeente, id),
    foreign key (gemeente, weggelaten_door) references gebruiker (gemeente, id),
    check ((stand = 'weggelaten') = (weglating is not null))
);
create index vernietigingsstuk_partij on vernietigingsstuk (gemeente, lijst_id, stand, partij);
-- A record stands on one list at a time, whoever asks twice.
create unique index vernietigingsstuk_staat on vernietigingsstuk (gemeente, object_id) where stand = 'staat';

-- That the archivist confirmed a term the selection list leaves open.
create table bewaartermijn_toets (
    gemeente text not null references gemeente,
    soort text not null,
    -- Date and reference of what the archivist wrote.
    op date not null,
    kenmerk text not null,
    door uuid not null,
    primary key (gemeente, soort),
    foreign key (gemeente, door) references gebruiker (gemeente, id)
);

-- The cohort of a project as its evaluation sees it, once it is final: facts and days, no client. From then on its figures do not
-- ask for dossiers any more.
create table project_vastlegging (
    gemeente text not null,
    project_id uuid not null,
    peildatum date not null,
    deelnemers bigint not null,
    inhoud_versleuteld bytea not null,
    door uuid not null,
    op timestamptz not null,
    primary key (gemeente, project_id),
    foreign key (gemeente, project_id) references project (gemeente, id),
    foreign key (gemeente, door) references gebruiker (gemeente, id)
);

-- A line about a destroyed dossier keeps who, what and when; its details are gone. `gewist` names the line that accounts for it.
alter table logboek add column gewist uuid;
create index logboek_gewist on logboek (gemeente, gewist, nummer) where gewist is not null;
create function logboek_wist() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.gewist is null and new.gewist is not null and old.handeling <> 'logboek.gewist' and new.details = ''
        and (new.gemeente, new.nummer, new.moment, new.handeling, new.doel, new.hash)
            = (old.gemeente, old.nummer, old.moment, old.handeling, old.doel, old.hash)
        and new.gebruiker_id is not distinct from old.gebruiker_id and new.object_id is not distinct from old.object_id
        and new.klant_id is not distinct from old.klant_id then
        return new;
    end if;
    raise exception 'het logboek wordt niet gewijzigd of verwijderd';
end $$;
drop trigger logboek_blijft on logboek;
create trigger logboek_blijft before update or delete on logboek for each row execute function logboek_wist();

-- Deleting a dossier asks of each table below whether something refers to it: through an index.
create index concept_welk on concept (gemeente, object_id);
create index planronde_klant_klant on planronde_klant (gemeente, klant_id);
create index planronde_klant_gesprek on planronde_klant (gemeente, gesprek_id) where gesprek_id is not null;
create index overname_gesprek_gesprek on overname_gesprek (gemeente, gesprek_id);
create index onderzoek_gesprek on onderzoek (gemeente, gesprek_id) where gesprek_id is not null;
create index onderzoek_signaal on onderzoek (gemeente, signaal_id) where signaal_id is not null;
create index opschorting_uitkering on opschorting (gemeente, uitkering_id);
create index opschorting_rechtmatigheid on opschorting (gemeente, rechtmatigheid_id) where rechtmatigheid_id is not null;
create index opschorting_onderzoek on opschorting (gemeente, onderzoek_id) where onderzoek_id is not null;
create index besluit_opschorting on besluit (gemeente, opschorting_id) where opschorting_id is not null;
create index poort_klant on poort (gemeente, klant_id);
create index poort_uitkering on poort (gemeente, uitkering_id) where uitkering_id is not null;
create index project_deelname_uitkering on project_deelname (gemeente, uitkering_id);
create index plan_vorige on plan (gemeente, vorige_id) where vorige_id is not null;
create index plan_stap_verwijzing on plan_stap (gemeente, verwijzing_id) where verwijzing_id is not null;
