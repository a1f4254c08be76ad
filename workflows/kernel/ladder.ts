import type { Calendar } from './calendar.ts';
import { offsetFrom, type PeriodUnit } from './deadline.ts';
import { earliest, instantOf, msOf, type Instant } from './instant.ts';
import { firstWorkingInstant, lastEndOfWork, type WorkingHours } from './working-hours.ts';

/** T: the rectification clock, held against the rectifier's chain. S: the step clock of the present holder. */
export type Clock = 'T' | 'S';

export interface Wait {
  readonly amount: number;
  readonly unit: PeriodUnit;
}

/** One way in which a rung becomes due. `percent` counts from the start of the due version to its due instant. */
export type Trigger =
  | { readonly after: 'due'; readonly wait: Wait }
  | { readonly after: 'start'; readonly percent: number }
  | { readonly after: 'done'; readonly rung: string; readonly wait: Wait }
  | { readonly count: 'failedRechecks'; readonly n: number }
  | { readonly replyMissed: string }
  | { readonly ground: 'any' }
  | { readonly graded: 'major' };

/** A rung of supervision as a policy states it. Rows are data; guards are code. */
export interface LadderRow {
  /** Unique in the policy; a row fires at most once per due version of its clock. */
  readonly id: string;
  readonly rung: string;
  readonly clock: Clock;
  /** Only for matters of this severity; null for all. */
  readonly severity: string | null;
  /** Only for limits within these bounds, in days; null for all. */
  readonly limitDays: { readonly over?: number; readonly upTo?: number } | null;
  readonly anyOf: readonly Trigger[];
  /** Fires in working hours only; absent: at its due instant, whatever the hour. */
  readonly hours?: 'working';
  /** What it does: given at once by the system, or proposed to a named person. `handOver`, `takeOver` move the holder. */
  readonly act: 'notify' | 'propose' | 'handOver' | 'takeOver';
  /** Posts told: names of the chain (holder, deputy, principal, …), resolved by the kind. */
  readonly tell: readonly string[];
  /** Who issues or confirms, in order of silence; names of county posts. Empty for what the system gives. */
  readonly confirmers: readonly string[];
  /** What is due after it is issued; null when no reply is asked. */
  readonly replyWait: Wait | null;
  readonly basis: string;
  readonly verified: boolean;
}

/** One due version of a clock, as the ladder sees it. */
export interface DueVersion {
  readonly clock: Clock;
  readonly version: number;
  readonly start: Instant;
  /** Null before the clock was ever set: then only counts, grounds and gradings fire. */
  readonly due: Instant | null;
  readonly limitDays: number;
  /** Since when it rests (answered by a submission); null while it runs. A rung due later than this does not fire. */
  readonly restsFrom: Instant | null;
}

/** An act that was done, with the reply that it asked for. */
export interface Act {
  readonly rung: string;
  /** Whose rung it was: a reply that one chain owes never moves the other chain's ladder. */
  readonly clock: Clock;
  readonly doneAt: Instant;
  readonly replyDue: Instant | null;
  readonly repliedAt: Instant | null;
}

/** What the ladder is computed from. Nothing else decides whether a rung is due. */
export interface LadderFacts {
  readonly severity: string | null;
  readonly versions: readonly DueVersion[];
  readonly failedRechecks: readonly Instant[];
  readonly acts: readonly Act[];
  readonly grounds: readonly Instant[];
  readonly majorSince: Instant | null;
  /** Rows that fired, as `firedKey`. */
  readonly fired: readonly string[];
}

/** A rung, when it is (or was) due, and when it fires. */
export interface RungTime {
  readonly row: LadderRow;
  readonly version: number;
  /** The law's instant: lateness, rest and withdrawal are judged by it. */
  readonly dueAt: Instant;
  /** `dueAt`, or for a row that keeps working hours the first working instant from then on. */
  readonly firesAt: Instant;
  /** What is recorded as fired: the row and version, and for a raised ground its ordinal. */
  readonly key: string;
  readonly ground: number | null;
}

/** What makes "once per due version" checkable: row and version; each raised ground fires once of its own. */
export function firedKey(row: Pick<LadderRow, 'id' | 'clock'>, version: number, ground: number | null = null): string {
  const suffix = ground === null ? '' : `#${ground.toString()}`;
  return `${row.id}@${row.clock}${version.toString()}${suffix}`;
}

/**
 * Every rung that has not fired, in the order in which they fire. The past ones are due now; the first of the others is
 * the ladder's next wake. Without `hours` no row waits for them. Pure: same facts, same answer.
 */
export function rungTimes(
  rows: readonly LadderRow[],
  facts: LadderFacts,
  calendar: Calendar,
  hours: WorkingHours | null = null,
): RungTime[] {
  const times: RungTime[] = [];
  for (const version of facts.versions) {
    for (const row of rows) {
      if (row.clock !== version.clock || !applies(row, version, facts)) continue;
      times.push(...timesOf(row, version, facts, { calendar, hours: row.hours === undefined ? null : hours }));
    }
  }
  return times
    .filter((time) => !facts.fired.includes(time.key))
    .sort((a, b) => byFiring(a, b) || rows.indexOf(a.row) - rows.indexOf(b.row));
}

/** The rungs that fire at `now` or before, in the order in which they fire. */
export function rungsDue(
  rows: readonly LadderRow[],
  facts: LadderFacts,
  calendar: Calendar,
  now: Instant,
  hours: WorkingHours | null = null,
): RungTime[] {
  return rungTimes(rows, facts, calendar, hours).filter((time) => time.firesAt <= now);
}

/** Orders by when rungs fire, and of two at one instant by when they were due. */
export function byFiring(a: RungTime, b: RungTime): number {
  if (a.firesAt !== b.firesAt) return a.firesAt < b.firesAt ? -1 : 1;
  return a.dueAt === b.dueAt ? 0 : a.dueAt < b.dueAt ? -1 : 1;
}

/** The days of a row and, where it keeps them, its hours. */
interface Week {
  readonly calendar: Calendar;
  readonly hours: WorkingHours | null;
}

type Moment = Pick<RungTime, 'dueAt' | 'firesAt'>;

function timesOf(row: LadderRow, version: DueVersion, facts: LadderFacts, week: Week): RungTime[] {
  const time = (moment: Moment, ground: number | null): RungTime => {
    const key = firedKey(row, version.version, ground);
    return { row, version: version.version, ...moment, key, ground };
  };
  // What has fired is not counted again: in a long silence that is nearly every row.
  const first = facts.fired.includes(firedKey(row, version.version)) ? null : firstMoment(row, version, facts, week);
  const raised = row.anyOf.some((trigger) => 'ground' in trigger) ? facts.grounds : [];
  return [
    ...(first === null ? [] : [time(first, null)]),
    ...raised.flatMap((at, i) => (at >= version.start ? [time(heldBack(at, week), i)] : [])),
  ];
}

function applies(row: LadderRow, version: DueVersion, facts: LadderFacts): boolean {
  if (row.severity !== null && row.severity !== facts.severity) return false;
  const { over, upTo } = row.limitDays ?? {};
  return (over === undefined || version.limitDays > over) && (upTo === undefined || version.limitDays <= upTo);
}

function firstMoment(row: LadderRow, version: DueVersion, facts: LadderFacts, week: Week): Moment | null {
  let first: Moment | null = null;
  for (const trigger of row.anyOf) {
    const moment = momentOf(trigger, version, facts, week);
    if (moment !== null && (first === null || moment.dueAt < first.dueAt)) first = moment;
  }
  return first;
}

function momentOf(trigger: Trigger, version: DueVersion, facts: LadderFacts, week: Week): Moment | null {
  const early = warning(trigger, version, week);
  if (early !== undefined) return early;
  const at = triggerAt(trigger, version, facts, week.calendar);
  return at === null ? null : heldBack(at, week);
}

function heldBack(dueAt: Instant, { hours }: Week): Moment {
  return { dueAt, firesAt: hours === null ? dueAt : firstWorkingInstant(hours, dueAt) };
}

/**
 * A warning before the end of its version; undefined when the trigger is none. Where working hours would hold it back
 * until it is too late, it comes at the last end of work before, and is judged by that.
 */
function warning(trigger: Trigger, { due, ...version }: DueVersion, week: Week): Moment | null | undefined {
  if (due === null || !('after' in trigger) || trigger.after === 'done') return undefined;
  if (trigger.after === 'due' && trigger.wait.amount >= 0) return undefined;
  const dueAt =
    trigger.after === 'start'
      ? shareOf(version.start, due, trigger.percent)
      : offsetFrom(due, trigger.wait, week.calendar);
  const moment = heldBack(dueAt, week);
  if (week.hours === null || moment.firesAt < due) return running(version, dueAt) === null ? null : moment;
  const firesAt = lastEndOfWork(week.hours, dueAt);
  return running(version, firesAt) === null ? null : { dueAt, firesAt };
}

function triggerAt(trigger: Trigger, version: DueVersion, facts: LadderFacts, calendar: Calendar): Instant | null {
  if ('count' in trigger) return facts.failedRechecks.slice(trigger.n - 1).find((at) => at >= version.start) ?? null;
  if ('graded' in trigger)
    return facts.majorSince !== null && facts.majorSince >= version.start ? facts.majorSince : null;
  if ('ground' in trigger) return null;
  if ('replyMissed' in trigger) return earliest(facts.acts.map((act) => missedAt(act, trigger.replyMissed, version)));
  if (trigger.after === 'done') {
    const act = facts.acts.find((a) => isOf(a, trigger.rung, version) && a.doneAt >= version.start);
    // A wait in days after an act counts from the day it was done, as every period does.
    return act === undefined ? null : running(version, offsetFrom(act.doneAt, trigger.wait, calendar));
  }
  if (version.due === null || trigger.after === 'start') return null;
  return running(version, offsetFrom(version.due, trigger.wait, calendar));
}

function isOf(act: Act, rung: string, version: DueVersion): boolean {
  return act.rung === rung && act.clock === version.clock;
}

/** A reply counts as missed at its due instant, also when it came later: what fell due does not unhappen. */
function missedAt(act: Act, rung: string, version: DueVersion): Instant | null {
  if (!isOf(act, rung, version) || act.replyDue === null) return null;
  const answered = act.repliedAt !== null && act.repliedAt <= act.replyDue;
  return answered ? null : running(version, act.replyDue);
}

/** A clock that rests lets nothing fall due from then on: what answers it at the due instant itself is heard first. A warning before the start of its version is past sense. */
function running(version: Pick<DueVersion, 'start' | 'restsFrom'>, at: Instant): Instant | null {
  if (version.restsFrom !== null && at >= version.restsFrom) return null;
  return at <= version.start ? null : at;
}

function shareOf(start: Instant, due: Instant, percent: number): Instant {
  const from = msOf(start);
  return instantOf(from + Math.floor(((msOf(due) - from) * percent) / 100));
}
