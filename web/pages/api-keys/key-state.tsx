import type { Item } from '../../client/answers.ts';
import { chineseTime } from '../../parts/chinese.ts';

export type ApiKey = Item<'/v1/api-keys'>;

/** Whether a key still waits for the word of its person. */
export function waitsForWord({ confirmedAt, revokedAt, expiresAt }: ApiKey, now = Date.now()): boolean {
  return confirmedAt === null && revokedAt === null && Date.parse(expiresAt) > now;
}

/** How a key stands, in words. */
export function KeyState({ apiKey }: { readonly apiKey: ApiKey }) {
  const { revokedAt, expiresAt } = apiKey;
  if (revokedAt !== null) return <span className="quiet">{chineseTime(revokedAt)}注销</span>;
  if (Date.parse(expiresAt) <= Date.now()) return <span className="quiet">已过期</span>;
  return waitsForWord(apiKey) ? <span className="soon">待负责人确认</span> : <span className="well">有效</span>;
}
