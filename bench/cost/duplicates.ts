import { commandRecord } from '../../db/commands.ts';
import { eventsOf } from '../../db/queries/events.ts';
import { deliver } from '../../delivery/deliver.ts';
import type { Figures } from './cases.ts';
import { newHazard, type Hazard } from './hazard.ts';
import { reading, spentSince } from './meter.ts';
import { Disturbed, eventsOfRun, eventsSoFar, settled, until } from './run.ts';
import type { MeteredSystem } from './system.ts';

/** So often each command is sent again. */
const SENDS = 20;
const ANSWER_MS = 10_000;
/** Assigning, and with it the task of the township. */
const EVENTS_OF_ASSIGN = 2;

/**
 * Twenty duplicates of one command, each group beyond what the command cost when it was first sent: after its outcome,
 * through both doors by turns; before its outcome was known, as a sweeper or another API sends it; and as signals while
 * no worker decides. An insert that finds its row counts as a transaction that writes.
 */
export async function duplicates(system: MeteredSystem): Promise<Figures> {
  const hazard = await newHazard(system);
  await hazard.act({ type: 'Report' });
  return {
    decided: await decided(system, hazard),
    redelivered: await redelivered(system, hazard),
    signalledWhileWaiting: await signalledWhileWaiting(system, hazard),
  };
}

/**
 * The same command twenty times at once: how their statements interleave depends on the moment, so these figures are
 * held against bounds and not against the golden file.
 */
export async function atOnce(system: MeteredSystem): Promise<Figures> {
  const [alone, crowd] = [await newHazard(system), await newHazard(system)];
  for (const hazard of [alone, crowd]) await hazard.act({ type: 'Report' });
  await alone.act({ type: 'Verify' });
  const asked = await crowd.asked({ type: 'Verify' });
  const before = reading(system.delivering);
  await Promise.all(Array.from({ length: SENDS }, () => crowd.send(asked)));
  const [one, all] = [await sizeOf(system, alone), await sizeOf(system, crowd)];
  const { statements } = spentSince(system.delivering, before);
  return {
    atOnce: {
      sends: SENDS,
      history: all.history - one.history,
      ledger: all.ledger - one.ledger,
      statementsPerSend: Math.ceil(statements / SENDS),
    },
  };
}

async function decided(system: MeteredSystem, hazard: Hazard) {
  const verify = await hazard.asked({ type: 'Verify' });
  await hazard.send(verify);
  return await added(system, hazard, async () => {
    for (let i = 0; i < SENDS; i += 1) await hazard.send({ ...verify, isAsync: i % 2 === 1 });
  });
}

async function redelivered(system: MeteredSystem, hazard: Hazard) {
  const grade = await hazard.asked({ type: 'Grade' });
  await hazard.send(grade);
  const record = await commandRecord(system.aside, grade.commandId);
  if (record === null) throw new Error(`${grade.commandId} was not noted`);
  // As someone holds it who read it before the outcome stood there.
  const unaware = { ...record, outcome: 'waiting', version: null } as const;
  return await added(system, hazard, async () => {
    for (let i = 0; i < SENDS; i += 1) {
      const { outcome } = await deliver(system.api, unaware, ANSWER_MS);
      if (outcome !== 'done') throw new Disturbed(`a duplicate is ${outcome}`);
    }
  });
}

async function signalledWhileWaiting(system: MeteredSystem, hazard: Hazard) {
  const assign = { ...(await hazard.asked({ type: 'Assign' })), isAsync: true };
  const before = await rowsOf(system, hazard);
  const duplicates = await system.withoutWorker(async () => {
    await hazard.send(assign);
    const first = reading(system.delivering);
    const { WorkflowExecutionSignaled: once = 0 } = await eventsSoFar(system.temporal, hazard.id);
    for (let i = 0; i < SENDS; i += 1) await hazard.send(assign);
    const { WorkflowExecutionSignaled: often = 0 } = await eventsSoFar(system.temporal, hazard.id);
    return { history: often - once, ...spentSince(system.delivering, first) };
  });
  await until(async () => (await commandRecord(system.aside, assign.commandId))?.outcome === 'done');
  await settled(system.temporal, hazard.id);
  const rows = (await rowsOf(system, hazard)) - before;
  return { sends: SENDS, ...duplicates, ledger: rows - EVENTS_OF_ASSIGN };
}

/** What work on a hazard adds to history and ledger, and spends. */
async function added(system: MeteredSystem, hazard: Hazard, work: () => Promise<void>) {
  const before = { ...(await sizeOf(system, hazard)), spent: reading(system.delivering) };
  await work();
  const after = await sizeOf(system, hazard);
  return {
    sends: SENDS,
    history: after.history - before.history,
    ledger: after.ledger - before.ledger,
    ...spentSince(system.delivering, before.spent),
  };
}

async function sizeOf(system: MeteredSystem, hazard: Hazard): Promise<{ history: number; ledger: number }> {
  const { total = 0 } = await eventsOfRun(system.temporal, hazard.id);
  return { history: total, ledger: await rowsOf(system, hazard) };
}

async function rowsOf({ aside }: MeteredSystem, { id }: Hazard): Promise<number> {
  return (await eventsOf(aside, id)).length;
}
