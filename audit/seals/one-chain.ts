import type { Db } from '../../db/client.ts';
import type { SealDocument } from '../../db/seals.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Difference } from '../verdict.ts';
import { sealFault, sealName } from './check.ts';

/**
 * Where another key takes over. Who holds no key from elsewhere cannot tell the holder's new key from that of somebody who
 * seals everything anew.
 */
export function checkKeyChanges(docs: readonly SealDocument[]): Difference[] {
  return docs.flatMap(({ body }, i) => {
    const before = docs[i - 1]?.body;
    if (before === undefined || before.key === body.key) return [];
    const what = `${sealName(body)}起由另一把密钥 ${body.key} 签名（此前为 ${before.key}）：须另行取得两把公钥，逐一以 --trust-key 核对`;
    return [sealFault(body.n, what)];
  });
}

/** Whether the seals began anew: somebody had signed in more than an hour before the first seal was made. */
export async function checkBegun({ sql }: Db, docs: readonly SealDocument[]): Promise<Difference[]> {
  const [first] = docs;
  if (first?.body.n !== 1 || first.body.at === '') return [];
  const [used] = await sql<{ at: Instant | null }[]>`
    select min(at) as at from trail where type = 'SignedIn' and at < ${first.body.at}::timestamptz - interval '1 hour'`;
  if (used?.at == null) return [];
  const what = `${sealName(first.body)}之前系统早已启用（审计日志最早的登录在 ${used.at}）：此前没有封签，或者封签曾被弃去、从头作起`;
  return [sealFault(1, what)];
}
