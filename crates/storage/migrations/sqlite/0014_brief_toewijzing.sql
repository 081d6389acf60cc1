-- A client has one klantmanager at a time: at most one assignment of a client is open. A takeover that is planned and a
-- waarneming stand in overname; they open nothing here before their day, so they are not in the way.
--
-- Where two were opened at the same moment (nothing stood in the way of that until now) the newest is the one that lists
-- show: the others end on the day before it, and what began on the same day never was.
delete from toewijzing where tot_en_met is null and exists (select 1 from toewijzing n
    where n.gemeente = toewijzing.gemeente and n.klant_id = toewijzing.klant_id and n.tot_en_met is null
    and n.vanaf = toewijzing.vanaf and n.id > toewijzing.id);
update toewijzing set tot_en_met = (select date(min(n.vanaf), '-1 day') from toewijzing n
        where n.gemeente = toewijzing.gemeente and n.klant_id = toewijzing.klant_id and n.vanaf > toewijzing.vanaf)
    where tot_en_met is null and exists (select 1 from toewijzing n
        where n.gemeente = toewijzing.gemeente and n.klant_id = toewijzing.klant_id and n.tot_en_met is null
        and n.vanaf > toewijzing.vanaf);
create unique index toewijzing_open on toewijzing (gemeente, klant_id) where tot_en_met is null;

-- A letter to somebody who died is not sent: one reason more. SQLite changes no check, so the table is made anew.
create table uitbak_nieuw (
    gemeente text not null,
    id blob not null,
    brief_id blob not null,
    aan_versleuteld blob not null,
    message_id text not null,
    stand text not null
        check (stand in ('wacht', 'bezig', 'aangeboden', 'verzonden', 'mislukt', 'onzeker', 'teruggetrokken')),
    pogingen integer not null,
    sinds text not null,
    -- wacht: not before. bezig, aangeboden: when the process is taken for dead. verzonden: when.
    moment text,
    bewijs text,
    waarom text check (waarom in ('per_post', 'achterhaald', 'afgehandeld', 'overleden')),
    fout text not null,
    gewijzigd_op text not null,
    primary key (gemeente, id),
    foreign key (gemeente, brief_id) references brief (gemeente, id),
    check ((stand in ('wacht', 'bezig', 'aangeboden', 'verzonden')) = (moment is not null)),
    check ((stand = 'verzonden') = (bewijs is not null)),
    check ((stand = 'teruggetrokken') = (waarom is not null))
) strict;
insert into uitbak_nieuw (gemeente, id, brief_id, aan_versleuteld, message_id, stand, pogingen, sinds, moment, bewijs, waarom,
        fout, gewijzigd_op)
    select gemeente, id, brief_id, aan_versleuteld, message_id, stand, pogingen, sinds, moment, bewijs, waarom, fout, gewijzigd_op
    from uitbak;
drop table uitbak;
alter table uitbak_nieuw rename to uitbak;
create unique index uitbak_brief on uitbak (gemeente, brief_id);
create index uitbak_onderweg on uitbak (gemeente, moment, id) where stand in ('wacht', 'bezig', 'aangeboden');
create index uitbak_aandacht on uitbak (gemeente, id) where stand in ('mislukt', 'onzeker');
create index uitbak_stand on uitbak (gemeente, stand, gewijzigd_op);

-- Whether a letter goes by e-mail: follows from the outbox, in the same transaction. The letters that wait for the printer are
-- found without reading past all those that were mailed.
alter table brief add column per_email integer not null default 0;
update brief set per_email = 1 where exists (select 1 from uitbak z
    where z.gemeente = brief.gemeente and z.brief_id = brief.id and (z.waarom is null or z.waarom <> 'per_post'));
drop index brief_af_te_drukken;
create index brief_af_te_drukken on brief (gemeente, id) where afgedrukt_op is null and not per_email;

-- What a takeover moved: so that it can be taken back as long as nothing came of it, and says where it clashes.
alter table overname_klant add column overgedragen integer not null default 0;
create table overname_gesprek (
    gemeente text not null,
    overname_id blob not null,
    gesprek_id blob not null,
    primary key (gemeente, overname_id, gesprek_id),
    foreign key (gemeente, overname_id) references overname (gemeente, id),
    foreign key (gemeente, gesprek_id) references gesprek (gemeente, id)
) strict, without rowid;
