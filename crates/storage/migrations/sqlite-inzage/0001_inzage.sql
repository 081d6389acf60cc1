-- Every look at clients: one line per page or answer, naming every client shown. `klanten` holds their ids (16 bytes
-- each), so that a list of fifty costs one line; `klant_id` is set when it was one client.
create table inzage (
    gemeente text not null,
    nummer integer not null,
    moment text not null,
    gebruiker_id blob not null,
    handeling text not null,
    doel text not null,
    klant_id blob,
    klanten blob not null,
    hash blob not null,
    primary key (gemeente, nummer)
) strict, without rowid;
create index inzage_klant on inzage (gemeente, klant_id, nummer);
create index inzage_moment on inzage (gemeente, moment);

-- The last link of each chain: the row to lock before adding to it.
create table keten (
    gemeente text not null,
    keten text not null check (keten = 'inzage'),
    nummer integer not null,
    hash blob not null,
    primary key (gemeente, keten)
) strict, without rowid;

-- The log is only added to.
create trigger inzage_blijft before update on inzage begin select raise(abort, 'het logboek wordt niet gewijzigd'); end;
create trigger inzage_blijft_staan before delete on inzage begin select raise(abort, 'uit het logboek wordt niets verwijderd'); end;
