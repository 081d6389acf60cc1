-- The tenant key `gemeente` leads every primary key and index: rows can later be partitioned or spread by it.
-- Amounts are whole eurocents, legal dates have no time zone, moments are UTC. Sentinels in klantstand (0001-01-01,
-- 9999-12-31) stand for "never" and "none", so that keyset paging needs no rules for NULL.

-- Remembers which key belongs to this database, so that a wrong one is noticed before it writes anything.
create table installatie (
    enig bigint primary key check (enig = 1),
    sleutel_controle bytea not null,
    -- Only in a demonstration: filled half ("bezig") or whole ("klaar").
    demonstratie text check (demonstratie in ('bezig', 'klaar'))
);

create table gemeente (
    gemeente text primary key check (length(gemeente) = 4),
    naam text not null
);

create table team (
    gemeente text not null references gemeente,
    id uuid not null,
    naam text not null,
    primary key (gemeente, id)
);

create table gebruiker (
    gemeente text not null references gemeente,
    id uuid not null,
    gebruikersnaam text not null unique,
    naam text not null,
    rol text not null check (rol in ('klantmanager', 'teamleider', 'beleidsadviseur', 'beheerder')),
    team_id uuid,
    wachtwoord_hash text not null,
    actief boolean not null,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, team_id) references team (gemeente, id)
);

-- Only the hash of a session's token is kept: whoever reads this table cannot take over a session.
create table sessie (
    token_hash bytea primary key,
    gemeente text not null,
    gebruiker_id uuid not null,
    csrf_sleutel bytea not null,
    aangemaakt timestamptz not null,
    laatst_gezien timestamptz not null,
    verloopt timestamptz not null,
    foreign key (gemeente, gebruiker_id) references gebruiker (gemeente, id)
);
create index sessie_gebruiker on sessie (gemeente, gebruiker_id);
create index sessie_verloopt on sessie (verloopt);

-- Failed attempts to log in, per name and per address, so that guessing is slow on every process and after a restart.
create table inlogpoging (
    sleutel bytea primary key,
    aantal bigint not null,
    sinds timestamptz not null
);

create table codelijst (
    gemeente text not null references gemeente,
    lijst text not null,
    code text not null,
    omschrijving text not null,
    groep text,
    cbs_code text,
    geldig_van date not null,
    geldig_tot date,
    volgorde bigint not null,
    primary key (gemeente, lijst, code)
);

create table klant (
    gemeente text not null references gemeente,
    id uuid not null,
    klantnummer text not null,
    bsn_versleuteld bytea not null,
    bsn_hash bytea not null,
    voornamen text not null,
    voorvoegsel text not null,
    geslachtsnaam text not null,
    geboortedatum date not null,
    leefvorm text not null check (leefvorm in ('alleenstaande', 'alleenstaande_ouder', 'gehuwden')),
    adres text not null,
    postcode text,
    woonplaats text not null,
    wijk text not null,
    telefoon text not null,
    -- The digits of the telephone number, by which it is found however it was written.
    telefoon_cijfers text not null,
    email text not null,
    tolk text not null,
    gewijzigd_door uuid,
    gewijzigd_op timestamptz not null,
    versie bigint not null,
    primary key (gemeente, id)
);
create unique index klant_klantnummer on klant (gemeente, klantnummer);
create unique index klant_bsn on klant (gemeente, bsn_hash);
create index klant_geboortedatum on klant (gemeente, geboortedatum);
create index klant_postcode on klant (gemeente, postcode);
create index klant_telefoon on klant (gemeente, telefoon_cijfers);

create table klant_zoeknaam (
    gemeente text not null,
    sleutel text collate "C" not null,
    klant_id uuid not null,
    primary key (gemeente, klant_id, sleutel),
    foreign key (gemeente, klant_id) references klant (gemeente, id)
);
create index klant_zoeknaam_sleutel on klant_zoeknaam (gemeente, sleutel, klant_id);

create table uitkering (
    gemeente text not null,
    id uuid not null,
    klant_id uuid not null,
    regeling text not null check (regeling in ('pw', 'ioaw', 'ioaz', 'bbz')),
    datum_ingang date not null,
    maandbedrag bigint not null,
    vorige_id uuid,
    datum_einde date,
    reden_einde text,
    toelichting_versleuteld bytea,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, vorige_id) references uitkering (gemeente, id),
    check ((datum_einde is null) = (reden_einde is null)),
    check (datum_einde is null or datum_einde >= datum_ingang)
);
create index uitkering_klant on uitkering (gemeente, klant_id, datum_ingang);
create index uitkering_ingang on uitkering (gemeente, datum_ingang);
create unique index uitkering_vorige on uitkering (gemeente, vorige_id);

create table toewijzing (
    gemeente text not null,
    id uuid not null,
    klant_id uuid not null,
    gebruiker_id uuid not null,
    vanaf date not null,
    tot_en_met date,
    reden text not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, gebruiker_id) references gebruiker (gemeente, id)
);
create index toewijzing_klant on toewijzing (gemeente, klant_id, vanaf);
create index toewijzing_gebruiker on toewijzing (gemeente, gebruiker_id, vanaf);

create table segmentering (
    gemeente text not null,
    id uuid not null,
    klant_id uuid not null,
    segment text not null,
    vanaf date not null,
    tot_en_met date,
    door uuid,
    toelichting_versleuteld bytea,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id)
);
create index segmentering_klant on segmentering (gemeente, klant_id, vanaf);

create table gesprek (
    gemeente text not null,
    id uuid not null,
    klant_id uuid not null,
    gebruiker_id uuid not null,
    soort text not null,
    moment timestamptz not null,
    -- The day of the moment in the Netherlands: lists of days need no time zone arithmetic in SQL.
    dag date not null,
    duur_minuten bigint not null,
    plaats text not null,
    stand text not null check (stand in ('te_plannen', 'gepland', 'uitgenodigd', 'bevestigd', 'verzet', 'afgezegd', 'gevoerd',
        'niet_verschenen', 'in_hersteltermijn', 'hersteld', 'naar_rechtmatigheid')),
    uitgenodigd_op date,
    uitgenodigd_kanaal text,
    uitgenodigd_bewijs text,
    bevestigd_op date,
    -- The conversation it took the place of, when that was moved.
    vorige_id uuid,
    hersteltermijn_brief date,
    hersteltermijn_einde date,
    -- The day it was repaired or handed over.
    hersteltermijn_klaar date,
    inhoud_versleuteld bytea,
    gewijzigd_door uuid,
    gewijzigd_op timestamptz not null,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, gebruiker_id) references gebruiker (gemeente, id),
    foreign key (gemeente, vorige_id) references gesprek (gemeente, id)
);
create index gesprek_klant on gesprek (gemeente, klant_id, moment);
create index gesprek_agenda on gesprek (gemeente, gebruiker_id, dag, moment);
create index gesprek_open on gesprek (gemeente, gebruiker_id, dag, moment) where stand in ('gepland', 'uitgenodigd', 'bevestigd');
create index gesprek_te_plannen on gesprek (gemeente, gebruiker_id, dag) where stand = 'te_plannen';
create index gesprek_hersteltermijn on gesprek (gemeente, gebruiker_id, hersteltermijn_einde) where stand = 'in_hersteltermijn';
create unique index gesprek_vorige on gesprek (gemeente, vorige_id) where vorige_id is not null;

-- What somebody was typing: kept per person and form, thrown away when the form is done.
create table concept (
    gemeente text not null,
    gebruiker_id uuid not null,
    formulier text not null,
    object_id uuid not null,
    velden_versleuteld bytea not null,
    object_versie bigint not null,
    bewaard_op timestamptz not null,
    primary key (gemeente, gebruiker_id, formulier, object_id),
    foreign key (gemeente, gebruiker_id) references gebruiker (gemeente, id)
);
create index concept_object on concept (gemeente, formulier, object_id);

create table ontheffing (
    gemeente text not null,
    id uuid not null,
    klant_id uuid not null,
    grondslag text not null,
    verplichtingen text not null,
    reden text not null,
    datum_ingang date not null,
    datum_einde date,
    heroverweging date,
    toelichting_versleuteld bytea,
    ingetrokken boolean not null default false,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id)
);
create index ontheffing_klant on ontheffing (gemeente, klant_id, datum_ingang);

create table keuring (
    gemeente text not null,
    id uuid not null,
    klant_id uuid not null,
    spoed boolean not null,
    aangevraagd date not null,
    afgerond date,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id)
);
create index keuring_klant on keuring (gemeente, klant_id, aangevraagd);

create table verwijzing (
    gemeente text not null,
    id uuid not null,
    klant_id uuid not null,
    voorziening text not null,
    aanbieder text not null,
    verwezen date not null,
    gestart date,
    beeindigd date,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id)
);
create index verwijzing_klant on verwijzing (gemeente, klant_id, verwezen);

-- How a client stands now, as lists show it: derived from the histories in the transaction that changes one of them.
-- It can be thrown away and rebuilt; a test compares.
create table klantstand (
    gemeente text not null,
    klant_id uuid not null,
    klantnummer text not null,
    naam text not null,
    sorteersleutel text collate "C" not null,
    geboortedatum date not null,
    wijk text not null,
    leefvorm text not null,
    klantmanager_id uuid,
    segment text not null,
    segment_sinds date not null,
    uitkering_ingang date not null,
    uitkering_tot date not null,
    laatste_gesprek date not null,
    volgend_gesprek timestamptz not null,
    -- A conversation of the past whose outcome was never recorded stands first among the open ones; whether anything is
    -- still to come is told by the last.
    laatst_gepland timestamptz not null,
    ontheffing_van date not null,
    ontheffing_tot date not null,
    -- 0 once the last day of the benefit has passed: only to leave those rows out of the indexes below. It may lag behind,
    -- so the last day is always asked as well.
    lopend smallint not null default 1,
    primary key (gemeente, klant_id),
    foreign key (gemeente, klant_id) references klant (gemeente, id)
);
-- Lists are of those who receive a benefit. One index for each order of such a list: the order first, then every column
-- that one can filter on. A row that a filter leaves out is then never fetched, and the time of a page does not depend on
-- the size of the file, nor on how many people left long ago.
create index klantstand_naam on klantstand (gemeente, sorteersleutel, klant_id,
    uitkering_tot, laatste_gesprek, laatst_gepland, ontheffing_van, ontheffing_tot, leefvorm, segment, wijk) where lopend = 1;
create index klantstand_laatste on klantstand (gemeente, laatste_gesprek, klant_id,
    uitkering_tot, laatst_gepland, ontheffing_van, ontheffing_tot, leefvorm, segment, wijk) where lopend = 1;
create index klantstand_volgend on klantstand (gemeente, volgend_gesprek, klant_id,
    uitkering_tot, laatste_gesprek, laatst_gepland, ontheffing_van, ontheffing_tot, leefvorm, segment, wijk) where lopend = 1;
create index klantstand_ingang on klantstand (gemeente, uitkering_ingang, klant_id,
    uitkering_tot, laatste_gesprek, laatst_gepland, ontheffing_van, ontheffing_tot, leefvorm, segment, wijk) where lopend = 1;
create index klantstand_ontheffing on klantstand (gemeente, ontheffing_tot, klant_id,
    uitkering_tot, laatste_gesprek, laatst_gepland, ontheffing_van, leefvorm, segment, wijk) where lopend = 1;
-- Everybody, also those whose benefit ended, stands in a list by name only.
create index klantstand_alle on klantstand (gemeente, sorteersleutel, klant_id, uitkering_tot);
-- The caseload of one klantmanager is short.
create index klantstand_klantmanager on klantstand (gemeente, klantmanager_id, sorteersleutel, klant_id, uitkering_tot);
-- For counting, and for the districts that occur.
create index klantstand_tot on klantstand (gemeente, uitkering_tot);
create index klantstand_segment on klantstand (gemeente, segment, uitkering_tot) where lopend = 1;
create index klantstand_leefvorm on klantstand (gemeente, leefvorm, uitkering_tot) where lopend = 1;
create index klantstand_gepland on klantstand (gemeente, laatst_gepland, uitkering_tot) where lopend = 1;
create index klantstand_wijk on klantstand (gemeente, wijk, uitkering_tot, laatste_gesprek);

create table project (
    gemeente text not null references gemeente,
    id uuid not null,
    code text not null,
    naam text not null,
    doel text not null,
    start date not null,
    einde date not null,
    peildatum date not null,
    vorm text not null,
    uit_caseload_van uuid,
    bron text not null,
    primary key (gemeente, id),
    foreign key (gemeente, uit_caseload_van) references gebruiker (gemeente, id)
);
create unique index project_code on project (gemeente, code);

create table project_deelname (
    gemeente text not null,
    project_id uuid not null,
    klant_id uuid not null,
    uitkering_id uuid not null,
    geselecteerd date not null,
    primary key (gemeente, project_id, klant_id),
    foreign key (gemeente, project_id) references project (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, uitkering_id) references uitkering (gemeente, id)
);
create index project_deelname_klant on project_deelname (gemeente, klant_id);

create table project_rubriek (
    gemeente text not null,
    project_id uuid not null,
    reden text not null,
    rubriek text not null,
    omschrijving text not null,
    volgorde bigint not null,
    primary key (gemeente, project_id, reden),
    foreign key (gemeente, project_id) references project (gemeente, id)
);

create table project_uren (
    gemeente text not null,
    project_id uuid not null,
    inhuurkracht text not null,
    maand date not null,
    minuten bigint not null,
    uurtarief bigint not null,
    primary key (gemeente, project_id, inhuurkracht, maand),
    foreign key (gemeente, project_id) references project (gemeente, id)
);

create table project_factuur (
    gemeente text not null,
    project_id uuid not null,
    nummer text not null,
    leverancier text not null,
    datum date not null,
    bedrag bigint not null,
    primary key (gemeente, project_id, nummer),
    foreign key (gemeente, project_id) references project (gemeente, id)
);

create table project_caseloadnorm (
    gemeente text not null,
    project_id uuid not null,
    code text not null,
    omschrijving text not null,
    klanten bigint not null,
    vanaf date not null,
    bron text not null,
    primary key (gemeente, project_id, code),
    foreign key (gemeente, project_id) references project (gemeente, id)
);

create table project_contacturen (
    gemeente text not null,
    project_id uuid not null,
    segment text not null,
    huidig bigint not null,
    gewenst bigint not null,
    vanaf date not null,
    bron text not null,
    primary key (gemeente, project_id, segment),
    foreign key (gemeente, project_id) references project (gemeente, id)
);

-- Every change: who, what, which client, when, why. Lines of one municipality form a chain of hashes.
create table logboek (
    gemeente text not null,
    nummer bigint not null,
    moment timestamptz not null,
    gebruiker_id uuid,
    handeling text not null,
    object_id uuid,
    klant_id uuid,
    doel text not null,
    details text not null,
    hash bytea not null,
    primary key (gemeente, nummer)
);
create index logboek_klant on logboek (gemeente, klant_id, nummer);
create index logboek_object on logboek (gemeente, object_id, nummer);

-- Every look at clients: one line per page or answer, naming every client shown. `klanten` holds their ids (16 bytes
-- each), so that a list of fifty costs one line; `klant_id` is set when it was one client.
create table inzage (
    gemeente text not null,
    nummer bigint not null,
    moment timestamptz not null,
    gebruiker_id uuid not null,
    handeling text not null,
    doel text not null,
    klant_id uuid,
    klanten bytea not null,
    hash bytea not null,
    primary key (gemeente, nummer)
);
create index inzage_klant on inzage (gemeente, klant_id, nummer);
create index inzage_moment on inzage (gemeente, moment);

-- The last link of each chain: the row to lock before adding to it.
create table keten (
    gemeente text not null references gemeente,
    keten text not null check (keten in ('logboek', 'inzage')),
    nummer bigint not null,
    hash bytea not null,
    primary key (gemeente, keten)
);

-- The log is only added to.
create function logboek_blijft() returns trigger language plpgsql as $$
begin
    raise exception 'het logboek wordt niet gewijzigd of verwijderd';
end $$;
create trigger logboek_blijft before update or delete on logboek for each row execute function logboek_blijft();
create trigger logboek_blijft_heel before truncate on logboek for each statement execute function logboek_blijft();
create trigger inzage_blijft before update or delete on inzage for each row execute function logboek_blijft();
create trigger inzage_blijft_heel before truncate on inzage for each statement execute function logboek_blijft();
