import type { Known, KnownPerson } from '../../kernel/command.ts';
import type { Decision } from '../../kernel/definition.ts';
import { dayOf, type Day, type Instant } from '../../kernel/instant.ts';
import { postAt, type Chain, type PersonId, type PostId, type UnitId } from '../../kernel/terms.ts';
import type { Period } from '../../kernel/deadline.ts';
import type { CommandOf, CommandType } from '../command.ts';
import type { HazardEvent } from '../event.ts';
import type { Assignment, Item, StepName } from '../matter.ts';
import { seatIn } from '../posts.ts';
import { currentStep } from '../running.ts';
import type { HazardState, Matter } from '../state.ts';
import type { Status } from '../status.ts';

/** Decides one command, whose status and relation the lifecycle table has already let through. */
export type Decide<T extends CommandType> = (state: HazardState, command: CommandOf<T>) => Decision<HazardEvent>;

/** The decision that these events happened. */
export function decided(...events: readonly HazardEvent[]): Decision<HazardEvent> {
  return { events };
}

/** What the register said of a unit when the command was received; null when it knows none such. */
export function chainOf(known: Known | undefined, unit: UnitId): Chain | null {
  return known?.units[unit] ?? null;
}

/** The chains of the units that the register knew, in the order asked. */
export function chainsOf(known: Known | undefined, units: readonly (UnitId | undefined)[]): readonly Chain[] {
  return units.flatMap((unit) => (unit === undefined ? [] : (chainOf(known, unit) ?? [])));
}

/** What the register said of a person when the command was received. */
export function personOf(known: Known | undefined, person: PersonId): KnownPerson | null {
  return known?.people[person] ?? null;
}

/** The status and the step in which a command was received, if time changed them before it was heard. */
export function asOf(state: HazardState, at: Instant): { readonly status: Status; readonly step: StepName } {
  const lapse = state.lapses.find((l) => at <= l.at);
  if (lapse === undefined) return { status: state.status, step: currentStep(state).name };
  return { status: lapse.from, step: state.steps[lapse.step]?.name ?? currentStep(state).name };
}

/** The items that still have to pass. */
export function pendingItems(matter: Matter): readonly Item[] {
  return matter.items.filter((item) => item.result !== 'passed');
}

/** Whether a body names every item once and no other. */
export function namesAll(items: readonly Item[], named: readonly { readonly id: string }[]): boolean {
  const ids = new Set(named.map((n) => n.id));
  return ids.size === named.length && ids.size === items.length && items.every((item) => ids.has(item.id));
}

/** Items numbered after those that are there. */
export function itemsFrom(texts: readonly { readonly text: string }[], before: readonly Item[] = []): readonly Item[] {
  return [
    ...before,
    ...texts.map(({ text }, i): Item => ({ id: (before.length + i + 1).toString(), text, result: 'open' })),
  ];
}

/** The limit that the present rectification began with: extensions and next due dates are measured by it. */
export function originalLimit(matter: Matter): Period {
  const began = ['assignment', 'service', 'plan', 'imported'];
  const version = matter.dueDates.findLast((due) => due.period !== null && began.includes(due.reason));
  return version?.period ?? matter.terms.periods.limitGeneral;
}

/** Whether a day cannot be that of a paper: after today, or before the hazard was found. */
export function isNoPaperDay(day: Day, foundOn: Day, at: Instant): boolean {
  return day > dayOf(at) || day < foundOn;
}

/** Whether a text that has to be given is blank. */
export function blank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

/** The people, each once. */
export function once(people: readonly PersonId[]): readonly PersonId[] {
  return [...new Set(people)];
}

/** Whether a unit has this post in its chain. */
export function hasPost(chain: Chain | null, post: PostId | undefined): boolean {
  return post === undefined || (chain !== null && Object.values(chain.ranks).includes(post));
}

/** The post of a unit that an assignment is addressed to: the named one, else the lowest. */
export function addressee(chain: Chain, post: PostId | undefined, fallback: PostId): PostId {
  return post ?? postAt(chain, 1) ?? fallback;
}

/** The assignment of a matter that never had one (closed on the spot): the operator's, else the township's. */
export function assignmentOr(state: HazardState, by: PersonId, at: Instant): Assignment {
  if (state.assignment !== null) return state.assignment;
  const seat = seatIn(state, state.subject ?? state.region, 1);
  return {
    ...seat,
    order: null,
    service: null,
    limit: state.terms.periods.limitAgain,
    base: at,
    assignedBy: by,
    assignerRank: 1,
    returns: 0,
    accepted: null,
  };
}
