-- What is known of somebody's possibilities (M05). Every time it is saved is a version of its own, so that it can be seen who
-- thought what, when.
create table klantbeeld (
    gemeente text not null,
    klant_id blob not null,
    versie integer not null,
    -- Step of the participatieladder, apart because it is counted; null: not known yet.
    trede integer check (trede between 1 and 6),
    inhoud_versleuteld blob not null,
    door blob not null,
    vastgelegd_op text not null,
    primary key (gemeente, klant_id, versie),
    foreign key (gemeente, klant_id) references klant (gemeente, id),
    foreign key (gemeente, door) references gebruiker (gemeente, id)
) strict;
