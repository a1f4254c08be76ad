import type { ChainedEvent } from '../db/chain.ts';
import type { Db } from '../db/client.ts';
import { departure, saying } from './compare/departure.ts';
import { at } from './history/history-json.ts';
import type { Difference } from './verdict.ts';

/** What each stored file hashes to now, by its id; filled as it is asked, so that a file is read once an audit. */
export type FileHashes = Map<string, string | null>;

/** What a row of the sheet and the matter made of it both say. */
const SAID_BY_BOTH = ['row', 'description', 'foundOn', 'severity', 'dueOn'] as const;

/** Whether a matter was closed before it was imported: one event, no run; its witness is the file's hash and row. */
export function isImportedClosed(ledger: readonly ChainedEvent[]): boolean {
  const data = ledger[0]?.data;
  const isClosed = typeof at(data, 'closed') === 'object' && at(data, 'closed') !== null;
  return ledger.length === 1 && isClosed && at(data, 'from', 'fileHash') !== undefined;
}

/** Whether the file that the matter says it came from is kept unchanged, and its row says what the matter says. */
export async function checkImported(
  db: Db,
  files: FileHashes,
  id: string,
  ledger: readonly ChainedEvent[],
): Promise<Difference[]> {
  const from = at(ledger[0]?.data, 'from');
  const file = String(at(from, 'fileHash'));
  const found: Difference[] = [];
  if ((await hashNow(db, files, file)) !== file)
    found.push(history(`导入台账的原始文件 ${file} 未保存，或内容已被改动`));
  const [staged] = await db.sql<{ file: string; said: unknown }[]>`
    select i.file, r.payload -> 'ledgerRow' as said from import_rows r join imports i on i.id = r.import_id
    where r.matter_id = ${id}`;
  if (staged?.file !== file) return [...found, history('导入记录中没有这一事项的来源行')];
  const departs = departure(saidBy(staged.said), saidBy(at(from, 'body')));
  return departs === null ? found : [...found, history(`台账所记与导入文件的来源行不符：${saying(departs)}`)];
}

function saidBy(value: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(SAID_BY_BOTH.map((name) => [name, at(value, name)]));
}

async function hashNow(db: Db, files: FileHashes, file: string): Promise<string | null> {
  const known = files.get(file);
  if (known !== undefined) return known;
  const [stored] = await db.sql<{ hash: string }[]>`
    select 'sha256:' || encode(sha256(content), 'hex') as hash from evidence where id = ${file}`;
  const hash = stored?.hash ?? null;
  files.set(file, hash);
  return hash;
}

/** An imported row has no history; the file stands in its place. */
function history(what: string): Difference {
  return { witness: 'history', seq: 1, what };
}
