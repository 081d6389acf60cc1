-- An invitation to a telephone call, of who asks for a benefit, and about the right to benefit: texts of their own. What a
-- municipality wrote stays. SQLite changes no check, so the table is made anew.
create table briefsjabloon_nieuw (
    gemeente text not null references gemeente,
    soort text not null check (soort in ('uitnodiging', 'uitnodiging_telefoon', 'uitnodiging_poort', 'uitnodiging_rechtmatigheid', 'herinnering',
        'herinnering_telefoon', 'niet_verschenen', 'niet_verschenen_telefoon', 'afspraken', 'afzegging')),
    taal text not null check (taal in ('nl', 'en', 'ar')),
    versie integer not null,
    onderwerp text not null,
    tekst text not null,
    gemaakt_op text not null,
    gemaakt_door blob not null,
    primary key (gemeente, soort, taal, versie),
    foreign key (gemeente, gemaakt_door) references gebruiker (gemeente, id)
) strict;
insert into briefsjabloon_nieuw (gemeente, soort, taal, versie, onderwerp, tekst, gemaakt_op, gemaakt_door)
    select gemeente, soort, taal, versie, onderwerp, tekst, gemaakt_op, gemaakt_door from briefsjabloon;
drop table briefsjabloon;
alter table briefsjabloon_nieuw rename to briefsjabloon;
