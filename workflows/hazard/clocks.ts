import { dueAfter, offsetFrom, type Period } from '../kernel/deadline.ts';
import { dayOf, lastDayOf, later, plusMs, startOf, type Day, type Instant } from '../kernel/instant.ts';
import {
  byFiring,
  rungTimes,
  type Act,
  type DueVersion,
  type LadderFacts,
  type LadderRow,
  type RungTime,
} from '../kernel/ladder.ts';
import { firstWorkingInstant, isWorkingInstant, workingHoursOf } from '../kernel/working-hours.ts';
import type { DueSet } from './event.ts';
import type { DueDate, Step, StepName } from './matter.ts';
import { currentDue, currentStep } from './running.ts';
import { afterSpecialPeriods, halved, isSpecial } from './special-period.ts';
import type { HazardState, HazardTerms, Matter } from './state.ts';
import { runningStay } from './stays.ts';

/** A due version that begins at `at` and whose limit counts from `base`. */
export function dueFrom(
  terms: HazardTerms,
  reason: DueDate['reason'],
  period: Period,
  base: Instant,
  at: Instant,
): DueSet {
  const due = dueAfter(period, base, terms.calendar);
  return { start: at, due: due.at, reason, period, provisional: due.provisional };
}

/** A period of the policy with another amount: what a body asks for, in the unit that the policy counts in. */
export function withAmount(period: Period, amount: number | undefined): Period {
  return amount === undefined ? period : { ...period, amount };
}

/** From when a period counts that begins on a day: the moment itself if it is today, else that day. */
export function baseOn(day: Day, at: Instant): Instant {
  return day === dayOf(at) ? at : startOf(day);
}

/** What silence does when a step's S is over. */
export type Silence = 'ladder' | 'lapse' | 'deemAccepted' | 'deemTransferred' | 'pass' | 'archive' | 'final' | 'none';

const SILENCE: Readonly<Record<StepName, Silence>> = {
  verify: 'ladder',
  rejection: 'lapse',
  transfer: 'deemTransferred',
  chase: 'pass',
  dispute: 'pass',
  grade: 'ladder',
  confirm: 'ladder',
  assign: 'ladder',
  accept: 'deemAccepted',
  adjudicate: 'pass',
  plan: 'ladder',
  planReview: 'ladder',
  rectify: 'none',
  recheck: 'ladder',
  closeout: 'ladder',
  watch: 'archive',
  lookBack: 'ladder',
  appeal: 'final',
  ended: 'none',
};

/** What happens when nobody acts in this step: a passing step climbs its path first, then the ladder begins. */
function silenceOf(matter: Matter, step = currentStep(matter)): Silence {
  if (step.name === 'transfer' && matter.transfer?.outside === true) return 'pass';
  const silence = SILENCE[step.name];
  return silence === 'pass' && step.path.length === 0 ? 'ladder' : silence;
}

/** What time itself does to the running step and when; null when only the ladder runs, or nothing. */
export function stepEndsBy(
  state: HazardState,
): { readonly at: Instant; readonly by: Exclude<Silence, 'ladder' | 'none'> } | null {
  const by = silenceOf(state);
  const { due } = currentStep(state);
  if (by === 'ladder' || by === 'none' || due === null) return null;
  // An L7 that waits for its decision keeps the run alive.
  if (by === 'archive' && state.proposals.some((proposal) => proposal.rung === 'refer')) return null;
  // No automatic relief in a special period: what would be over waits for its end.
  return { at: by === 'archive' || by === 'final' ? afterSpecialPeriods(state.terms, due) : due, by };
}

/** When T runs out without a submission; null when it rests or nobody is rectifying. */
export function expiresAt(state: HazardState): Instant | null {
  if (state.status !== 'rectifying') return null;
  const due = currentDue(state);
  return due.restsFrom === null ? due.due : null;
}

/** The rows of the matter's ladder; waits halve in a special period (§2.13). */
function rowsFor(matter: Matter, due: Instant | null): readonly LadderRow[] {
  const { terms } = matter;
  if (due === null || !isSpecial(terms, lastDayOf(due))) return terms.ladder;
  return terms.ladder.map((row) => ({
    ...row,
    anyOf: row.anyOf.map((trigger) =>
      'wait' in trigger && trigger.wait.amount > 0 ? { ...trigger, wait: halved(trigger.wait) } : trigger,
    ),
  }));
}

/** Days of a limit, to tell long limits from short ones. */
function limitDays(period: Period | null): number {
  if (period === null) return 0;
  const perDay = { calendarDay: 1, workingDay: 1.4, hour: 1 / 24, second: 1 / 86_400 } as const;
  return period.amount * perDay[period.unit];
}

function versionOfT(due: DueDate): DueVersion {
  return {
    clock: 'T',
    version: due.version,
    start: due.start,
    due: due.due,
    limitDays: limitDays(due.period),
    restsFrom: due.restsFrom,
  };
}

function versionOfS(matter: Matter, step: Step): DueVersion {
  const runs = step === currentStep(matter) ? silenceOf(matter) === 'ladder' : true;
  return {
    clock: 'S',
    version: step.version,
    start: step.start,
    due: runs ? step.due : null,
    limitDays: limitDays(step.period),
    restsFrom: step.endedAt,
  };
}

function factsOf(matter: Matter, versions: readonly DueVersion[], fired: readonly string[]): LadderFacts {
  const acts: Act[] = matter.acts.filter((act) => act.withdrawnAt === null);
  return {
    // A hazard that is not graded yet is supervised as a general one.
    severity: matter.severity ?? 'general',
    versions,
    failedRechecks: matter.rechecks.filter((recheck) => !recheck.passed).map((recheck) => recheck.at),
    acts,
    grounds: matter.grounds.map((ground) => ground.at),
    majorSince: matter.majorSince,
    fired,
  };
}

/** Every rung that has not fired on the running versions of both clocks, in order of due time. */
export function rungsOf(matter: HazardState): readonly RungTime[] {
  const known = RUNGS_OF.get(matter);
  if (known !== undefined) return known;
  const times = timesOf(matter);
  RUNGS_OF.set(matter, times);
  return times;
}

/** The same state is asked several times while one command is heard; the answer depends on nothing else. */
const RUNGS_OF = new WeakMap<Matter, readonly RungTime[]>();

function timesOf(matter: HazardState): readonly RungTime[] {
  const fired = matter.fired.filter((f) => f.withdrawnAt === null).map((f) => f.key);
  const timesIn = (version: DueVersion): readonly RungTime[] =>
    timesOfVersion(matter, version, fired).flatMap((time) => delayed(matter, version, time));
  const running = [versionOfT(currentDue(matter)), versionOfS(matter, currentStep(matter))].flatMap(timesIn);
  const ended = endedAtNight(matter).flatMap(({ version, end }) =>
    timesIn(version).filter((time) => time.dueAt < end && end <= time.firesAt && matter.movedAt <= time.firesAt),
  );
  return [...running, ...ended].sort(byFiring);
}

function timesOfVersion(matter: Matter, version: DueVersion, fired: readonly string[]): readonly RungTime[] {
  const { terms } = matter;
  const facts = factsOf(matter, [version], fired);
  return rungTimes(rowsFor(matter, version.due), facts, terms.calendar, workingHoursOf(terms));
}

/**
 * Versions that were succeeded while nobody was at work: a rung that was due before their end may still wait for the
 * morning, and fires then. In a matter without working hours nothing waits, and nobody is chased over a report that was
 * found untrue meanwhile.
 */
function endedAtNight(matter: HazardState): readonly { readonly version: DueVersion; readonly end: Instant }[] {
  const hours = workingHoursOf(matter.terms);
  if (hours === null || matter.status === 'rejected') return [];
  const past: (DueVersion | null)[] = [
    ...matter.dueDates.slice(0, -1).map((due) => dueVersionAt(matter, due.version)),
    ...matter.steps
      .slice(0, -1)
      .map((step) => (silenceOf(matter, step) === 'ladder' ? versionOfS(matter, step) : null)),
  ];
  return past.flatMap((version) => {
    const end = version?.restsFrom ?? null;
    // At the first working instant itself, what was held back until then has not fired yet.
    const night = end !== null && !isWorkingInstant(hours, plusMs(end, -1));
    return version !== null && night ? [{ version, end }] : [];
  });
}

/** After an import no L7 is proposed for a while, unless a person raised a ground. */
function delayed(matter: Matter, version: DueVersion, time: RungTime): RungTime[] {
  if (matter.imported === null || time.row.rung !== 'refer' || time.ground !== null) return [time];
  const dueAt = later(time.dueAt, matter.imported.noReferBefore);
  if (version.restsFrom !== null && dueAt >= version.restsFrom) return [];
  const hours = time.row.hours === undefined ? null : workingHoursOf(matter.terms);
  return [{ ...time, dueAt, firesAt: hours === null ? dueAt : firstWorkingInstant(hours, dueAt) }];
}

/** Whether a rung that fired would still have been due then, by what is known now. */
export function isFounded(
  matter: Matter,
  fired: { readonly key: string; readonly clock: 'T' | 'S'; readonly version: number; readonly dueAt: Instant },
): boolean {
  const version = fired.clock === 'T' ? dueVersionAt(matter, fired.version) : stepVersionAt(matter, fired.version);
  if (version === null) return true;
  return timesOfVersion(matter, version, []).some((time) => time.key === fired.key && time.dueAt <= fired.dueAt);
}

function dueVersionAt(matter: Matter, version: number): DueVersion | null {
  const due = matter.dueDates.find((d) => d.version === version);
  if (due === undefined) return null;
  const next = matter.dueDates.find((d) => d.version === version + 1);
  return { ...versionOfT(due), restsFrom: due.restsFrom ?? next?.start ?? null };
}

function stepVersionAt(matter: Matter, version: number): DueVersion | null {
  const step = matter.steps.find((s) => s.version === version);
  return step === undefined ? null : versionOfS(matter, step);
}

/** When assisting units must have finished: some working days before T; null when none is outstanding, or T is stayed. */
export function assistsDueAt(state: HazardState): Instant | null {
  const due = currentDue(state).due;
  const open = (state.status === 'planning' || state.status === 'rectifying') && runningStay(state) === null;
  if (!open || due === null || !state.assists.some((assist) => assist.doneAt === null && assist.remindedAt === null))
    return null;
  const wait = state.terms.periods.assistBefore;
  return offsetFrom(due, { amount: -wait.amount, unit: wait.unit }, state.terms.calendar);
}
