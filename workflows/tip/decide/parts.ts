import { selvesOf, type Command, type Known } from '../../kernel/command.ts';
import type { Decision } from '../../kernel/definition.ts';
import type { Chain, PersonId, PostId, Terms, UnitId } from '../../kernel/terms.ts';
import type { TipCommand } from '../command.ts';
import type { TipEvent } from '../event.ts';
import { pathOf, type Seated } from '../seats.ts';
import type { State, Step } from '../state.ts';

/** What every rule of a tip answers. */
export type TipDecision = Decision<TipEvent>;

/** The rules of one command on an open tip. */
export type Decide<T extends TipCommand['type']> = (
  state: Open,
  command: Extract<TipCommand, { type: T }>,
) => TipDecision;

/** A tip that somebody holds: the lifecycle table hears nothing in any other. */
export type Open = State & { readonly step: Step };

/** The rules say what has happened. */
export function decided(...events: TipEvent[]): TipDecision {
  return { events };
}

/** A unit as the register knew it; null when it does not. */
export function chainOf(known: Known | undefined, unit: UnitId | null | undefined): Chain | null {
  return unit == null ? null : (known?.units[unit] ?? null);
}

/** Whether a body names a unit that the register does not know. */
export function isUnknown(known: Known | undefined, units: readonly (UnitId | undefined)[]): boolean {
  return units.some((unit) => unit !== undefined && chainOf(known, unit) === null);
}

/** Whether what is named as a township is something else, since rules 2 also a village, which lies in one; nothing named is no mistake. */
export function isNoTownship(
  known: Known | undefined,
  region: UnitId | undefined,
  { rules }: Pick<Terms, 'rules'>,
): boolean {
  const chain = chainOf(known, region);
  return chain !== null && (chain.kind !== 'township' || (rules >= 2 && chain.region !== chain.unit));
}

/** Everybody whose act this is: the person, whom they act for, and whom they stand in for that day. */
export function peopleOf({ actor, known }: Pick<Command, 'actor' | 'known'>): readonly PersonId[] {
  const { person, onBehalfOf } = actor;
  return [...new Set([...selvesOf(known, person), ...(onBehalfOf === undefined ? [] : [onBehalfOf])])];
}

/** Whether one person stands on both sides. */
export function overlap(some: readonly PersonId[], others: readonly PersonId[]): boolean {
  return some.some((person) => others.includes(person));
}

/** The first post that holds a tip in a status that begins now. */
export function firstHolder(state: Seated, changed: Partial<Seated>): PostId {
  return pathOf({ ...state, ...changed })[0];
}

/** Whether somebody works for a unit, by any post that the register knew them in. */
export function worksFor(known: Known | undefined, person: PersonId, unit: UnitId | null): boolean {
  const register = known?.people[person];
  if (unit === null || register === undefined) return false;
  return register.unit === unit || register.posts?.some((post) => post.unit === unit) === true;
}

/** Whether an act is of somebody of that unit, as whichever post they act. */
export function isOf({ actor, known }: Pick<Command, 'actor' | 'known'>, unit: UnitId | null): boolean {
  return actor.unit === unit || worksFor(known, actor.person, unit);
}
