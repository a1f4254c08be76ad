import type { ChainScope } from '../../db/queries/responsibility.ts';
import type { Enterprise } from '../../db/registers/enterprises.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { problem } from '../problems/problem.ts';

/** Whose chains of responsibility an actor sees; who sees any at all stands in the access table. */
export function chainScopeOf({ role, unit }: Actor): ChainScope {
  if (role === 'township') return { township: unit };
  if (role === 'enterprise') return { enterprise: unit };
  return role === 'regulator' || role === 'department' ? { department: unit } : 'all';
}

/** That an enterprise is the actor's to enter or change: 安委办's and the administrator's any, others' their own. Throws 403. */
export function requireOwn(actor: Actor, { region, regulator }: Pick<Enterprise, 'region' | 'regulator'>): void {
  if (mayMove(actor) || (actor.role === 'township' ? region : regulator) === actor.unit) return;
  throw problem('Forbidden', '乡镇只能登记本辖区的企业，部门只能登记本部门监管的企业。');
}

/** Who says where an enterprise lies and who regulates it: not those whom it would be taken from or given to. */
export function mayMove({ role }: Actor): boolean {
  return role === 'office' || role === 'admin';
}
