import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sha256 } from './chain.ts';
import type { Db } from './client.ts';
import { shippedKind, type KindOf } from './matters.ts';
import { rebuild } from './rebuild.ts';

const WORKFLOWS = new URL('../workflows/', import.meta.url);
const FOLD = new URL('./matters.ts', import.meta.url);

/**
 * SHA-256 over every source that a projection is folded by: all of `workflows/` and `db/matters.ts`. A changed comment
 * changes it too, which costs one needless rebuild; a changed fold never goes unseen.
 */
export function foldFingerprint(): string {
  const folder = fileURLToPath(WORKFLOWS);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
  const parts = names.map((name) => `${name} ${sha256(readFileSync(new URL(name, WORKFLOWS)))}`);
  return sha256([...parts, `matters.ts ${sha256(readFileSync(FOLD))}`].join('\n'));
}

/**
 * Folds all projections anew when they were folded by other code than `fingerprint` names, and notes it; else does
 * nothing. Rows that older code folded lack what today's state holds, and would look tampered with. Broken off, it
 * begins again at the next call. Answers how many matters were folded; null when nothing was to do.
 */
export async function refold(
  db: Db,
  fingerprint: string,
  say: (sentence: string) => void = () => undefined,
  kindOf: KindOf = shippedKind,
): Promise<number | null> {
  const [known] = await db.sql<{ fingerprint: string }[]>`select fingerprint from folds`;
  if (known?.fingerprint === fingerprint) return null;
  const [counted] = await db.sql<{ total: number }[]>`select count(*) as total from ledger where seq = 1`;
  const total = counted?.total ?? 0;
  if (total > 0) say(`办理规则的代码已更新，正在由台账重新推算一览表，共 ${total.toString()} 件`);
  const rebuilt = await rebuild(db, 'all', kindOf, (done) => {
    say(`一览表已重新推算 ${done.toString()}/${total.toString()} 件`);
  });
  await db.sql`
    insert into folds (fingerprint) values (${fingerprint})
    on conflict (one) do update set fingerprint = excluded.fingerprint, at = now()`;
  return rebuilt;
}
