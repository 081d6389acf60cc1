// The simulation beside SimPy (M1) and numpy (M2), which play the same specification. How long those take is from November 2026 on 2
// cores, unless a command is given that runs them now: its output is JSON with `wall_s` and `R`, as theirs is.
//
//   PEER_M1='python3 sim_simpy.py 4 1'  PEER_M2='python3 sim_numpy.py 20'  bench/run

import { execSync } from 'node:child_process';

import { doe, kent } from './programma.mjs';
import { getal } from './tabel.mjs';

const MODELLEN = [
  { model: 'm1', naam: 'M1, gebeurtenis voor gebeurtenis', keer: 400, peer: 'SimPy 4.1', ms: 2026, doel: 100, meet: process.env.PEER_M1 },
  { model: 'm2', naam: 'M2, week voor week', keer: 400, peer: 'numpy 2.4', ms: 66.6, doel: 5, meet: process.env.PEER_M2 },
];

const speel = async (model, keer, draden, ms) => {
  const args = ['simuleer', '--model', model, '--herhalingen', String(keer), '--zaad', '1000', '--draden', String(draden), '--json'];
  const done = await doe(args, ms);
  return (JSON.parse(done.uit).wall_s * 1000) / keer;
};

/** One replication of the peer, in milliseconds, and whether it was measured just now. */
function peerMs({ meet, ms }) {
  if (!meet) return { ms, nu: false };
  const out = execSync(meet, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e8 });
  const wall = Number(/"wall_s":\s*([\d.e+-]+)/.exec(out)[1]);
  const keer = Number(/"R":\s*(\d+)/.exec(out)[1]);
  return { ms: (wall * 1000) / keer, nu: true };
}

/** A line for each model: what one replication takes on one core, and beside the peer. */
export async function meetSimulatie({ over, zeg }) {
  if (!(await kent('simuleer'))) return [];
  const lines = ['Simulatie, 3.300 klanten en 260 weken (tijd per herhaling op één kern):'];
  for (const is of MODELLEN) {
    zeg(`simulatie ${is.model}`);
    const een = await speel(is.model, is.keer, 1, over());
    const twee = await speel(is.model, is.keer, 2, over());
    const peer = peerMs(is);
    const keer = peer.ms / een;
    const bron = peer.nu ? 'zojuist gemeten' : 'eerder gemeten';
    lines.push(
      `  ${is.naam}: ${getal(een)} ms, ${is.peer} ${getal(peer.ms)} ms (${bron}): ${getal(keer)} × (doel ≥ ${is.doel})${keer < is.doel ? ' ✗' : ' ✓'}; ` +
        `op twee kernen ${getal(een / twee)} × zo vlug`,
    );
  }
  return ['', ...lines];
}
