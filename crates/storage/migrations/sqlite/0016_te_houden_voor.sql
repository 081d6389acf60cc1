-- The day before which a conversation must be held, for one that stands or stood on the list of those to be planned.
alter table gesprek add column te_houden_voor text;
update gesprek set te_houden_voor = dag where stand = 'te_plannen';
