import type { Scope } from '../../db/queries/scope.ts';
import type { Actor, Role } from '../../workflows/kernel/command.ts';

const SEE_ALL: ReadonlySet<Role> = new Set(['leader', 'office', 'auditor', 'supervisor', 'admin']);

/** Which matters an actor may see. Outside this scope a matter does not exist for them (404). */
export function scopeOf(actor: Actor): Scope {
  if (SEE_ALL.has(actor.role)) return 'all';
  return actor.role === 'public' ? { openedBy: actor.person } : { unit: actor.unit };
}
