-- An invitation to a telephone call, of who asks for a benefit, and about the right to benefit: texts of their own. What a
-- municipality wrote stays.
alter table briefsjabloon drop constraint briefsjabloon_soort_check;
alter table briefsjabloon add constraint briefsjabloon_soort_check check (soort in ('uitnodiging', 'uitnodiging_telefoon', 'uitnodiging_poort', 'uitnodiging_rechtmatigheid', 'herinnering',
        'herinnering_telefoon', 'niet_verschenen', 'niet_verschenen_telefoon', 'afspraken', 'afzegging'));
