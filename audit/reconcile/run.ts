import type { Db } from '../../db/client.ts';
import type { KindOf } from '../../db/matters.ts';
import { keptEvidence, waitingOf } from '../../db/queries/reconciled.ts';
import { everyMatter } from '../../db/queries/reconciled.ts';
import { appendTrail } from '../../db/trail.ts';
import type { Temporal } from '../../delivery/connect.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Finding, Reconciled, What } from './finding.ts';
import { heal } from './heal.ts';
import { look, type Looked, type Reading } from './look.ts';

const AT_ONCE = 4;
const PAGE = 1_000;
const LIST_MS = 300_000;
/** So many matters at a time are looked at, and what they cite is asked for. */
const LOOKED_AT = 100;
/** A command is swept within 10 s; what waits longer after a restore waits for this. */
const WAITING_MS = 10_000;
const HEALABLE: readonly What[] = ['newerInTemporal', 'onlyInTemporal'];

/** What to reconcile, and how. */
export interface Reconciling extends Reading {
  readonly kindOf: KindOf;
  /** The workflow types that are matters. */
  readonly kinds: readonly string[];
}

/** Of a matter that was looked at only what it comes to is kept: with its events a county does not fit into memory. */
type Settled = Omit<Looked, 'entries' | 'recorded'>;

/**
 * Holds every matter that Temporal, the archive or the ledger knows against the others. With `healing` it writes into the
 * ledger what histories have more, and an entry into the trail; it never touches what is newer in the ledger. `step`
 * hears the total and each matter. Throws what the sources throw. Only tests take another `page`.
 */
export async function reconcile(
  ctx: Reconciling,
  healing: boolean,
  step: (total: number) => void = () => undefined,
  page = LOOKED_AT,
): Promise<Reconciled> {
  const { all, open } = await runsIn(ctx.temporal, ctx.kinds);
  const ids = [...new Set([...(await everyMatter(ctx.db)), ...all])];
  const found = new Map<MatterId, readonly Finding[]>();
  const mended: Finding[] = [];
  const settle = async (some: readonly MatterId[], heard: () => void) => {
    for (let from = 0; from < some.length; from += page) {
      const settled = await each(some.slice(from, from + page), async (id) => {
        const one = await settledOf(ctx, id, open, healing);
        heard();
        return one;
      });
      const now = settled.flatMap((one) => one.now ?? []);
      const lacking = await missing(ctx.db, now);
      for (const { id, findings } of now) found.set(id, [...findings, ...(lacking.get(id) ?? [])]);
      mended.push(...settled.flatMap((one) => one.healed));
    }
  };
  await settle(ids, () => {
    step(ids.length);
  });
  // The ledger of a running system follows its histories by moments: what parts is looked at twice.
  if (!healing)
    await settle(
      [...found].filter(([, findings]) => findings.some(isHealable)).map(([id]) => id),
      nothing,
    );
  const findings = [...[...found.values()].flat(), ...(await waiting(ctx.db))];
  const result = { at: instantOf(Date.now()), matters: ids.length, findings, healed: mended };
  if (healing) await tellTrail(ctx.db, result);
  return result;
}

function isHealable({ what }: Finding): boolean {
  return HEALABLE.includes(what);
}

function nothing(): void {
  // Nobody counts what is looked at again.
}

/** Every run of a matter that Temporal lists, by workflow id, and which of them are open. */
async function runsIn({ client, connection }: Temporal, kinds: readonly string[]) {
  const query = kinds.map((kind) => `WorkflowType = '${kind}'`).join(' OR ');
  return await connection.withDeadline(Date.now() + LIST_MS, async () => {
    const all = new Set<MatterId>();
    const open = new Set<string>();
    for await (const { workflowId, status } of client.workflow.list({ query, pageSize: PAGE })) {
      all.add(workflowId as MatterId);
      if (status.name === 'RUNNING') open.add(workflowId);
    }
    return { all, open };
  });
}

async function settledOf(
  ctx: Reconciling,
  id: MatterId,
  open: ReadonlySet<string>,
  healing: boolean,
): Promise<{ now: Settled | null; healed: readonly Finding[] }> {
  const looked = await look(ctx, id, open);
  const { now, healed: mended } =
    looked !== null && healing ? await healed(ctx, looked, open) : { now: looked, healed: [] };
  if (now === null) return { now, healed: mended };
  const { entries: _, recorded: __, ...rest } = now;
  return { now: rest, healed: mended };
}

/** What could not be healed stays a finding, and says why. */
async function healed(
  ctx: Reconciling,
  first: Looked,
  open: ReadonlySet<string>,
): Promise<{ now: Looked | null; healed: readonly Finding[] }> {
  const wanted = first.findings.filter(isHealable);
  if (wanted.length === 0) return { now: first, healed: [] };
  try {
    await heal(ctx.db, first, ctx.kindOf);
    return { now: await look(ctx, first.id, open), healed: wanted };
  } catch (error) {
    const why = `未能补录：${error instanceof Error ? error.message : String(error)}`;
    const findings = first.findings.map((one) => (wanted.includes(one) ? { ...one, why } : one));
    return { now: { ...first, findings }, healed: [] };
  }
}

/** The evidence that these matters cite and that is not kept, by matter. */
async function missing(db: Db, found: readonly Settled[]): Promise<ReadonlyMap<MatterId, readonly Finding[]>> {
  const kept = await keptEvidence(db, [...new Set(found.flatMap(({ cited }) => [...cited.keys()]))]);
  const lackingOf = ({ id, number, cited }: Settled): Finding[] => {
    const lacking = [...cited].filter(([evidence]) => !kept.has(evidence));
    const seqs = lacking.flatMap(([, where]) => where);
    if (lacking.length === 0) return [];
    const items = lacking.map(([evidence]) => evidence);
    const [from, to] = [Math.min(...seqs), Math.max(...seqs)];
    return [{ what: 'evidenceMissing', matterId: id, number, from, to, items, why: '' }];
  };
  return new Map(found.map((one) => [one.id, lackingOf(one)]));
}

async function waiting(db: Db): Promise<Finding[]> {
  return (await waitingOf(db, WAITING_MS)).map(({ matterId, type, commandId }) => ({
    what: 'commandWaiting',
    matterId,
    number: null,
    from: 0,
    to: 0,
    items: [type],
    why: commandId,
  }));
}

async function tellTrail(db: Db, { matters, findings, healed: mended }: Reconciled): Promise<void> {
  const count: Record<string, number> = {};
  for (const { what } of findings) count[what] = (count[what] ?? 0) + 1;
  const data = { matters, findings: count, healed: mended.map(({ matterId, from, to }) => ({ matterId, from, to })) };
  const at = instantOf(Date.now());
  await appendTrail(db, { at, type: 'Reconciled', actor: { process: 'reconcile' }, subject: null, data });
}

/** The answers in the order of what was asked, some at a time. */
async function each<T, R>(wanted: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const answers = new Array<R>(wanted.length);
  const queue = wanted.entries();
  const take = async () => {
    for (const [i, one] of queue) answers[i] = await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
  return answers;
}
