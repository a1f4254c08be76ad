import type { Db } from '../../db/client.ts';
import { policyRow, type PolicyKey, type PolicyParts, type PolicyRow } from '../../db/registers/policies.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { policyFaults, type PolicyContent } from '../../workflows/kernel/policy-check.ts';
import { KINDS } from '../../workflows/kinds.ts';
import { checkBody } from '../bodies/checked.ts';
import { mergePatch } from '../bodies/merge-patch.ts';
import { CONTENT_SCHEMA, POLICY_BASED, POLICY_DRAFT, POLICY_PATCH } from '../bodies/registers.ts';
import { faultsOf } from '../bodies/schemas.ts';
import { problem, type Fault } from '../problems/problem.ts';
import { pathNumber } from './path-number.ts';

type Key = Pick<PolicyKey, 'kind' | 'policy'>;

/** What a drafting body holds, in either form. */
interface Body extends Partial<PolicyParts> {
  readonly kind?: string;
  readonly id?: string;
  readonly basedOn?: string;
  readonly changes?: unknown;
}

/** The path `hazard/standard/3` as a key; a version that is no number is one that no policy has. */
export function keyOf(params: { readonly kind: string; readonly policy: string; readonly version: string }): PolicyKey {
  return { kind: params.kind, policy: params.policy, version: pathNumber(params.version) };
}

/** The draft that a body asks for, whole or as changes to a version that stands. Throws 400 or 422 with every fault. */
export async function draftOf(db: Db, body: unknown): Promise<{ readonly key: Key; readonly parts: PolicyParts }> {
  const based = typeof body === 'object' && body !== null && 'basedOn' in body;
  checkBody(based ? POLICY_BASED : POLICY_DRAFT, body);
  const asked = body as Body;
  const base = asked.basedOn === undefined ? null : await baseOf(db, asked.basedOn);
  const key = base ?? { kind: asked.kind ?? '', policy: asked.id ?? '' };
  const content = base === null ? asked.content : mergePatch(base.content, asked.changes);
  const { title = '', effectiveFrom = '', effectiveTo = null } = asked;
  return { key, parts: fit(key, { title, effectiveFrom, effectiveTo, content: content as PolicyContent }) };
}

/** A draft with some of its parts replaced. Throws 400 or 422 with every fault. */
export function changedParts(row: PolicyRow, body: unknown): PolicyParts {
  checkBody(POLICY_PATCH, body);
  const { title, effectiveFrom, effectiveTo, content } = row;
  const { changes, ...given } = body as Body;
  const parts: PolicyParts = { title, effectiveFrom, effectiveTo, content, ...given };
  return fit(row, { ...parts, content: mergePatch(parts.content, changes ?? {}) as PolicyContent });
}

/** Throws 422 when a draft that was made under an earlier release does not pass today's checks. */
export function requireFit(row: PolicyRow): void {
  fit(row, row);
}

async function baseOf(db: Db, id: string): Promise<PolicyRow> {
  const [kind = '', policy = '', version = ''] = id.split('/');
  const row = await policyRow(db, keyOf({ kind, policy, version }));
  if (row === null) throw unfit([{ pointer: '/basedOn', code: 'PolicyUnknown', detail: `没有办理规则“${id}”` }]);
  return row;
}

function fit({ kind, policy }: Key, parts: PolicyParts): PolicyParts {
  const found = KINDS.find((it) => it.rules.name === kind);
  const [shipped] = (found?.policies ?? []).filter((it) => it.id === policy).sort((a, b) => b.version - a.version);
  if (found === undefined || shipped === undefined || policy !== 'standard')
    throw unfit([{ pointer: '/kind', code: 'PolicyUnknown', detail: `“${kind}/${policy}”不是可以修订的办理规则` }]);
  if (parts.effectiveTo !== null && parts.effectiveTo < parts.effectiveFrom)
    throw unfit([{ pointer: '/effectiveTo', code: 'DaysReversed', detail: '失效日早于生效日' }]);
  shaped(CONTENT_SCHEMA, parts.content);
  const faults = policyFaults(parts.content, shipped);
  if (faults.length > 0) throw unfit(faults.map(inContent));
  return parts;
}

function shaped(schema: JsonSchema, content: unknown): void {
  const faults = faultsOf(schema, content);
  if (faults.length > 0)
    throw problem('InvalidBody', `content：${faults[0]?.detail ?? ''}。`, { errors: faults.map(inContent) });
}

function inContent<F extends Fault>(fault: F): F {
  return { ...fault, pointer: `/content${fault.pointer}` };
}

function unfit(errors: readonly Fault[]): Error {
  return problem('PolicyUnfit', `${errors[0]?.detail ?? ''}。`, { errors });
}
