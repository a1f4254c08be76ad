import { contentId, type ChainedEvent } from '../db/chain.ts';
import type { Db } from '../db/client.ts';
import { evidenceContent } from '../db/evidence.ts';
import { stagedLine } from '../db/import-staging.ts';
import type { Instant } from '../workflows/kernel/instant.ts';
import { departure, saying } from './compare/departure.ts';
import { isSealed } from './compare/seal-check.ts';
import { at } from './history/history-json.ts';
import { NO_HEADS, type MatterHeads } from './seal-index.ts';
import type { Difference } from './verdict.ts';

/** What a row of the sheet and the matter made of it both say. */
const SAID_BY_BOTH = ['row', 'description', 'foundOn', 'severity', 'dueOn'] as const;

/** Whether a matter was closed before it was imported: no run; its witness is the file's hash and row. */
export function isImportedClosed(ledger: readonly ChainedEvent[]): boolean {
  const data = ledger[0]?.data;
  const isClosed = typeof at(data, 'closed') === 'object' && at(data, 'closed') !== null;
  return isClosed && at(data, 'from', 'fileHash') !== undefined;
}

/**
 * Whether the matter stands among the rows that were read from the file it names, and says what its row says. That the
 * file is kept unchanged is checked as of everything that an event cites. What the row says otherwise is the ledger's doing,
 * unless a good seal or the list of the import upholds the ledger.
 */
export async function checkImported(
  db: Db,
  id: string,
  ledger: readonly ChainedEvent[],
  heads: MatterHeads = NO_HEADS,
): Promise<Difference[]> {
  const [staged] = await db.sql<{ file: string; said: unknown }[]>`
    select i.file, r.payload -> 'ledgerRow' as said from import_rows r join imports i on i.id = r.import_id
    where r.matter_id = ${id}`;
  if (staged?.file !== at(ledger[0]?.data, 'from', 'fileHash')) return [history('导入记录中没有这一事项的来源行')];
  const isTaken = isSealed(heads, ledger, 1);
  const staging = await stagingOf(db, ledger);
  const row = checkRow(staged?.said, ledger);
  const listed = await checkListed(db, id, ledger, { staging, isTaken });
  const isUpheld = isTaken || (staging !== null && listed.length === 0);
  // Two against one: what was read in the file, and the sealed list of it, against what the ledger says now.
  return [...(isUpheld ? row : row.map((one): Difference => ({ ...one, witness: 'ledger' }))), ...listed];
}

/** When the import of a closed row was staged, as the trail says; null for other matters, and where it does not say. */
export async function stagedAt(db: Db, ledger: readonly ChainedEvent[]): Promise<Instant | null> {
  return isImportedClosed(ledger) ? ((await stagingOf(db, ledger))?.at ?? null) : null;
}

/** Import records can be written by whoever can write the ledger; the trail, and the list that it names, are sealed. */
async function checkListed(
  db: Db,
  id: string,
  ledger: readonly ChainedEvent[],
  { staging, isTaken }: { readonly staging: Staging | null; readonly isTaken: boolean },
): Promise<Difference[]> {
  if (staging === null) {
    // What was imported before there was a trail stands in no list.
    const [begun] = await db.sql<{ at: Instant }[]>`select at from trail where seq = 1 and type = 'TrailBegun'`;
    const isOlder = begun !== undefined && (ledger[0]?.heardAt ?? begun.at) < begun.at;
    if (isOlder) return [];
    const what = '审计日志中没有这一事项所属的导入';
    // A sealed row stood there in time; what the trail does not say of it any more, the trail has lost.
    return [isTaken ? { witness: 'trail', seq: 0, what: `${what}，而封签封有它的台账` } : history(what)];
  }
  const { file, list } = staging.data;
  if (file !== at(ledger[0]?.data, 'from', 'fileHash')) return [history('审计日志所记的导入来自另一个文件')];
  const kept = await evidenceContent(db, list);
  if (kept === null || contentId(kept.content) !== list)
    return [history(`导入时留存的来源行清单 ${list} 缺失或被改动`)];
  const line = stagedLine(id, at(ledger[0]?.data, 'from', 'body'));
  const isListed = kept.content.toString('utf8').split('\n').includes(line);
  const what = '导入时留存的来源行清单中没有这一事项，或所记与之不同';
  return isListed ? [] : [{ witness: 'ledger', seq: 1, what }];
}

interface Staging {
  readonly at: Instant;
  readonly data: { readonly file: string; readonly list: string };
}

async function stagingOf({ sql }: Db, ledger: readonly ChainedEvent[]): Promise<Staging | null> {
  const subject = `imports/${String(at(ledger[0]?.data, 'from', 'batch'))}`;
  const [staging] = await sql<Staging[]>`
    select at, data from trail where subject = ${subject} and type = 'ImportStaged' order by seq limit 1`;
  return staging ?? null;
}

/** Whether what was read in the file's row is what the matter says was. */
export function checkRow(said: unknown, ledger: readonly ChainedEvent[]): Difference[] {
  const departs = departure(saidBy(said), saidBy(at(ledger[0]?.data, 'from', 'body')));
  return departs === null ? [] : [history(`台账所记与导入文件的来源行不符：${saying(departs)}`)];
}

function saidBy(value: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(SAID_BY_BOTH.map((name) => [name, at(value, name)]));
}

/** An imported row has no history; the file stands in its place. */
function history(what: string): Difference {
  return { witness: 'history', seq: 1, what };
}
