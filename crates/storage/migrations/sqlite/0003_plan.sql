-- The plan of a client (plan van aanpak, PW 44a), each version a row; what is established is not written over.
create table plan (
    gemeente text not null,
    id blob not null,
    klant_id blob not null,
    nummer integer not null,
    vorige_id blob,
    opsteller_id blob not null,
    opgesteld text not null,
    soort_doel text not null check (soort_doel in ('werk', 'participatie')),
    evaluatie text not null,
    stand text not null check (stand in ('concept', 'vastgesteld', 'vervangen', 'beeindigd')),
    vastgesteld_op text,
    vastgesteld_door blob,
    akkoord_wijze text check (akkoord_wijze in ('scherm', 'papier')),
    akkoord_op text,
    akkoord_door blob,
    einde text,
    -- Goal, rights and duties, the name of who signed, why it ended.
    inhoud_versleuteld blob,
    gewijzigd_door blob,
    gewijzigd_op text not null,
    versie integer not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, opsteller_id) references gebruiker (gemeente, id),
    foreign key (gemeente, vorige_id) references plan (gemeente, id),
    check ((stand = 'concept') = (vastgesteld_op is null))
) strict;
create unique index plan_klant on plan (gemeente, klant_id, nummer);
-- Of one client at most one plan holds, and at most one is being written.
create unique index plan_geldt on plan (gemeente, klant_id) where stand = 'vastgesteld';
create unique index plan_concept on plan (gemeente, klant_id) where stand = 'concept';

create table plan_stap (
    gemeente text not null,
    id blob not null,
    plan_id blob not null,
    volgorde integer not null,
    wie text not null check (wie in ('klant', 'klantmanager', 'ander')),
    voor text not null,
    verwijzing_id blob,
    stand text not null check (stand in ('open', 'klaar', 'vervallen')),
    stand_op text,
    -- What is done and, when it is somebody else, by whom.
    inhoud_versleuteld blob,
    primary key (gemeente, id),
    foreign key (gemeente, plan_id) references plan (gemeente, id),
    foreign key (gemeente, verwijzing_id) references verwijzing (gemeente, id),
    check ((stand = 'open') = (stand_op is null))
) strict;
create index plan_stap_plan on plan_stap (gemeente, plan_id, volgorde);
-- For the steps whose day has passed.
create index plan_stap_open on plan_stap (gemeente, plan_id, voor) where stand = 'open';
