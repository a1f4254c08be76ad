import { instantOf } from '../../workflows/kernel/instant.ts';
import type { PostId } from '../../workflows/kernel/terms.ts';
import type { Db, Transaction } from '../client.ts';
import { deliverNotice } from '../inbox.ts';
import { today } from '../today.ts';
import { lockDocument, type StoredDocument } from './document.ts';
import { editionWanted } from './printed.ts';
import { validOn } from '../valid-on.ts';

/** Who is told: 经办 and 分管 of the unit that gives the paper. */
const TOLD_RANKS = [1, 2];

/**
 * Sets a document aside that cannot be drawn however often it is tried, with the reason in Chinese, and tells the unit that
 * gives it, or the lead where that is not known yet. Nothing where it waits for no edition any more.
 */
export async function failDocument(db: Db, id: string, reason: string): Promise<void> {
  await db.sql.begin(async (sql) => {
    const document = await lockDocument(sql, id);
    if (document === null || editionWanted(document) === null) return;
    await sql`update documents set state = 'failed', failure = ${reason} where id = ${id}`;
    await tell(sql, document, reason);
  });
}

async function tell(sql: Transaction, document: StoredDocument, reason: string): Promise<void> {
  const { id, matterId, kind, number, unit } = document;
  const posts = await sql<{ id: PostId }[]>`
    select id from posts where unit = coalesce(${unit}, (select lead from matters where id = ${matterId})) and rank = any(${TOLD_RANKS})
      and ${validOn(sql, today(sql))}`;
  const at = instantOf(Date.now());
  await deliverNotice(
    { sql },
    {
      posts: posts.map((post) => post.id),
      matterId,
      kind,
      key: `${id}/failed/${at}`,
      notice: 'DocumentFailed',
      title: '文书未能制作',
      body: `${number === null ? '一份文书' : `文书 ${number} `}未能制作：${reason}请按所说的处理后重新制作。`,
      data: { document: id },
      at,
    },
  );
}
