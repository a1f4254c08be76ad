import { randomUUID } from 'node:crypto';
import { noteOpening } from '../../db/commands.ts';
import { knownFor, termsFor } from '../../db/terms.ts';
import { deliver, type Delivery } from '../../delivery/deliver.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { instantOf, plusMs, type Day, type Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId, Terms, UnitId } from '../../workflows/kernel/terms.ts';

/** Openings under way at once; more only wait for each other on two cores. */
const AT_ONCE = 16;
const ANSWER_MS = 60_000;

/** Many matters that all come due in one second. */
export interface Crowd {
  readonly ids: readonly MatterId[];
  readonly dueAt: Instant;
  readonly openedInMs: number;
}

/**
 * Reports `count` hazards that were all received at the same moment and must all be verified `leadSeconds` later. The
 * ladder is the standard one, so that at that moment one rung fires on each and the next ones are days away. Throws
 * when the last one was opened after the due moment: the lead was too short.
 */
export async function crowd(
  ctx: Delivery,
  actor: Actor,
  count: number,
  leadSeconds: number,
  tell: (opened: number) => void,
): Promise<Crowd> {
  const at = instantOf(Math.floor(Date.now() / 1_000) * 1_000);
  const dueAt = plusMs(at, leadSeconds * 1_000);
  const terms = await inSeconds(ctx, at, leadSeconds);
  const units = ['u-yingji', 'u-chengguan', 'u-qiye01'] as UnitId[];
  const known = await knownFor(ctx.db, { units, people: [actor.person] }, at);
  const ids = Array.from({ length: count }, () => `haz-${randomUUID()}` as MatterId);
  const queue = [...ids];
  const started = performance.now();
  const open = async (): Promise<void> => {
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      await openOne(ctx, actor, { id, at, terms, known });
      tell(count - queue.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, open));
  if (Date.now() >= Date.parse(dueAt))
    throw new Error(`${count.toString()} matters were not open in ${leadSeconds.toString()} s: give more --lead`);
  return { ids, dueAt, openedInMs: performance.now() - started };
}

interface Opened {
  readonly id: MatterId;
  readonly at: Instant;
  readonly terms: Terms;
  readonly known: Awaited<ReturnType<typeof knownFor>>;
}

async function openOne(ctx: Delivery, actor: Actor, { id, at, terms, known }: Opened): Promise<void> {
  const body = {
    source: 'inspection',
    subject: 'u-qiye01',
    region: 'u-chengguan',
    lead: 'u-yingji',
    description: '消防通道被占用。',
    place: '一号车间',
    foundOn: at.slice(0, 10) as Day,
    items: [{ text: '消防通道被占用' }],
    evidence: [],
  };
  const commandId = `burst-${id}`;
  const noted = await noteOpening(ctx.db, { prefix: 'YH', year: Number(at.slice(0, 4)) }, (number) => ({
    command: { commandId, type: 'Report', at, actor, known, body, opening: { matterId: id, number, terms } },
    kind: 'hazard',
    matterId: id,
    opens: true,
    via: 'update',
    bodyHash: commandId,
  }));
  if (noted.status === 'otherBody') throw new Error(`${commandId} was noted before`);
  const said = await deliver(ctx, noted.record, ANSWER_MS);
  if (said.outcome !== 'done') throw new Error(`${id} was not opened: ${said.outcome}`);
}

/** The standard terms with the one period in seconds, and rungs at any hour: the bench runs by night, too. */
async function inSeconds(ctx: Delivery, at: Instant, seconds: number): Promise<Terms> {
  const terms = await termsFor(ctx.db, 'hazard', 'standard', at);
  const verify = { amount: seconds, unit: 'second', roll: false, basis: '演练', verified: false } as const;
  const { workFromMinute: _from, workToMinute: _to, ...numbers } = terms.numbers;
  return { ...terms, numbers, periods: { ...terms.periods, verify } };
}
