import type { Db } from '../../db/client.ts';
import { policyRow, type PolicyKey } from '../../db/registers/policies.ts';
import type { RehearsedPolicy } from '../../db/rehearsals.ts';
import { patched } from '../../db/reports/rehearsal/draft.ts';
import { policyFaults, type PolicyContent } from '../../workflows/kernel/policy-check.ts';
import { KINDS } from '../../workflows/kinds.ts';
import { faultsOf } from '../bodies/schemas.ts';
import { problem, type Fault } from '../problems/problem.ts';
import type { AskedPolicy } from './asked.ts';
import { CONTENT_SCHEMA } from './content.ts';

/**
 * The policy that is named, draft or published, with what is changed on top of it. Throws 422 `UnknownPolicy` when the
 * register has none of that name, 400 `InvalidBody` or 422 `PolicyUnfit` with every fault of what the changes make of it.
 */
export async function rehearsedPolicy(db: Db, asked: AskedPolicy): Promise<RehearsedPolicy> {
  const isPlain = typeof asked === 'string';
  const name = fullName(isPlain ? asked : asked.basedOn);
  const row = await policyRow(db, keyOf(name));
  if (row === null) throw unknownPolicy(name, isPlain ? '/policy' : '/policy/basedOn');
  const { kind, policy, version, content } = row;
  const named = { kind, id: policy, version, name };
  if (isPlain) return { ...named, content, changes: null };
  return { ...named, content: changed(row, asked.changes), changes: asked.changes };
}

function changed(
  { kind, policy, content }: PolicyKey & { readonly content: PolicyContent },
  changes: Readonly<Record<string, unknown>>,
): PolicyContent {
  const tried = patched(content, changes);
  refuse('InvalidBody', faultsOf(CONTENT_SCHEMA, tried));
  const known = KINDS.find(({ rules }) => rules.name === kind);
  const shipped = known?.policies.filter(({ id }) => id === policy).sort((a, b) => b.version - a.version)[0];
  if (known === undefined || shipped === undefined) throw unknownPolicy(`${kind}/${policy}`, '/policy/basedOn');
  refuse('PolicyUnfit', policyFaults(tried as PolicyContent, { shipped, rungs: Object.keys(known.face.rungs) }));
  return tried as PolicyContent;
}

/** `3` and `standard/3` are short for `hazard/standard/3`. */
function fullName(name: string): string {
  const parts = name.split('/');
  return [...['hazard', 'standard'].slice(0, 3 - parts.length), ...parts].join('/');
}

function keyOf(name: string): PolicyKey {
  const [kind = '', policy = '', version = ''] = name.split('/');
  return { kind, policy, version: Number(version) };
}

function refuse(code: 'InvalidBody' | 'PolicyUnfit', faults: readonly Fault[]): void {
  const [first] = faults;
  if (first === undefined) return;
  const errors = faults.map((fault) => ({ ...fault, pointer: `/policy/changes${fault.pointer}` }));
  throw problem(code, `policy：改动后的办理规则不合要求：${first.detail}。`, { errors });
}

function unknownPolicy(name: string, pointer: string): Error {
  const detail = `名录中没有办理规则 ${name}`;
  return problem('UnknownPolicy', `${detail}。`, { errors: [{ pointer, code: 'unknown', detail }] });
}
