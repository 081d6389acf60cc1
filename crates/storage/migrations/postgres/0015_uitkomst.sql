-- What the lawfulness track came to. Nothing for what is open, and for what was closed before this was asked.
alter table rechtmatigheid add column uitkomst text
    check (uitkomst in ('geen_bijzonderheden', 'gegevens_gewijzigd', 'onderzoek_nodig', 'besluit_nodig'));
-- Who did not come, per klantmanager: what nobody followed up stands on the page of the day.
create index gesprek_niet_verschenen on gesprek (gemeente, gebruiker_id, dag) where stand = 'niet_verschenen';
