-- Who is planned a quarter ahead is invited some weeks before, by itself: 'email' where that may, or 'brief' for everybody; null: not by itself.
alter table planronde add column vanzelf text check (vanzelf in ('email', 'brief'));
create index planronde_vanzelf on planronde (gemeente, id) where vanzelf is not null;
