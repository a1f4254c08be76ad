import type { Db } from '../../db/client.ts';
import { idOf, policyRow, type PolicyKey, type PolicyRow } from '../../db/registers/policies.ts';
import type { RehearsedPolicy } from '../../db/rehearsals.ts';
import { policyFaults, type PolicyContent } from '../../workflows/kernel/policy-check.ts';
import { KINDS } from '../../workflows/kinds.ts';
import { CONTENT_SCHEMA } from '../bodies/registers.ts';
import { faultsOf } from '../bodies/schemas.ts';
import { problem, type Fault } from '../problems/problem.ts';
import { keyOf } from '../registers/policy-draft.ts';
import type { AskedPolicy } from './asked.ts';
import { changedContent } from './changes.ts';

/**
 * The policy that is named, draft or published, with what is changed on top of it. Throws 422 `UnknownPolicy` when the
 * register has none of that name, 400 `InvalidBody` or 422 `PolicyUnfit` with every fault of what the changes make of it.
 */
export async function rehearsedPolicy(db: Db, asked: AskedPolicy): Promise<RehearsedPolicy> {
  const isPlain = typeof asked === 'string';
  const key = fullKey(isPlain ? asked : asked.basedOn);
  const name = idOf(key);
  const row = await policyRow(db, key);
  if (row === null) throw unknownPolicy(name, isPlain ? '/policy' : '/policy/basedOn');
  const { kind, policy, version, content } = row;
  const named = { kind, id: policy, version, name };
  if (isPlain) return { ...named, content, changes: null };
  return { ...named, content: changed(row, asked.changes), changes: asked.changes };
}

function changed({ kind, policy, content }: PolicyRow, changes: Readonly<Record<string, unknown>>): PolicyContent {
  const tried = changedContent(content, changes);
  refuse('InvalidBody', faultsOf(CONTENT_SCHEMA, tried));
  const known = KINDS.find(({ rules }) => rules.name === kind);
  const shipped = known?.policies.filter(({ id }) => id === policy).sort((a, b) => b.version - a.version)[0];
  if (known === undefined || shipped === undefined) throw unknownPolicy(`${kind}/${policy}`, '/policy/basedOn');
  const faults = (of: PolicyContent) => policyFaults(of, shipped);
  // An older version may lack what newer rules look up; only what the changes break is told.
  const before = new Set(faults(content).map(sayingOf));
  refuse(
    'PolicyUnfit',
    faults(tried as PolicyContent).filter((fault) => !before.has(sayingOf(fault))),
  );
  return tried as PolicyContent;
}

function sayingOf({ pointer, code }: Fault): string {
  return `${code} ${pointer}`;
}

/** `3` and `standard/3` are short for `hazard/standard/3`. */
function fullKey(name: string): PolicyKey {
  const parts = name.split('/');
  const [kind = '', policy = '', version = ''] = [...['hazard', 'standard'].slice(0, 3 - parts.length), ...parts];
  return keyOf({ kind, policy, version });
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
