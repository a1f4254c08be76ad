import { OUTSIDE } from '../../db/queries/scope-of.ts';
import type { Actor, Role } from '../../workflows/kernel/command.ts';
import type { LifecycleRow } from '../../workflows/kernel/definition.ts';
import type { Kind } from '../../workflows/kinds.ts';

/** Units of the administration that handle matters. */
const BODIES: readonly Role[] = ['office', 'regulator', 'department', 'township'];
const OFFICIALS: readonly Role[] = [...BODIES, 'leader', 'supervisor'];
const WORKERS: readonly Role[] = [...BODIES, 'enterprise'];
/** Everyone who has business with a matter: who runs, secures or audits the system has none. */
const ALL: readonly Role[] = [...OFFICIALS, ...OUTSIDE];

/**
 * Which roles may ever stand in a relation of a kind's lifecycle, whatever post a person was put in: a relation that no
 * row names is nobody's. Role × command × relation × status is the product of this table and the lifecycles.
 */
export const RELATIONS: Readonly<Record<string, Readonly<Record<string, readonly Role[]>>>> = {
  hazard: {
    anyone: ALL,
    reporter: ALL,
    holder: [...OFFICIALS, 'enterprise'],
    supervisor: BODIES,
    rectifier: WORKERS,
    operator: WORKERS,
    assist: WORKERS,
    receiver: BODIES,
    sender: BODIES,
    authority: BODIES,
    township: ['township'],
    office: ['office'],
    officeDirector: ['office'],
    leader: ['leader'],
    // 督查督办 and, by the same rows, the county's auditors.
    inspection: ['supervisor', 'auditor'],
    confirmer: OFFICIALS,
    gradeDecider: [...OFFICIALS, 'expert'],
    extensionDecider: OFFICIALS,
    admin: ['admin'],
    system: ['system'],
  },
  accountability: {
    keeper: ['office', 'leader'],
    decider: ['leader'],
    subject: [...OFFICIALS, 'enterprise'],
    involved: [...OFFICIALS, 'enterprise', 'expert'],
    inspectorate: ['supervisor'],
    reviser: ['office', 'leader', 'admin'],
    system: ['system'],
  },
  tip: {
    anyone: ALL,
    holder: OFFICIALS,
    office: ['office'],
    verifier: BODIES,
    officeDirector: ['office'],
    leader: ['leader'],
    reviser: ['office', 'leader', 'admin'],
    system: ['system'],
  },
};

/** Whether a role may ever stand in a relation of a kind. */
function mayStand({ rules }: Kind, relation: string, role: Role): boolean {
  return RELATIONS[rules.name]?.[relation]?.includes(role) ?? false;
}

/** The relations in which an actor may act on a matter: those that are theirs, and that their role may stand in. */
export function actingRelations(kind: Kind, state: unknown, actor: Actor): readonly string[] {
  return kind.face.relations(state, actor).filter((relation) => mayStand(kind, relation, actor.role));
}

/**
 * Whether the table keeps an actor from a command on a matter that stands so: no row of it, in any status, is for their
 * role; or the rows of the status name only relations that they have by their post and their role may not stand in.
 * What the rules themselves refuse, they say better.
 */
export function isBarred(
  kind: Kind,
  { state, status }: { readonly state: unknown; readonly status: string },
  actor: Actor,
  command: string,
): boolean {
  const rows = kind.rules.lifecycle.filter((row) => row.command === command && row.statuses !== 'opening');
  if (!rows.some((row) => row.by.some((relation) => mayStand(kind, relation, actor.role)))) return true;
  const heard = rows.filter((row) => row.statuses.includes(status));
  const stands = (relations: readonly string[]): boolean =>
    heard.some((row: LifecycleRow) => row.by.some((it) => relations.includes(it)));
  return stands(kind.face.relations(state, actor)) && !stands(actingRelations(kind, state, actor));
}
