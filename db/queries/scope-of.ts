import type { Actor, Role } from '../../workflows/kernel/command.ts';
import type { PersonId } from '../../workflows/kernel/terms.ts';
import type { Scope } from './scope.ts';

/** Whose scope it is: of a person by their post, or of a post whoever is in it. */
export type Reader = Pick<Actor, 'unit' | 'role'> & { readonly person?: Actor['person'] };

/** Who stands outside the administration, and does not see what is done about officials. Said here alone. */
export const OUTSIDE: readonly Role[] = ['enterprise', 'expert', 'public'];

/** The person of whoever is not signed in. */
const ANONYMOUS = 'anonymous' as PersonId;

const UNIT = ({ unit }: Reader): Scope => ({ unit });
const ALL = ({ unit }: Reader): Scope => ({ allBut: unit });
const NONE = (): Scope => 'none';

/** Which matters a role sees. Outside this scope a matter does not exist for them (404). */
const SCOPES: Readonly<Record<Role, (reader: Reader) => Scope>> = {
  leader: ALL,
  office: ALL,
  supervisor: ALL,
  auditor: ALL,
  admin: ALL,
  regulator: UNIT,
  department: UNIT,
  township: UNIT,
  enterprise: UNIT,
  expert: UNIT,
  // Whoever gives no name has opened nothing that another who gives none may see.
  public: ({ person = ANONYMOUS }) => (person === ANONYMOUS ? 'none' : { openedBy: person }),
  // Accounts are their work, matters are not.
  security: NONE,
  // Nobody signs in as the system.
  system: NONE,
};

/** Which matters a reader may see. */
export function scopeOf(reader: Reader): Scope {
  const scope = SCOPES[reader.role](reader);
  return typeof scope === 'object' && !('allBut' in scope) && OUTSIDE.includes(reader.role)
    ? { ...scope, outside: true }
    : scope;
}
