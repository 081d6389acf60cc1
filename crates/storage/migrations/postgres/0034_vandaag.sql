-- What *Vandaag* asks of a klantmanager's clients one by one is found without reading their rows.

-- Ends of benefits, with the reason.
drop index uitkering_klant;
create index uitkering_klant on uitkering (gemeente, klant_id, datum_ingang, datum_einde, reden_einde);
-- Pauses that run.
create index pauze_loopt_klant on pauze (gemeente, klant_id, laatste_dag) where stand = 'loopt';
-- Urgent examinations without an answer: of a whole town a handful.
create index keuring_spoed on keuring (gemeente, aangevraagd, id) where spoed and afgerond is null and geannuleerd is null;
-- What was called off and is still to come.
create index gesprek_afgezegd on gesprek (gemeente, gebruiker_id, dag) where stand = 'afgezegd';
