-- Investigations of right and amount (M20, PW 53a), and the periodic samples some of them came from.

create table steekproef (
    gemeente text not null,
    id uuid not null,
    -- What it was drawn with, so that anybody can draw it again; the print is of the clients it was drawn from.
    zaad text not null,
    procent bigint not null check (procent between 1 and 100),
    peildatum date not null,
    omvang bigint not null,
    vingerafdruk text not null,
    door uuid not null,
    op timestamptz not null,
    primary key (gemeente, id),
    foreign key (gemeente, door) references gebruiker (gemeente, id)
);
create index steekproef_op on steekproef (gemeente, op, id);
create table steekproef_klant (
    gemeente text not null,
    steekproef_id uuid not null,
    klant_id uuid not null,
    primary key (gemeente, steekproef_id, klant_id),
    foreign key (gemeente, steekproef_id) references steekproef (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id)
);
create index steekproef_klant_klant on steekproef_klant (gemeente, klant_id);

create table onderzoek (
    gemeente text not null,
    id uuid not null,
    klant_id uuid not null,
    aanleiding text not null check (aanleiding in
        ('periodiek', 'gelijktijdig', 'signaal', 'niet_verschenen', 'adres', 'inkomen')),
    steekproef_id uuid,
    gesprek_id uuid,
    signaal_id uuid,
    -- The record of the lawfulness track that said an investigation is needed.
    rechtmatigheid_id uuid,
    begonnen date not null,
    -- From which day it counts as open: later than it began when it was opened again.
    sinds date not null,
    behandelaar_id uuid,
    stand text not null check (stand in ('open', 'wacht_op_informatie', 'afgerond', 'vervallen')),
    -- The last day to answer of the question that is due first, among those without an answer.
    verzoek_uiterlijk date,
    afgerond date,
    uitkomst text check (uitkomst in ('geen_wijziging', 'wijziging_doorgegeven', 'besluit_nodig')),
    -- Checklist, questions, findings and reasons, encrypted as one piece.
    inhoud_versleuteld bytea not null,
    gewijzigd_door uuid not null,
    gewijzigd_op timestamptz not null,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, steekproef_id) references steekproef (gemeente, id),
    foreign key (gemeente, gesprek_id) references gesprek (gemeente, id),
    foreign key (gemeente, signaal_id) references signaal (gemeente, id),
    foreign key (gemeente, rechtmatigheid_id) references rechtmatigheid (gemeente, id),
    foreign key (gemeente, behandelaar_id) references gebruiker (gemeente, id),
    foreign key (gemeente, gewijzigd_door) references gebruiker (gemeente, id),
    check ((stand in ('afgerond', 'vervallen')) = (afgerond is not null)),
    check ((stand = 'afgerond') = (uitkomst is not null))
);
create index onderzoek_klant on onderzoek (gemeente, klant_id, begonnen);
create index onderzoek_loopt on onderzoek (gemeente, sinds, id) where stand in ('open', 'wacht_op_informatie');
create index onderzoek_afgerond on onderzoek (gemeente, afgerond, id) where stand in ('afgerond', 'vervallen');
create index onderzoek_rechtmatigheid on onderzoek (gemeente, rechtmatigheid_id) where rechtmatigheid_id is not null;
-- Drawn once: the same sample does not give one client two investigations.
create unique index onderzoek_steekproef on onderzoek (gemeente, steekproef_id, klant_id);
