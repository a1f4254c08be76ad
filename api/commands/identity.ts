import { createHash } from 'node:crypto';
import type { PersonId, MatterId } from '../../workflows/kernel/terms.ts';
import type { Kind } from '../../workflows/kinds.ts';
import { problem } from '../problems/problem.ts';

/** The key of an `Idempotency-Key` header: 1–64 visible ASCII characters. Throws 400 when it is missing or is none. */
export function idempotencyKey(header: string | readonly string[] | undefined): string {
  if (header === undefined || header === '')
    throw problem('IdempotencyKeyRequired', '请在请求头 Idempotency-Key 中给出幂等键，以免重复办理。');
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,64}$/.test(header))
    throw problem('InvalidIdempotencyKey', '幂等键应为 1 至 64 个可见的 ASCII 字符。');
  return header;
}

/** The command's id, which follows from who sends it and under which key: the same key is the same command. */
export function commandIdOf(caller: PersonId, key: string): string {
  return `cmd-${digest(caller, key).slice(0, 32)}`;
}

/** The id of the matter that an opening command opens; also its workflow id. */
export function matterIdOf(kind: Kind, caller: PersonId, key: string): MatterId {
  return `${kind.rules.name.slice(0, 3)}-${digest(kind.rules.name, caller, key).slice(0, 24)}` as MatterId;
}

/** The id of what somebody orders under a key, such as `aud-…` of `audits`: the same key is the same order. */
export function orderIdOf(prefix: string, what: string, caller: PersonId, key: string): string {
  return `${prefix}-${digest(what, caller, key).slice(0, 24)}`;
}

/** The version that `If-Match` expects; null without the header or with `*`. Throws 400 when it is no version. */
export function expectedVersion(header: string | undefined): number | null {
  if (header === undefined || header === '*') return null;
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header);
  if (match === null) throw problem('InvalidIfMatch', 'If-Match 应为事项的版本号，例如 "12"。');
  return Number(match[1]);
}

/** Whether `Prefer` asks not to wait for the decision (RFC 7240). */
export function isAsync(header: string | readonly string[] | undefined): boolean {
  return [header].flat().some((value) => value !== undefined && /(^|,)\s*respond-async\s*(,|;|$)/i.test(value));
}

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}
