// A stack of letters: conversations are planned with their invitations, as a teamleider does, and come out as one file.

const HOEVEEL = 500;
const dagen = (aantal) => new Date(Date.now() + aantal * 86_400_000).toISOString().slice(0, 10);
const waarden = (html, naam) => [...html.matchAll(new RegExp(`name="${naam}" value="([^"]+)"`, 'g'))].map(([, waarde]) => waarde);

/** Plans rounds in the diaries of the team until so many invitations wait for the printer; gives how long inviting took. */
async function nodigUit(leider) {
  const form = await leider.html('/planning');
  const keuze = /<select[^>]*name="klantmanager"[\s\S]*?<\/select>/.exec(form)?.[0] ?? '';
  const team = [...keuze.matchAll(/<option value="([0-9a-f-]{36})"/g)].map(([, id]) => id);
  const csrf = waarden(await leider.html('/projecten'), 'csrf')[0];
  let [brieven, seconden] = [0, 0];
  for (const klantmanager of team) {
    if (brieven >= HOEVEEL) break;
    const velden = { klantmanager, soort: 'telefoongesprek', duur: '15', plaats: 'spreekkamer 1', kamers: '', van: dagen(8), tot: dagen(180), per_dag: '12', tolk: '' };
    const voorstel = await leider.html(`/planning/voorstel?${new URLSearchParams(velden)}`);
    const plan = waarden(voorstel, 'plan');
    if (plan.length === 0) continue;
    const ronde = waarden(voorstel, 'ronde')[0];
    const begin = performance.now();
    await leider.stuur('/planning', [...Object.entries({ ...velden, csrf, ronde, uitnodigen: 'post' }), ...plan.map((is) => ['plan', is])]);
    while ((await leider.html(`/planning/${ronde}`)).includes('data-ververs')) await new Promise((done) => setTimeout(done, 50));
    seconden += (performance.now() - begin) / 1000;
    brieven += plan.length;
  }
  return { brieven, seconden };
}

/** Invites, and makes one file of five hundred letters. */
export async function meetBrieven({ soort, leider, server, tabel }) {
  const onder = { onder: 'Brieven' };
  const { brieven, seconden } = await nodigUit(leider);
  tabel.zet(soort, 'plannen en uitnodigen, gesprekken per seconde', brieven / seconden, onder);
  const stapel = await leider.html('/brieven/af-te-drukken');
  const ids = [...new Set([...stapel.matchAll(/href="\/brieven\/([0-9a-f-]{36})"/g)].map(([, id]) => id))].slice(0, HOEVEEL);
  const begin = performance.now();
  const bytes = await leider.omvang(`/brieven/af-te-drukken/pdf?tot=${ids.at(-1)}&aantal=${ids.length}`);
  tabel.zet(soort, `${ids.length} brieven als één PDF`, (performance.now() - begin) / 1000, { ...onder, eenheid: 's', doel: 20 });
  tabel.zet(soort, 'dat bestand', bytes / 1e6, { ...onder, eenheid: 'MB' });
  tabel.zet(soort, 'geheugen daarna, hoogste stand', server.geheugen().piek, { ...onder, eenheid: 'MiB' });
}
