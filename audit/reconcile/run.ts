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
/** A command is swept within 10 s; what waits longer after a restore waits for this. */
const WAITING_MS = 10_000;
const HEALABLE: readonly What[] = ['newerInTemporal', 'onlyInTemporal'];

/** What to reconcile, and how. */
export interface Reconciling extends Reading {
  readonly kindOf: KindOf;
  /** The workflow types that are matters. */
  readonly kinds: readonly string[];
}

/**
 * Holds every matter that Temporal, the archive or the ledger knows against the others. With `healing` it writes into the
 * ledger what histories have more, and an entry into the trail; it never touches what is newer in the ledger. `step`
 * hears the total and each matter. Throws what the sources throw.
 */
export async function reconcile(
  ctx: Reconciling,
  healing: boolean,
  step: (total: number) => void = () => undefined,
): Promise<Reconciled> {
  const { all, open } = await runsIn(ctx.temporal, ctx.kinds);
  const ids = [...new Set([...(await everyMatter(ctx.db)), ...all])];
  const looks = await each(ids, async (id) => {
    const first = await look(ctx, id, open);
    const done = first !== null && healing ? await healed(ctx, first, open) : { now: first, healed: [] };
    step(ids.length);
    return done;
  });
  // The ledger of a running system follows its histories by moments: what parts is looked at twice.
  const settled = await each(looks, async ({ now, healed: mended }) => {
    const isParted = now?.findings.some(({ what }) => HEALABLE.includes(what)) === true;
    return { now: isParted && !healing ? await look(ctx, now.id, open) : now, healed: mended };
  });
  const found = settled.flatMap(({ now }) => now ?? []);
  const findings = [
    ...found.flatMap((one) => one.findings),
    ...(await missing(ctx.db, found)),
    ...(await waiting(ctx.db)),
  ];
  const result = {
    at: instantOf(Date.now()),
    matters: ids.length,
    findings,
    healed: settled.flatMap((one) => one.healed),
  };
  if (healing) await tellTrail(ctx.db, result);
  return result;
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

/** What could not be healed stays a finding, and says why. */
async function healed(
  ctx: Reconciling,
  first: Looked,
  open: ReadonlySet<string>,
): Promise<{ now: Looked | null; healed: readonly Finding[] }> {
  const wanted = first.findings.filter(({ what }) => HEALABLE.includes(what));
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

async function missing(db: Db, found: readonly Looked[]): Promise<Finding[]> {
  const kept = await keptEvidence(db, [...new Set(found.flatMap(({ cited }) => [...cited.keys()]))]);
  return found.flatMap(({ id, number, cited }): Finding[] => {
    const lacking = [...cited].filter(([evidence]) => !kept.has(evidence));
    const seqs = lacking.flatMap(([, where]) => where);
    if (lacking.length === 0) return [];
    const items = lacking.map(([evidence]) => evidence);
    const [from, to] = [Math.min(...seqs), Math.max(...seqs)];
    return [{ what: 'evidenceMissing', matterId: id, number, from, to, items, why: '' }];
  });
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
