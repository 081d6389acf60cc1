-- The language of the interpreter at a conversation; empty when there is none.
alter table gesprek add column tolk text not null default '';
