import type { Db } from '../../db/client.ts';
import { headsSince } from '../../db/heads.ts';
import { takeTime, type Head, type SealDocument } from '../../db/seals.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import { treeAt } from './proof.ts';

/**
 * What no seal covers yet: rows that are altered in history and ledger alike, before the next seal, cannot be found.
 * `since` is the last seal's time; null when there is none.
 */
export interface Unsealed {
  readonly since: Instant | null;
  /** Rows of the ledger and entries of the trail. */
  readonly ledger: number;
  readonly trail: number;
  /** Archived runs and kept bundles. */
  readonly histories: number;
  readonly bundles: number;
}

/** What these seals do not cover of what the database holds now. */
export async function unsealed(db: Db, docs: readonly SealDocument[]): Promise<Unsealed> {
  const tree = treeAt(docs);
  const heads = await db.sql.begin('read only', async (sql) => {
    await takeTime(sql);
    return await headsSince(sql, null);
  });
  const beyond = (prefix: string) =>
    heads.filter(([chain]) => chain.startsWith(prefix)).map((head) => rowsBeyond(tree.headOf(head[0]), head));
  const rows = (prefix: string): number => beyond(prefix).reduce((sum, more) => sum + more, 0);
  return {
    since: docs.at(-1)?.body.at ?? null,
    ledger: rows('matter/'),
    trail: rows('trail'),
    histories: beyond('history/').filter((more) => more > 0).length,
    bundles: rows('bundle/'),
  };
}

/** How many rows of a chain its sealed head does not cover: of one that departs from it, all. */
function rowsBeyond(sealed: Head | undefined, [, length, head]: Head): number {
  const [, to, by] = sealed ?? ['', 0, ''];
  if (length > to) return length - to;
  return length === to && head === by ? 0 : length;
}
