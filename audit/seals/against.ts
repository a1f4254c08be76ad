import type { Db } from '../../db/client.ts';
import { departedHeads, type Departed } from '../../db/heads.ts';
import { lastSeal, sealDocuments, type Head, type SealDocument } from '../../db/seals.ts';
import type { Difference } from '../verdict.ts';
import { sealFault, sealName } from './check.ts';
import { restoreOf, restoresIn, type Restore } from './departed.ts';
import { sealText } from './read.ts';

/** Hears how many heads were looked at. */
type Step = (looked: number) => void;

/** What of the seals the database does not bear out: what nothing explains, and in Chinese what a restore does. */
export interface SealFindings {
  readonly differences: Difference[];
  readonly notes: string[];
}

/**
 * Whether the database still bears out what the seals outside say: every sealed head stands at its length, and its own
 * seals are the same, none more and none fewer; a copy that is kept elsewhere may end earlier. Give it sound seals only
 * (`soundSeals`): a head that was changed in a seal would be held against the ledger.
 */
export async function checkAgainstSeals(
  db: Db,
  docs: readonly SealDocument[],
  { isCopy = false, step }: { readonly isCopy?: boolean; readonly step?: Step } = {},
): Promise<SealFindings> {
  const own = [...(await checkOwnSeals(db, docs)), ...(isCopy ? [] : await checkEnd(db, docs))];
  const { differences, notes } = await heldAgainstRows(db, docs, step);
  return { differences: [...own, ...differences], notes };
}

/** Every head that was ever sealed against the rows: deleted matters, cut-off tails, chains that were written anew. */
export async function checkSealedHeads(db: Db, docs: readonly SealDocument[], step?: Step): Promise<Difference[]> {
  return (await heldAgainstRows(db, docs, step)).differences;
}

async function heldAgainstRows(db: Db, docs: readonly SealDocument[], step?: Step): Promise<SealFindings> {
  const sealOf = new Map<Head, SealDocument>(docs.flatMap((doc) => doc.heads.map((head) => [head, doc] as const)));
  const restores = await restoresIn(db);
  const [open, explained] = [new Map<string, Gone>(), new Map<string, Gone>()];
  for (const departed of await departedHeads(db.sql, [...sealOf.keys()], step)) {
    const doc = sealOf.get(departed.head);
    if (doc === undefined) continue;
    const restore = restoreOf(restores, doc.body);
    // Of one chain the first departure says it; those in later seals follow from it.
    const first = restore === null ? open : explained;
    const [chain] = departed.head;
    const known = first.get(chain);
    if (known === undefined || doc.body.n < known.doc.body.n) first.set(chain, { doc, departed, restore });
  }
  return {
    differences: [...open.values()].map(({ doc, departed }) => departure(doc, departed)),
    notes: [...explained.values()].map(
      ({ doc, departed, restore }) => `${departure(doc, departed).what}${restoreWords(restore)}`,
    ),
  };
}

interface Gone {
  readonly doc: SealDocument;
  readonly departed: Departed;
  readonly restore: Restore | null;
}

function restoreWords(restore: Restore | null): string {
  if (restore === null) return '';
  const { at, madeAt, seq } = restore;
  return `：${at} 恢复了 ${madeAt} 的备份（审计日志第 ${seq.toString()} 条），此签在两者之间`;
}

/** How many seals are read from the database at once. */
const PAGE = 500;

/** The database's own seals against those outside, up to the last one outside. */
export async function checkOwnSeals(db: Db, docs: readonly SealDocument[]): Promise<Difference[]> {
  const found = await checkTimes(db);
  for (let from = 0; from < docs.length; from += PAGE) {
    const page = docs.slice(from, from + PAGE);
    const own = new Map(
      (
        await sealDocuments(
          db,
          page.map(({ body }) => body.n),
        )
      ).map((doc) => [doc.body.n, doc]),
    );
    for (const doc of page) {
      const { n } = doc.body;
      const stands = own.get(n);
      if (stands === undefined) found.push(sealFault(n, `数据库里没有${sealName(doc.body)}`));
      else if (sealText(stands) !== sealText(doc))
        found.push(sealFault(n, `数据库里的${sealName(doc.body)}与文件夹里的不符`));
    }
  }
  return found;
}

/** Whether seals are outside up to the database's last one; a copy may well end earlier. */
async function checkEnd(db: Db, docs: readonly SealDocument[]): Promise<Difference[]> {
  const [end, last] = [docs.at(-1)?.body.n ?? 0, (await lastSeal(db))?.body.n ?? 0];
  if (end >= last) return [];
  const what = `封签文件夹止于第 ${end.toString()} 号，数据库已到第 ${last.toString()} 号：后来的封签没有送到，或者被取走`;
  return [sealFault(end + 1, what)];
}

/** The column that seals are found by in time, against what each itself says. */
async function checkTimes({ sql }: Db): Promise<Difference[]> {
  const rows = await sql<{ n: number; at: string; said: string | null }[]>`
    select n, at, body ->> 'at' as said from seals order by n`;
  return rows
    .filter(({ at, said }) => at !== said)
    .map(({ n, at, said }) =>
      sealFault(n, `数据库里第 ${n.toString()} 号封签的时间列为 ${at}，封签所记为 ${said ?? '（无）'}`),
    );
}

/** A departure in words; of chains without seqs the seq is 0. */
export function departure({ body }: Pick<SealDocument, 'body'>, { head, now }: Departed): Difference {
  const [chain, length] = head;
  const seal = sealName(body);
  const lost = { of: length.toString(), now: now.toString() };
  const seq = now < length ? now + 1 : length;
  const what = (rows: string): string =>
    now < length
      ? `${seal}封有${rows} ${lost.of} 条，现在只有 ${lost.now} 条`
      : `${rows}第 ${lost.of} 条与${seal}所封的不符`;
  if (chain.startsWith('matter/'))
    return { witness: 'ledger', seq, what: what(`事项 ${chain.slice('matter/'.length)} 的台账`) };
  if (chain === 'trail') return { witness: 'trail', seq, what: what('审计日志') };
  if (chain.startsWith('history/'))
    return {
      witness: 'archive',
      seq: 0,
      what: `${seal}封存的历史 ${chain.slice('history/'.length)} 不在存档中，或者已被改动`,
    };
  return { witness: 'code', seq: 0, what: `${seal}封存的规则代码包 ${chain.slice('bundle/'.length)} 不在了` };
}
