-- Who is on the list of exemptions that end is found and put in order by this index alone: the name stands in it too.
drop index klantstand_ontheffing;
create index klantstand_ontheffing on klantstand (gemeente, ontheffing_tot, klant_id,
    uitkering_tot, laatste_gesprek, laatst_gepland, ontheffing_van, leefvorm, segment, wijk, sorteersleutel) where lopend = 1;
-- How heavy the caseloads of a team are is added up by this index alone.
drop index klantstand_klantmanager;
create index klantstand_klantmanager on klantstand (gemeente, klantmanager_id, sorteersleutel, klant_id, uitkering_tot,
    ontheffing_tot, segment);
-- The people of a team are found without reading past everybody else.
create index gebruiker_team on gebruiker (gemeente, team_id);
