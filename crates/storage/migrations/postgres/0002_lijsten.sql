-- Lists almost always ask for running benefits. With the last day of the benefit in every index a list is sorted by, rows
-- that are left out are never fetched, and counting needs the index alone (once the table has been vacuumed).
drop index klantstand_naam;
drop index klantstand_klantmanager;
drop index klantstand_laatste;
drop index klantstand_volgend;
drop index klantstand_ingang;
drop index klantstand_ontheffing;
drop index klantstand_segment;
drop index klantstand_wijk;
create index klantstand_naam on klantstand (gemeente, sorteersleutel, klant_id, uitkering_tot, laatste_gesprek, volgend_gesprek, leefvorm);
create index klantstand_klantmanager on klantstand (gemeente, klantmanager_id, sorteersleutel, klant_id, uitkering_tot);
create index klantstand_laatste on klantstand (gemeente, laatste_gesprek, klant_id, uitkering_tot);
create index klantstand_volgend on klantstand (gemeente, volgend_gesprek, klant_id, uitkering_tot);
create index klantstand_ingang on klantstand (gemeente, uitkering_ingang, klant_id, uitkering_tot);
create index klantstand_ontheffing on klantstand (gemeente, ontheffing_tot, klant_id, uitkering_tot, ontheffing_van);
create index klantstand_segment on klantstand (gemeente, segment, sorteersleutel, klant_id, uitkering_tot);
create index klantstand_wijk on klantstand (gemeente, wijk, sorteersleutel, klant_id, uitkering_tot, laatste_gesprek);
-- For counting only.
create index klantstand_tot on klantstand (gemeente, uitkering_tot, leefvorm);
