-- Which part of the working time is for contact with clients, from a day on: an assumption of the municipality (M02, M31).
create table contactaandeel (
    gemeente text not null references gemeente,
    vanaf date not null,
    procent bigint not null check (procent between 1 and 100),
    bron text not null,
    door uuid,
    primary key (gemeente, vanaf),
    foreign key (gemeente, door) references gebruiker (gemeente, id)
);

-- Whether a client who comes in by an import without a klantmanager gets one by the rule.
alter table gemeente add column import_verdelen boolean not null default true;

-- Target groups of a client, with history (M07). A protected one (that somebody was in prison) is encrypted whole: then
-- `doelgroep` is empty, and no filter or export finds it. 50+ is never here: it follows from the birth date.
create table klant_doelgroep (
    gemeente text not null,
    id uuid not null,
    klant_id uuid not null,
    doelgroep text not null,
    -- Why; and which group, when it is protected.
    inhoud_versleuteld bytea,
    vanaf date not null,
    tot_en_met date,
    door uuid not null,
    -- Ended or taken back by.
    beeindigd_door uuid,
    -- Entered by mistake; kept for the trace.
    ingetrokken boolean not null default false,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, door) references gebruiker (gemeente, id),
    foreign key (gemeente, beeindigd_door) references gebruiker (gemeente, id),
    check (tot_en_met is null or tot_en_met >= vanaf)
);
create index klant_doelgroep_klant on klant_doelgroep (gemeente, klant_id, vanaf);
-- For a filter on a group, whichever way round the list is read.
create index klant_doelgroep_groep on klant_doelgroep (gemeente, doelgroep, klant_id, vanaf, tot_en_met)
    where not ingetrokken and doelgroep <> '';

update codelijst set groep = 'beschermd' where lijst = 'doelgroep' and code = 'ex_gedetineerde';
update codelijst set groep = 'afgeleid' where lijst = 'doelgroep' and code = 'vijftig_plus';
