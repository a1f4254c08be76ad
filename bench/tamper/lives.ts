import { randomUUID } from 'node:crypto';
import { receive } from '../../api/commands/receive.ts';
import { keepEvidence } from '../../db/evidence.ts';
import { matter } from '../../db/queries/matter.ts';
import type { Bodies } from '../../workflows/hazard/command.ts';
import { DEMO_EVIDENCE } from '../../workflows/hazard/example-parts.ts';
import { instantOf, type Day } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { newHazard, type Hazard, type Step } from '../cost/hazard.ts';
import { Disturbed, settled, until } from '../cost/run.ts';
import type { MeteredSystem, Place } from '../cost/system.ts';
import { carryOutJobs } from './jobs.ts';

/** Where lives are told. */
export interface Told {
  readonly system: MeteredSystem;
  readonly place: Place;
}

/** Who was there when the paper was handed over is kept apart, under a hash. */
const WITNESSED: Bodies['Assign']['service'] = {
  way: 'direct',
  date: '{today}' as Day,
  evidence: [DEMO_EVIDENCE],
  witness: '王小二（门卫）',
};
const INTAKE: readonly Step[] = [
  { type: 'Report' },
  { type: 'Verify' },
  { type: 'Grade' },
  { type: 'Assign', body: { service: WITNESSED } },
  { type: 'Accept' },
];
const WORK: readonly Step[] = [{ type: 'SubmitRectification' }, { type: 'Recheck' }, { type: 'DecideCloseout' }];

/** A hazard that is in the hands of whoever must rectify it, with a file that it alone cites. */
export async function accepted(system: MeteredSystem): Promise<Hazard> {
  const hazard = await newHazard({ ...system, evidence: await ownFile(system) });
  await act(system, hazard, INTAKE);
  return hazard;
}

/** Goes on until it is done and its run has ended. */
export async function brought(system: MeteredSystem, hazard: Hazard): Promise<void> {
  await act(system, hazard, WORK);
  await hazard.passTimeUntil(({ status, nextWake }) => status === 'archived' && nextWake === null);
}

/** A progress report handed in by the asynchronous door, as a department's system does: it reaches the run as a signal. */
export async function signalled(system: MeteredSystem, hazard: Hazard): Promise<void> {
  const asked = await hazard.asked({ type: 'ReportProgress' });
  await hazard.send({ ...asked, isAsync: true });
  await settled(system.temporal, hazard.id);
}

/** Is silent until every rung was climbed and issued, the highest of which opens a case; the case's id. */
export async function climbed(told: Told, hazard: Hazard): Promise<MatterId> {
  const { system, place } = told;
  for (;;) {
    await hazard.passTimeUntil(({ proposals }) => proposals.length > 0);
    const proposals = (await matter(system.aside, hazard.id, 'all'))?.proposals ?? [];
    for (const { rung, clock, confirmer } of proposals) {
      const as = place.accounts.find(({ post }) => post === confirmer)?.username;
      if (as === undefined) throw new Error(`nobody can sign in as ${confirmer}`);
      const body = { rung, clock, decision: 'issue', document: '云岭安委〔2026〕1号' } as Bodies['DecideRung'];
      await act(system, hazard, [{ type: 'DecideRung', as, body }]);
    }
    await carryOutJobs(system);
    const [opened] = await system.aside.sql<{ id: MatterId }[]>`
      select id from matters where kind = 'accountability' limit 1`;
    if (opened !== undefined) return opened.id;
  }
}

/** Adds a personal text to a case. */
export async function noted(system: MeteredSystem, id: MatterId): Promise<void> {
  const kind = kindByName('accountability');
  const type = 'AddEvidence';
  const face = kind.face.commands[type];
  if (face === undefined) throw new Error(`no command ${type}`);
  const { delivered } = await receive(system.api, {
    kind,
    type,
    schema: face.schema,
    matterId: id,
    commandId: randomUUID(),
    actor: await system.actor('anweiban'),
    at: instantOf(Date.now()),
    body: face.example,
    expectedVersion: null,
    opens: null,
    isAsync: false,
  });
  if (delivered.outcome !== 'done') throw new Error(`${type}: ${JSON.stringify(delivered)}`);
}

/** One step after the other, each asked for again until it is answered: a busy machine answers late. */
async function act(system: MeteredSystem, hazard: Hazard, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    const asked = await hazard.asked(step);
    await until(() => isAnswered(hazard.send(asked)));
    await settled(system.temporal, hazard.id);
  }
}

async function isAnswered(sent: Promise<void>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (error instanceof Disturbed) return false;
    throw error;
  }
}

async function ownFile(system: MeteredSystem): Promise<string> {
  const { person } = await system.actor('chengguan-jb');
  const about = { type: 'text/plain', name: '现场.txt', uploader: person, at: instantOf(Date.now()) };
  return (await keepEvidence(system.aside, Buffer.from(`现场情况 ${randomUUID()}`), about)).id;
}
