import type { Actor } from '../../kernel/command.ts';
import type { CommandOf } from '../command.ts';
import { denied } from '../refusal.ts';
import { separated } from '../separation.ts';
import type { HazardState } from '../state.ts';
import { areOutsiders, isUncertified, officersOf } from './officers.ts';
import { once } from './parts.ts';

/** 行政机关负责人: the principal of the supervising unit, or 安委办主任. */
export function isPrincipal(state: HazardState, actor: Actor): boolean {
  return isLeader(state, actor, 3);
}

/** Who may consent to resuming: a leader of the supervising unit, for a major hazard its principal; or 安委办主任. */
export function mayConsent(state: HazardState, actor: Actor): boolean {
  return isLeader(state, actor, state.severity === 'major' ? 3 : 2);
}

/**
 * Why these people may not impose a measure. 撤人 is anybody's of the authorities, at once; everything else is a paper
 * of two certified officers of the supervising unit. Whoever has to rectify never imposes.
 */
export function imposersDenied(state: HazardState, command: CommandOf<'ImposeControl'>) {
  const { body, known, actor } = command;
  const officers = once(body.officers);
  const people = officersOf(known, officers);
  const least = state.terms.numbers['officersMin'] ?? 2;
  const isPaper = body.control !== 'withdraw';
  return denied({
    ...separated(state, command),
    UnknownPerson: people.includes(null),
    // The principal who lets one measure take another's place approves the paper of two others.
    ActorNotAmongOfficers: body.replaces === undefined && !officers.includes(actor.person),
    OfficerNotOfAuthority: areOutsiders(people),
    TwoOfficersNeeded: isPaper && officers.length < least,
    OfficerNotCertified: isPaper && isUncertified(state, people),
    OfficersNotOfOneUnit: isPaper && people.filter((person) => person?.unit === leadUnit(state)).length < least,
  });
}

function isLeader(state: HazardState, actor: Actor, rank: number): boolean {
  const own = actor.unit === leadUnit(state) && actor.rank >= rank;
  return own || actor.post === state.terms.county.officeDirector;
}

function leadUnit(state: HazardState) {
  return state.lead ?? state.terms.county.officeUnit;
}
