-- Decisions about right and amount (M20, PW 18, 54(3) and 58), the orders to the benefit administration that follow from them
-- and from withdrawals after a suspension, and the reductions of the municipality's own verordening.

create table besluit (
    gemeente text not null,
    id uuid not null,
    klant_id uuid not null,
    uitkering_id uuid not null,
    -- The investigation or the suspension it comes from.
    onderzoek_id uuid,
    opschorting_id uuid,
    soort text not null check (soort in ('herziening', 'intrekking', 'terugvordering', 'verlaging')),
    grondslag text not null check (grondslag in
        ('pw_54_lid_3', 'pw_58_lid_1', 'pw_58_lid_2', 'pw_18_lid_2', 'pw_18_lid_4')),
    van date not null,
    tot_en_met date,
    -- What is recovered, or what is right per month, in eurocents.
    bedrag bigint,
    -- Which part less.
    procent bigint check (procent between 1 and 100),
    -- How far its order is, stands with the order.
    stand text not null check (stand in
        ('voorbereid', 'voorgelegd', 'teruggewezen', 'vastgesteld', 'herroepen', 'vervallen')),
    -- The day of the last step.
    stand_op date not null,
    -- Who prepared it, and who decided: never one person where a right is taken away or a debt is laid on somebody.
    voorbereid_door uuid not null,
    voorbereid_op date not null,
    vastgesteld_door uuid,
    vastgesteld_op date,
    bezwaar_tot_en_met date,
    -- By which day a reduction is looked at again; empty when that was done or there is nothing to look at.
    heroverwegen_uiterlijk date,
    -- Reasons, what the client did not tell, and what belongs to the last step: encrypted as one piece.
    inhoud_versleuteld bytea not null,
    gewijzigd_door uuid not null,
    gewijzigd_op timestamptz not null,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, uitkering_id) references uitkering (gemeente, id),
    foreign key (gemeente, onderzoek_id) references onderzoek (gemeente, id),
    foreign key (gemeente, opschorting_id) references opschorting (gemeente, id),
    foreign key (gemeente, voorbereid_door) references gebruiker (gemeente, id),
    foreign key (gemeente, vastgesteld_door) references gebruiker (gemeente, id),
    foreign key (gemeente, gewijzigd_door) references gebruiker (gemeente, id),
    check (tot_en_met is null or tot_en_met >= van),
    check ((soort in ('herziening', 'terugvordering')) = (bedrag is not null)),
    check ((soort = 'verlaging') = (procent is not null)),
    check (soort not in ('intrekking', 'terugvordering') or vastgesteld_door is null
        or vastgesteld_door <> voorbereid_door),
    check ((stand in ('vastgesteld', 'herroepen')) = (vastgesteld_door is not null)),
    check ((vastgesteld_door is null) = (vastgesteld_op is null)),
    check ((vastgesteld_op is null) = (bezwaar_tot_en_met is null)),
    check (heroverwegen_uiterlijk is null or (soort = 'verlaging' and stand = 'vastgesteld'))
);
create index besluit_klant on besluit (gemeente, klant_id, van);
create index besluit_uitkering on besluit (gemeente, uitkering_id);
create index besluit_onderzoek on besluit (gemeente, onderzoek_id) where onderzoek_id is not null;
create index besluit_open on besluit (gemeente, stand_op, id)
    where stand in ('voorbereid', 'voorgelegd', 'teruggewezen');
create index besluit_afgedaan on besluit (gemeente, stand_op, id)
    where stand in ('vastgesteld', 'herroepen', 'vervallen');
create index besluit_heroverwegen on besluit (gemeente, heroverwegen_uiterlijk, id)
    where heroverwegen_uiterlijk is not null;

create table opdracht (
    gemeente text not null,
    id uuid not null,
    klant_id uuid not null,
    uitkering_id uuid not null,
    -- What it follows from: one of the two.
    besluit_id uuid,
    opschorting_id uuid,
    soort text not null check (soort in
        ('opschorten', 'hervatten', 'intrekken', 'herzien', 'terugvorderen', 'verlagen', 'ongedaan_maken')),
    van date not null,
    tot_en_met date,
    bedrag bigint,
    procent bigint,
    artikel text not null,
    klaar_op date not null,
    stand text not null check (stand in ('door_te_geven', 'opgedragen', 'uitgevoerd', 'wijkt_af', 'vervallen')),
    opgedragen_op date,
    -- What a file of the benefit administration showed, and of which day that was.
    gezien_op date,
    gezien_van date,
    gezien_tot_en_met date,
    gezien_bedrag bigint,
    gezien_procent bigint,
    -- Nobody when an import in the night did it.
    gewijzigd_door uuid,
    gewijzigd_op timestamptz not null,
    versie bigint not null,
    primary key (gemeente, id),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, uitkering_id) references uitkering (gemeente, id),
    foreign key (gemeente, besluit_id) references besluit (gemeente, id),
    foreign key (gemeente, opschorting_id) references opschorting (gemeente, id),
    foreign key (gemeente, gewijzigd_door) references gebruiker (gemeente, id),
    check ((besluit_id is null) <> (opschorting_id is null)),
    check (stand not in ('opgedragen', 'uitgevoerd', 'wijkt_af') or opgedragen_op is not null),
    check ((stand in ('uitgevoerd', 'wijkt_af')) = (gezien_op is not null))
);
create index opdracht_stand on opdracht (gemeente, stand, klaar_op, id);
create index opdracht_klant on opdracht (gemeente, klant_id);
create index opdracht_uitkering on opdracht (gemeente, uitkering_id);
-- Of one decision each order once, whoever asks twice.
create unique index opdracht_besluit on opdracht (gemeente, besluit_id, soort);
create unique index opdracht_opschorting on opdracht (gemeente, opschorting_id, soort);

-- What was withdrawn before orders were kept, is to be passed on all the same; the order takes the id of its suspension.
insert into opdracht (gemeente, id, klant_id, uitkering_id, opschorting_id, soort, van, artikel, klaar_op, stand,
        gewijzigd_door, gewijzigd_op, versie)
    select gemeente, id, klant_id, uitkering_id, id, 'intrekken', eerste_dag, 'PW 54 lid 4', stand_op, 'door_te_geven',
        gewijzigd_door, gewijzigd_op, 1
    from opschorting where stand = 'ingetrokken';

-- Ships empty: the verordening of a municipality is its own.
create table verlagingsregel (
    gemeente text not null,
    -- The same conduct keeps its code when percentage or duration change.
    code text not null,
    geldig_van date not null,
    geldig_tot date,
    gedraging text not null,
    procent bigint not null check (procent between 1 and 100),
    maanden bigint not null check (maanden between 1 and 60),
    bron text not null,
    gewijzigd_door uuid not null,
    gewijzigd_op timestamptz not null,
    versie bigint not null,
    primary key (gemeente, code, geldig_van),
    foreign key (gemeente, gewijzigd_door) references gebruiker (gemeente, id),
    check (geldig_tot is null or geldig_tot >= geldig_van)
);
