import type { Known, KnownPerson, Role } from '../../kernel/command.ts';
import type { PersonId } from '../../kernel/terms.ts';
import type { HazardRefusalCode } from '../refusal.ts';
import { currentStep } from '../running.ts';
import type { HazardState } from '../state.ts';
import { once, personOf } from './parts.ts';

/** Who may put their name to a check: never whoever is inspected. */
const AUTHORITIES: readonly Role[] = ['regulator', 'department', 'township', 'office', 'supervisor', 'expert'];

/** The named officers as the register knew them; null for one that it did not know. */
export function officersOf(known: Known | undefined, officers: readonly PersonId[]): readonly (KnownPerson | null)[] {
  return once(officers).map((person) => personOf(known, person));
}

/** Whether 安委办 took the running step over: then the recheck is another unit's (交叉复查). */
export function isTakenOver(state: HazardState): boolean {
  return currentStep(state).holders.some((holder) => holder.why === 'takeOver');
}

/** Whether anyone of these people is of no authority: whoever is inspected signs nothing. */
export function areOutsiders(people: readonly (KnownPerson | null)[]): boolean {
  return people.some((person) => person !== null && !AUTHORITIES.includes(person.role));
}

/** Why these people together may not put their names to a check of this hazard. */
export function authorityDenied(
  state: HazardState,
  people: readonly (KnownPerson | null)[],
): Partial<Record<HazardRefusalCode, boolean>> {
  const { numbers, county } = state.terms;
  const least = numbers['officersMin'] ?? 2;
  const of = (unit: string): number => people.filter((person) => person?.unit === unit).length;
  const units = isTakenOver(state)
    ? people.flatMap((person) => person?.unit ?? [])
    : [state.lead ?? county.officeUnit, county.officeUnit];
  return {
    OfficerNotOfAuthority: areOutsiders(people),
    OfficersNotOfOneUnit: !units.some((unit) => of(unit) >= least),
  };
}

/**
 * Whether somebody who signs an enforcement paper holds no valid certificate (行政处罚法 §42). The expert of a major
 * hazard advises, and 安委办 leads a recheck that it took over: both beside two who are certified.
 */
export function isUncertified(state: HazardState, people: readonly (KnownPerson | null)[]): boolean {
  const beside = (person: KnownPerson | null): boolean =>
    (state.severity === 'major' && person?.role === 'expert') || (isTakenOver(state) && person?.role === 'office');
  const certified = people.filter((person) => person?.certified === true);
  const least = state.terms.numbers['officersMin'] ?? 2;
  return certified.length < least || people.some((person) => person?.certified !== true && !beside(person));
}
