-- From which address e-mail goes out; empty when letters go by post only.
alter table briefafzender add column email text not null default '';

-- The address at which a client said to be reached well enough (Awb, afdeling 2.3). It holds for that address only: when the
-- client gets another one, it is asked again.
create table emailakkoord (
    gemeente text not null,
    klant_id blob not null,
    adres text not null,
    op text not null,
    door blob not null,
    primary key (gemeente, klant_id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, door) references gebruiker (gemeente, id)
) strict, without rowid;

-- Letters on their way by e-mail. What they say stands with the letter; here is to whom, and how far it is.
create table uitbak (
    gemeente text not null,
    id blob not null,
    brief_id blob not null,
    aan_versleuteld blob not null,
    message_id text not null,
    stand text not null
        check (stand in ('wacht', 'bezig', 'aangeboden', 'verzonden', 'mislukt', 'onzeker', 'teruggetrokken')),
    pogingen integer not null,
    sinds text not null,
    -- wacht: not before. bezig, aangeboden: when the process is taken for dead. verzonden: when.
    moment text,
    bewijs text,
    waarom text check (waarom in ('per_post', 'achterhaald', 'afgehandeld')),
    fout text not null,
    gewijzigd_op text not null,
    primary key (gemeente, id),
    foreign key (gemeente, brief_id) references brief (gemeente, id),
    check ((stand in ('wacht', 'bezig', 'aangeboden', 'verzonden')) = (moment is not null)),
    check ((stand = 'verzonden') = (bewijs is not null)),
    check ((stand = 'teruggetrokken') = (waarom is not null))
) strict;
-- A letter is put out once.
create unique index uitbak_brief on uitbak (gemeente, brief_id);
create index uitbak_onderweg on uitbak (gemeente, moment, id) where stand in ('wacht', 'bezig', 'aangeboden');
create index uitbak_aandacht on uitbak (gemeente, id) where stand in ('mislukt', 'onzeker');
create index uitbak_stand on uitbak (gemeente, stand, gewijzigd_op);

-- The secret address at which a calendar program reads somebody's conversations. Only the hash of the secret is kept.
create table agendafeed (
    gemeente text not null,
    gebruiker_id blob not null,
    geheim_hash blob not null,
    gemaakt_op text not null,
    primary key (gemeente, gebruiker_id),
    foreign key (gemeente, gebruiker_id) references gebruiker (gemeente, id)
) strict, without rowid;
create unique index agendafeed_geheim on agendafeed (geheim_hash);
