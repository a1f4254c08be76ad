import { chain, LATE_MS, links, writeChainCheck, type ChainBreak, type Link } from '../db/queries/chain.ts';
import { matter } from '../db/queries/matter.ts';
import type { Temporal } from '../delivery/connect.ts';
import type { Delivery } from '../delivery/deliver.ts';
import { isRunning } from '../delivery/run-status.ts';
import { instantOf, plusMs } from '../workflows/kernel/instant.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import { inParallel } from './in-parallel.ts';
import type { Log } from './log.ts';

const PAGE = 2_000;
/** What the projection alone shows, without Temporal. */
const OF_ROWS: readonly ChainBreak['why'][] = ['noHolder', 'holderVacant', 'noDeadline'];
const LOOKS_AT_ONCE = 8;
const TEMPORAL_MS = 20_000;

/**
 * Compares every matter that must have a run with Temporal itself, and writes what is broken: its run is not open, or
 * its next wake is more than 30 s past. One list of open runs serves all matters (1,000 a page); only those that it does
 * not hold are looked at one by one, because it lags by moments. Throws when Temporal or the database is away.
 */
export async function checkChain(ctx: Delivery, log: Log): Promise<readonly ChainBreak[]> {
  const at = instantOf(Date.now());
  const expected = await everyLink(ctx);
  const missing = await missingRuns(ctx, expected);
  const late = plusMs(at, -LATE_MS);
  const runBreaks = expected.flatMap(({ id, nextWake }): ChainBreak[] => {
    if (missing.has(id)) return [{ id, why: 'runMissing' }];
    return nextWake !== null && nextWake < late ? [{ id, why: 'wakeMissed' }] : [];
  });
  const now = await chain(ctx.db, 'all');
  const breaks = [...now.breaks.filter(({ why }) => OF_ROWS.includes(why)), ...runBreaks];
  const open = expected.filter((link) => link.open);
  const asleep = new Set(runBreaks.map(({ id }) => id));
  const awake = open.filter(({ id }) => !asleep.has(id)).length;
  await writeChainCheck(ctx.db, { checkedAt: at, open: open.length, held: now.held, awake, breaks });
  if (breaks.length > 0)
    log.error({ breaks: breaks.slice(0, 20), count: breaks.length }, 'the chain of responsibility is broken');
  return breaks;
}

async function everyLink({ db }: Delivery): Promise<Link[]> {
  const all: Link[] = [];
  for (;;) {
    const page = await links(db, all.at(-1)?.id ?? '', PAGE);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

/** The matters without an open run, each looked at twice: Temporal's list lags, and a matter may have ended meanwhile. */
async function missingRuns(ctx: Delivery, expected: readonly Link[]): Promise<ReadonlySet<MatterId>> {
  const running = expected.length === 0 ? new Set<string>() : await openRuns(ctx.temporal);
  const missing = new Set<MatterId>();
  const doubtful = expected.filter(({ id }) => !running.has(id));
  await inParallel(doubtful, LOOKS_AT_ONCE, async ({ id }) => {
    if (!(await isRunning(ctx.temporal, id, TEMPORAL_MS)) && (await mustHaveRun(ctx, id))) missing.add(id);
  });
  return missing;
}

async function openRuns({ client, connection }: Temporal): Promise<Set<string>> {
  return await connection.withDeadline(Date.now() + TEMPORAL_MS, async () => {
    const ids = new Set<string>();
    for await (const { workflowId } of client.workflow.list({ query: "ExecutionStatus = 'Running'", pageSize: 1_000 }))
      ids.add(workflowId);
    return ids;
  });
}

async function mustHaveRun({ db }: Delivery, id: MatterId): Promise<boolean> {
  const found = await matter(db, id, 'all');
  return found !== null && (found.open || found.nextWake !== null);
}
