import type { Scope } from '../../db/queries/scope.ts';
import type { Actor, Role } from '../../workflows/kernel/command.ts';

/** The person of whoever is not signed in. */
const ANONYMOUS: string = 'anonymous';

const UNIT = ({ unit }: Actor): Scope => ({ unit });
const UNIT_FROM_OUTSIDE = ({ unit }: Actor): Scope => ({ unit, outside: true });
const ALL = ({ unit }: Actor): Scope => ({ allBut: unit });
const NONE = (): Scope => 'none';

/** Which matters a role sees. Outside this scope a matter does not exist for them (404). */
const SCOPES: Readonly<Record<Role, (actor: Actor) => Scope>> = {
  leader: ALL,
  office: ALL,
  supervisor: ALL,
  auditor: ALL,
  admin: ALL,
  regulator: UNIT,
  department: UNIT,
  township: UNIT,
  enterprise: UNIT_FROM_OUTSIDE,
  expert: UNIT_FROM_OUTSIDE,
  // Whoever gives no name has opened nothing that another who gives none may see.
  public: ({ person }) => (person === ANONYMOUS ? 'none' : { openedBy: person, outside: true }),
  // Accounts are their work, matters are not.
  security: NONE,
  // Nobody signs in as the system.
  system: NONE,
};

/** Which matters an actor may see. */
export function scopeOf(actor: Actor): Scope {
  return SCOPES[actor.role](actor);
}
