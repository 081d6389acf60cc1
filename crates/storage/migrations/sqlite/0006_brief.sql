-- From whom the letters of a municipality come.
create table briefafzender (
    gemeente text primary key references gemeente,
    afdeling text not null,
    -- Postal address, a line each.
    adresregels text not null,
    bezoekadres text not null,
    plaats text not null,
    telefoon text not null,
    website text not null,
    versie integer not null
) strict;

-- Texts of letters that a municipality wrote itself: every change is a new version, the newest counts. Without a row the
-- text that comes with the program counts.
create table briefsjabloon (
    gemeente text not null references gemeente,
    soort text not null check (soort in ('uitnodiging', 'herinnering', 'niet_verschenen', 'afspraken', 'afzegging')),
    taal text not null check (taal in ('nl', 'en', 'ar')),
    versie integer not null,
    onderwerp text not null,
    tekst text not null,
    gemaakt_op text not null,
    gemaakt_door blob not null,
    primary key (gemeente, soort, taal, versie),
    foreign key (gemeente, gemaakt_door) references gebruiker (gemeente, id)
) strict;

-- A letter as it was worded; the PDF is made from it again, always the same.
create table brief (
    gemeente text not null,
    id blob not null,
    klant_id blob not null,
    gesprek_id blob not null,
    soort text not null check (soort in ('uitnodiging', 'herinnering', 'niet_verschenen', 'afspraken', 'afzegging')),
    taal text not null check (taal in ('nl', 'en', 'ar')),
    sjabloon_versie integer not null,
    kenmerk text not null,
    inhoud_versleuteld blob not null,
    gemaakt_op text not null,
    gemaakt_door blob not null,
    afgedrukt_op text,
    afgedrukt_door blob,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, gesprek_id) references gesprek (gemeente, id),
    foreign key (gemeente, gemaakt_door) references gebruiker (gemeente, id),
    foreign key (gemeente, afgedrukt_door) references gebruiker (gemeente, id),
    check ((afgedrukt_op is null) = (afgedrukt_door is null))
) strict;
create unique index brief_kenmerk on brief (gemeente, kenmerk);
create index brief_klant on brief (gemeente, klant_id);
create index brief_gesprek on brief (gemeente, gesprek_id);
create index brief_af_te_drukken on brief (gemeente, gemaakt_door, id) where afgedrukt_op is null;
create index brief_afgedrukt on brief (gemeente, afgedrukt_door, afgedrukt_op) where afgedrukt_op is not null;
