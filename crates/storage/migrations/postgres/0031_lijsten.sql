-- The last conversation in the diary to which nobody was invited yet, and whether a plan can be missing on any day: what the lists of
-- a whole town asked client by client. Derived, as everything in this table; `klantstand.rs` says the same.
alter table klantstand add column laatst_niet_uitgenodigd timestamptz not null default '0001-01-01T00:00:00Z';
alter table klantstand add column zonder_plan smallint not null default 0;
update klantstand as s set laatst_niet_uitgenodigd = coalesce((select max(g.moment) from gesprek g
    where g.gemeente = s.gemeente and g.klant_id = s.klant_id and g.stand = 'gepland'), '0001-01-01T00:00:00Z');
update klantstand as s set zonder_plan = case when exists (
    select 1 from uitkering u where u.gemeente = s.gemeente and u.klant_id = s.klant_id and u.regeling = 'pw'
        and (cast(replace(cast(u.datum_ingang as text), '-', '') as integer)
                - cast(replace(cast(s.geboortedatum as text), '-', '') as integer) between 180000 and 269999
            or exists (select 1 from ontheffing o where o.gemeente = s.gemeente and o.klant_id = s.klant_id
                and o.grondslag = 'pw_9a' and not o.ingetrokken))
        and not exists (select 1 from plan p where p.gemeente = s.gemeente and p.klant_id = s.klant_id
            and p.stand = 'vastgesteld' and (p.vastgesteld_op >= u.datum_ingang
                or not (cast(replace(cast(u.datum_ingang as text), '-', '') as integer)
                - cast(replace(cast(s.geboortedatum as text), '-', '') as integer) between 180000 and 269999)))
    ) then 1 else 0 end;
create index klantstand_zonder_plan on klantstand (gemeente, sorteersleutel, klant_id, uitkering_tot)
    where lopend = 1 and zonder_plan = 1;

-- How a team stands is added up by this index alone: when somebody was last spoken to, and since when there is a benefit, too.
drop index klantstand_klantmanager;
create index klantstand_klantmanager on klantstand (gemeente, klantmanager_id, sorteersleutel, klant_id, uitkering_tot,
    ontheffing_tot, segment, laatste_gesprek, uitkering_ingang);

-- With whom another rhythm was agreed, one counts from half of it on. Where that was agreed with anybody, all due dates are worked out
-- anew by the run that follows a new norm; the hourly round takes it up.
insert into herberekening (gemeente, gedaan, totaal, tot_klant, bijgewerkt)
    select s.gemeente, 0, count(*), null, current_timestamp from klantstand s
    where s.lopend = 1 and s.gemeente in (select gemeente from maatwerk)
    group by s.gemeente
    on conflict (gemeente) do update set gedaan = 0, totaal = excluded.totaal, tot_klant = null, bijgewerkt = excluded.bijgewerkt;

-- What a list of few asks of the new columns is known at once.
analyze klantstand;
