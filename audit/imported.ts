import type { ChainedEvent } from '../db/chain.ts';
import type { Db } from '../db/client.ts';
import { departure, saying } from './compare/departure.ts';
import { at } from './history/history-json.ts';
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
 * file is kept unchanged is checked as of everything that an event cites.
 */
export async function checkImported(db: Db, id: string, ledger: readonly ChainedEvent[]): Promise<Difference[]> {
  const [staged] = await db.sql<{ file: string; said: unknown }[]>`
    select i.file, r.payload -> 'ledgerRow' as said from import_rows r join imports i on i.id = r.import_id
    where r.matter_id = ${id}`;
  if (staged?.file !== at(ledger[0]?.data, 'from', 'fileHash')) return [history('导入记录中没有这一事项的来源行')];
  return checkRow(staged?.said, ledger);
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
