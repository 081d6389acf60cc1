-- Four in five spells have none before it: those took a place in the index for nothing.
drop index uitkering_vorige;
create unique index uitkering_vorige on uitkering (gemeente, vorige_id) where vorige_id is not null;
