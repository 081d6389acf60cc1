-- A client has one klantmanager at a time: at most one assignment of a client is open. A takeover that is planned and a
-- waarneming stand in overname; they open nothing here before their day, so they are not in the way.
--
-- Where two were opened at the same moment (nothing stood in the way of that until now) the newest is the one that lists
-- show: the others end on the day before it, and what began on the same day never was.
delete from toewijzing t where t.tot_en_met is null and exists (select 1 from toewijzing n
    where n.gemeente = t.gemeente and n.klant_id = t.klant_id and n.tot_en_met is null and n.vanaf = t.vanaf and n.id > t.id);
update toewijzing t set tot_en_met = (select min(n.vanaf) - 1 from toewijzing n
        where n.gemeente = t.gemeente and n.klant_id = t.klant_id and n.vanaf > t.vanaf)
    where t.tot_en_met is null and exists (select 1 from toewijzing n
        where n.gemeente = t.gemeente and n.klant_id = t.klant_id and n.tot_en_met is null and n.vanaf > t.vanaf);
create unique index toewijzing_open on toewijzing (gemeente, klant_id) where tot_en_met is null;

-- A letter to somebody who died is not sent.
alter table uitbak drop constraint uitbak_waarom_check;
alter table uitbak add constraint uitbak_waarom_check
    check (waarom in ('per_post', 'achterhaald', 'afgehandeld', 'overleden'));

-- Whether a letter goes by e-mail: follows from the outbox, in the same transaction. The letters that wait for the printer are
-- found without reading past all those that were mailed.
alter table brief add column per_email boolean not null default false;
update brief set per_email = true where exists (select 1 from uitbak z
    where z.gemeente = brief.gemeente and z.brief_id = brief.id and z.waarom is distinct from 'per_post');
drop index brief_af_te_drukken;
create index brief_af_te_drukken on brief (gemeente, id) where afgedrukt_op is null and not per_email;

-- What a takeover moved: so that it can be taken back as long as nothing came of it, and says where it clashes.
alter table overname_klant add column overgedragen boolean not null default false;
create table overname_gesprek (
    gemeente text not null,
    overname_id uuid not null,
    gesprek_id uuid not null,
    primary key (gemeente, overname_id, gesprek_id),
    foreign key (gemeente, overname_id) references overname (gemeente, id),
    foreign key (gemeente, gesprek_id) references gesprek (gemeente, id)
);
