import type { StepName } from '../../workflows/hazard/matter.ts';
import type { Period } from '../../workflows/kernel/deadline.ts';
import type { Clock, LadderRow, Trigger, Wait } from '../../workflows/kernel/ladder.ts';
import { lastDayNamed, reached, workEndBefore, workFrom, workTimeOf, type Ms, type WorkTime } from './days.ts';
import type { ActFact, Facts } from './facts.ts';

/** A rung that has not fired: when it is due by the law's count, and when it fires. */
export interface ExpectedRung {
  readonly key: string;
  readonly rowId: string;
  readonly rung: string;
  readonly dueAt: Ms;
  readonly firesAt: Ms;
}

/** The running version of a clock, as the ladder's rows see it. */
interface Version {
  readonly clock: Clock;
  readonly version: number;
  readonly start: Ms;
  readonly due: Ms | null;
  readonly limitDays: number;
  readonly restsFrom: Ms | null;
}

/** Every rung that is still to fire; none once the matter has ended. */
export function expectedRungs(facts: Facts): readonly ExpectedRung[] {
  const known = KNOWN.get(facts) ?? computed(facts);
  KNOWN.set(facts, known);
  return known;
}

/** Most events change no fact, and each is asked about twice. */
const KNOWN = new WeakMap<Facts, readonly ExpectedRung[]>();

function computed(facts: Facts): readonly ExpectedRung[] {
  if (facts.step.name === 'ended') return [];
  const { terms, due, step } = facts;
  const { workFromMinute: from, workToMinute: to } = terms.numbers;
  // Terms that state no hours hold nothing back.
  const hours = from === undefined || to === undefined ? null : workTimeOf(terms.calendar, from, to);
  const stepDue = silenceOf(facts) === 'ladder' ? step.due : null;
  const running: Version[] = [
    { clock: 'T', ...due, limitDays: daysOf(due.period) },
    { clock: 'S', ...step, due: stepDue, limitDays: daysOf(step.period), restsFrom: null },
  ];
  const times = running.flatMap((version) => rungsOf(version, facts, hours));
  return (hours === null ? times : [...times, ...waitingFromBefore(facts, hours)]).filter(
    ({ key }) => !facts.fired.has(key),
  );
}

/** What was due on a version before its end and only waits for working hours fires all the same. */
function waitingFromBefore(facts: Facts, hours: WorkTime): ExpectedRung[] {
  return facts.past.flatMap(({ clock, version, step }) => {
    const end = version.restsFrom;
    if (end === null || (step !== null && silenceOf({ ...facts, step }) !== 'ladder')) return [];
    const over = { clock, ...version, limitDays: daysOf(version.period) };
    return rungsOf(over, facts, hours).filter(({ dueAt, firesAt }) => dueAt < end && end <= firesAt);
  });
}

function rungsOf(version: Version, facts: Facts, hours: WorkTime | null): ExpectedRung[] {
  const rows = facts.terms.ladder.filter((row) => concerns(row, version, facts));
  return rows.flatMap((row) => timesOf(row, version, facts, hours));
}

/** What silence does to a step when its S is over: the ladder, something of its own, or nothing. */
const SILENCE: Readonly<Record<StepName, 'ladder' | 'passes' | 'ends' | 'closes' | 'none'>> = {
  verify: 'ladder',
  rejection: 'ends',
  transfer: 'ends',
  chase: 'passes',
  dispute: 'passes',
  grade: 'ladder',
  confirm: 'ladder',
  assign: 'ladder',
  accept: 'ends',
  adjudicate: 'passes',
  plan: 'ladder',
  planReview: 'ladder',
  rectify: 'none',
  recheck: 'ladder',
  closeout: 'ladder',
  watch: 'closes',
  lookBack: 'ladder',
  appeal: 'closes',
  ended: 'none',
};

function silenceOf({ step, isOutsideTransfer }: Facts): 'ladder' | 'passes' | 'ends' | 'closes' | 'none' {
  const silence = step.name === 'transfer' && isOutsideTransfer ? 'passes' : SILENCE[step.name];
  return silence === 'passes' && step.passes === 0 ? 'ladder' : silence;
}

/**
 * When time itself ends what now runs: T without a submission, or a step that silence accepts or passes on. What only
 * closes a book (archiving, the end of an appeal) is not watched: nobody waits for it.
 */
export function expectedEnd(facts: Facts): { readonly at: Ms; readonly what: string } | null {
  const { step, due } = facts;
  if (step.name === 'rectify') return due.restsFrom === null && due.due !== null ? { at: due.due, what: 'T' } : null;
  const silence = silenceOf(facts);
  if (silence !== 'ends' && silence !== 'passes') return null;
  return step.due === null ? null : { at: step.due, what: step.name };
}

function concerns(row: LadderRow, version: Version, facts: Facts): boolean {
  if (row.clock !== version.clock) return false;
  // A hazard that is not graded yet is supervised as a general one.
  if (row.severity !== null && row.severity !== (facts.severity ?? 'general')) return false;
  const { over = -Infinity, upTo = Infinity } = row.limitDays ?? {};
  return version.limitDays > over && version.limitDays <= upTo;
}

/** When a rung is due and when it fires. */
type Moment = Pick<ExpectedRung, 'dueAt' | 'firesAt'>;

function timesOf(row: LadderRow, version: Version, facts: Facts, work: WorkTime | null): ExpectedRung[] {
  const key = `${row.id}@${version.clock}${version.version.toString()}`;
  const rung = { rowId: row.id, rung: row.rung };
  const hours = row.hours === 'working' ? work : null;
  const first = row.anyOf
    .flatMap((trigger) => momentsOf(trigger, version, facts, hours))
    .reduce<Moment | null>((least, next) => (least === null || next.dueAt < least.dueAt ? next : least), null);
  const own =
    first === null ? [] : afterImport(row, first, version, facts, hours).map((at) => ({ ...rung, key, ...at }));
  const grounds = row.anyOf.some((trigger) => 'ground' in trigger) ? facts.grounds : [];
  const raised = grounds
    .map((at, i) => ({ ...rung, key: `${key}#${i.toString()}`, ...heldBack(at, hours) }))
    .filter(({ dueAt }) => dueAt >= version.start);
  return [...own, ...raised];
}

/** After an import no L7 is proposed for a while. */
function afterImport(
  row: LadderRow,
  first: Moment,
  version: Version,
  { noReferBefore }: Facts,
  hours: WorkTime | null,
): Moment[] {
  if (noReferBefore === null || row.rung !== 'refer' || first.dueAt >= noReferBefore) return [first];
  return version.restsFrom !== null && noReferBefore >= version.restsFrom ? [] : [heldBack(noReferBefore, hours)];
}

/** A rung of working hours waits for the next of them. */
function heldBack(dueAt: Ms, hours: WorkTime | null): Moment {
  return { dueAt, firesAt: hours === null ? dueAt : workFrom(dueAt, hours) };
}

function momentsOf(trigger: Trigger, version: Version, facts: Facts, hours: WorkTime | null): Moment[] {
  const { start, due } = version;
  const since = (at: Ms): boolean => at >= start;
  const held = (times: readonly Ms[]): Moment[] => times.map((at) => heldBack(at, hours));
  if ('count' in trigger)
    return held(
      facts.failedRechecks
        .slice(trigger.n - 1)
        .filter(since)
        .slice(0, 1),
    );
  if ('graded' in trigger) return held([facts.majorSince ?? -Infinity].filter(since));
  if ('ground' in trigger) return [];
  if ('replyMissed' in trigger) {
    const acts = facts.acts.filter((act) => act.rung === trigger.replyMissed && act.clock === version.clock);
    return held(acts.flatMap(missed).filter((at) => runs(version, at)));
  }
  if (trigger.after === 'start')
    return due === null ? [] : warned(start + Math.floor(((due - start) * trigger.percent) / 100), due, version, hours);
  const wait = shortened(trigger.wait, due, facts);
  const work = workTimeOf(facts.terms.calendar);
  if (trigger.after === 'done') {
    const act = facts.acts.find((a) => a.rung === trigger.rung && a.clock === version.clock && since(a.doneAt));
    return act === undefined ? [] : held([reached(act.doneAt, wait, work)].filter((at) => runs(version, at)));
  }
  if (due === null) return [];
  const at = reached(due, wait, work);
  return wait.amount < 0 ? warned(at, due, version, hours) : held([at].filter((time) => runs(version, time)));
}

/** A warning that working hours would hold back until it is too late comes at the last end of work before, or not at all. */
function warned(dueAt: Ms, due: Ms, version: Version, hours: WorkTime | null): Moment[] {
  const moment = heldBack(dueAt, hours);
  if (hours === null || moment.firesAt < due) return runs(version, dueAt) ? [moment] : [];
  const firesAt = workEndBefore(dueAt, hours);
  return runs(version, firesAt) ? [{ dueAt, firesAt }] : [];
}

/** A reply is missed at its due instant, also when it came later. */
function missed({ replyDue, repliedAt }: ActFact): Ms[] {
  return replyDue === null || (repliedAt !== null && repliedAt <= replyDue) ? [] : [replyDue];
}

/** What a clock that rests would bring from then on does not fall due; nor does what lies before its start. */
function runs({ start, restsFrom }: Version, at: Ms): boolean {
  return at > start && (restsFrom === null || at < restsFrom);
}

/** In a special period (特殊时段) waits halve. */
function shortened(wait: Wait, due: Ms | null, { terms }: Facts): Wait {
  if (due === null || wait.amount <= 0 || terms.specialPeriods.length === 0) return wait;
  const day = lastDayNamed(due);
  const isSpecial = terms.specialPeriods.some(({ from, to }) => from <= day && day <= to);
  return isSpecial ? { ...wait, amount: Math.ceil(wait.amount / 2) } : wait;
}

/** Days of a limit, to tell long limits from short ones. */
function daysOf(period: Period | null): number {
  if (period === null) return 0;
  const perDay = { calendarDay: 1, workingDay: 1.4, hour: 1 / 24, second: 1 / 86_400 } as const;
  return period.amount * perDay[period.unit];
}
