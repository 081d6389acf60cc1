-- Who is in a pause of the benefit is not due for a conversation. Where there are pauses already, all due dates are worked out anew by
-- the run that follows a new norm; the hourly round takes it up.
insert into herberekening (gemeente, gedaan, totaal, tot_klant, bijgewerkt)
    select s.gemeente, 0, count(*), null, strftime('%Y-%m-%dT%H:%M:%SZ', 'now') from klantstand s
    where s.lopend = 1 and s.gemeente in (select gemeente from pauze where stand in ('loopt', 'teruggekeerd'))
    group by s.gemeente
    on conflict (gemeente) do update set gedaan = 0, totaal = excluded.totaal, tot_klant = null, bijgewerkt = excluded.bijgewerkt;

-- Within how many days somebody at the gate is spoken to, from a day on (M23): a setting of the municipality.
create table poortnorm (
    gemeente text not null references gemeente,
    vanaf text not null,
    dagen integer not null check (dagen between 1 and 56),
    bron text not null,
    -- Nobody in a demonstration.
    door blob,
    primary key (gemeente, vanaf),
    foreign key (gemeente, door) references gebruiker (gemeente, id)
) strict, without rowid;
