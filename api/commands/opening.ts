import { termsFor } from '../../db/terms.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Policy, Terms } from '../../workflows/kernel/terms.ts';
import type { Kind } from '../../workflows/kinds.ts';
import type { Api } from '../context.ts';
import { problem } from '../problems/problem.ts';

export type PolicyId = Policy['id'];

/** The terms that a matter is opened under now. Throws 422 for `trial` outside the launcher's embedded parts. */
export async function termsUnder(
  api: Pick<Api, 'db' | 'environment'>,
  kind: Kind,
  policy: PolicyId,
  at: Instant,
): Promise<Terms> {
  if (policy === 'trial' && !api.environment.trialAllowed)
    throw problem('PolicyNotAllowed', '以秒计的试行规则只在本机演示环境中可用。');
  return await termsFor(api.db, kind.rules.name, policy, at);
}

/**
 * The policy that an opening body names, and the body of the opening command: a kind whose body does not know the field
 * never sees it.
 */
export function splitPolicy(schema: JsonSchema, body: unknown): { policy: PolicyId; body: unknown } {
  if (typeof body !== 'object' || body === null || !('policy' in body)) return { policy: 'standard', body };
  const { policy, ...rest } = body;
  if (policy === 'standard' || policy === 'trial') return { policy, body: knowsPolicy(schema) ? body : rest };
  const detail = '应为 standard 或 trial';
  throw problem('InvalidBody', `policy：${detail}。`, { errors: [{ pointer: '/policy', code: 'enum', detail }] });
}

/** Whether the opening body of a kind has the field of itself. */
export function knowsPolicy(schema: JsonSchema): boolean {
  const { properties } = schema;
  return typeof properties === 'object' && properties !== null && 'policy' in properties;
}
