-- A conversation of the past whose outcome was never recorded stands first among the open ones. Whether anything is still
-- to come is told by the last.
alter table klantstand add column laatst_gepland text not null default '0001-01-01T00:00:00Z';
update klantstand set laatst_gepland = coalesce((select max(g.moment) from gesprek g
    where g.gemeente = klantstand.gemeente and g.klant_id = klantstand.klant_id
    and g.stand in ('gepland', 'uitgenodigd')), '0001-01-01T00:00:00Z');
drop index klantstand_naam;
create index klantstand_naam on klantstand (gemeente, sorteersleutel, klant_id, uitkering_tot, laatste_gesprek, laatst_gepland, leefvorm);
