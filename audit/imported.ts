import type { ChainedEvent } from '../db/chain.ts';
import type { Db } from '../db/client.ts';
import { at } from './history/history-json.ts';
import type { Difference } from './verdict.ts';

/** What each stored file hashes to now, by its id; filled as it is asked, so that a file is read once an audit. */
export type FileHashes = Map<string, string | null>;

/** Whether a matter was closed before it was imported: one event, no run; its witness is the file's hash and row. */
export function isImportedClosed(ledger: readonly ChainedEvent[]): boolean {
  const opening = ledger[0];
  const closed = at(opening?.data, 'closed');
  return (
    ledger.length === 1 &&
    at(opening?.data, 'from', 'fileHash') !== undefined &&
    closed !== undefined &&
    closed !== null
  );
}

/** Whether the file that the matter says it came from is kept unchanged, and the row in it staged for this matter. */
export async function checkImported(
  db: Db,
  files: FileHashes,
  id: string,
  ledger: readonly ChainedEvent[],
): Promise<Difference[]> {
  const data = ledger[0]?.data;
  const fileHash = String(at(data, 'from', 'fileHash')).replace(/^sha256:/, '');
  const row = at(data, 'from', 'row');
  const found: Difference[] = [];
  if ((await hashNow(db, files, fileHash)) !== fileHash)
    found.push(history(`导入台账的原始文件 ${fileHash} 未保存，或内容已被改动`));
  const [staged] = await db.sql<{ row: number; file: string }[]>`
    select r.row, i.file from import_rows r join imports i on i.id = r.import_id where r.matter_id = ${id}`;
  if (staged === undefined) found.push(history('导入记录中没有这一事项的来源行'));
  else if (staged.row !== row || staged.file.replace(/^sha256:/, '') !== fileHash)
    found.push(history(`来源行不符：台账记第 ${String(row)} 行，导入记录为第 ${staged.row.toString()} 行`));
  return found;
}

async function hashNow(db: Db, files: FileHashes, fileHash: string): Promise<string | null> {
  const known = files.get(fileHash);
  if (known !== undefined) return known;
  const [stored] = await db.sql<{ hash: string }[]>`
    select encode(sha256(content), 'hex') as hash from evidence where id in (${fileHash}, ${`sha256:${fileHash}`})`;
  files.set(fileHash, stored?.hash ?? null);
  return stored?.hash ?? null;
}

/** An imported row has no history; the file stands in its place. */
function history(what: string): Difference {
  return { witness: 'history', seq: 1, what };
}
