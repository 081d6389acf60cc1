-- Which special data a code gives away of a client (AVG 9 and 10). Who does not work with the client reads neutral words instead.
alter table codelijst add column bijzonder text check (bijzonder in ('justitie', 'gezondheid', 'schulden'));
update codelijst set bijzonder = 'justitie' where lijst = 'reden_beeindiging' and code = 'detentie';
update codelijst set bijzonder = 'gezondheid' where lijst = 'reden_beeindiging' and code = 'voorliggende_voorziening';
update codelijst set bijzonder = 'justitie' where lijst = 'voorziening' and code = 'traject_ex_gedetineerden';
update codelijst set bijzonder = 'schulden' where lijst = 'voorziening' and code = 'schulddienstverlening';
update codelijst set bijzonder = 'gezondheid' where lijst = 'voorziening' and code = 'arbeidsmatige_dagbesteding';
