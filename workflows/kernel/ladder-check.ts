import type { PeriodUnit } from './deadline.ts';
import { fault, type DraftFault } from './draft-fault.ts';
import type { LadderRow, Trigger, Wait } from './ladder.ts';
import type { CountyPosts, Policy } from './terms.ts';

/** What a draft is held against: the shipped policy of the same kind and id, and the kind's rungs, lowest first. */
export interface Measure {
  readonly shipped: Pick<Policy, 'id' | 'periods' | 'numbers' | 'ladder'>;
  readonly rungs: readonly string[];
}

/** Who can issue or confirm: the county posts by name. */
const CONFIRMERS: readonly string[] = [
  'officeDesk',
  'officeDirector',
  'deputyHead',
  'committeeHead',
  'partySecretary',
  'inspectorate',
] satisfies readonly (keyof CountyPosts)[];

/** Hours of a unit, to compare waits of different units: five workdays are a week. */
const HOURS = { hour: 1, calendarDay: 24, workingDay: (24 * 7) / 5, second: 1 / 3_600 } as const;

/** What is wrong with a ladder: its rows one by one, what is missing in it, and where it does not rise. */
export function ladderFaults(ladder: readonly LadderRow[], measure: Measure, seconds: boolean): DraftFault[] {
  return [
    ...ladder.flatMap((row, i) => rowFaults(ladder, row, i, measure)),
    ...ladder.flatMap((row, i) => waitFaults(row, `/ladder/${i.toString()}`, seconds)),
    ...measure.rungs
      .filter((rung) => !ladder.some((row) => row.clock === 'T' && row.rung === rung))
      .map((rung) => fault('/ladder', 'RungMissing', `整改期限（T）的阶梯中缺少 ${rung}`)),
    ...falling(ladder, measure),
  ];
}

/** Seconds exist in the trial policy only. */
export function unitFaults(at: string, unit: PeriodUnit, seconds: boolean): DraftFault[] {
  return unit === 'second' && !seconds ? [fault(at, 'SecondsOnlyInTrial', '以秒计只用于试行规则')] : [];
}

function rowFaults(ladder: readonly LadderRow[], row: LadderRow, i: number, { shipped }: Measure): DraftFault[] {
  const at = `/ladder/${i.toString()}`;
  const told = new Set(shipped.ladder.flatMap((it) => it.tell));
  const known = (list: readonly string[], name: 'tell' | 'confirmers', has: (post: string) => boolean): DraftFault[] =>
    list.flatMap((post, j) =>
      has(post) ? [] : [fault(`${at}/${name}/${j.toString()}`, 'PostUnknown', `${row.id} 没有名为 ${post} 的岗位`)],
    );
  const rungKnown = shipped.ladder.some((it) => it.rung === row.rung && it.clock === row.clock);
  return [
    ...(ladder.findIndex((it) => it.id === row.id) < i ? [fault(`${at}/id`, 'RowRepeated', `${row.id} 重复`)] : []),
    ...(rungKnown ? [] : [fault(`${at}/rung`, 'RungUnknown', `${row.id} 的 ${row.rung} 不在 ${row.clock} 的阶梯中`)]),
    ...(row.act === 'propose' && row.confirmers.length === 0
      ? [fault(`${at}/confirmers`, 'ConfirmerMissing', `${row.id} 须有签发人`)]
      : []),
    ...known(row.confirmers, 'confirmers', (post) => CONFIRMERS.includes(post)),
    ...known(row.tell, 'tell', (post) => told.has(post)),
    ...answersFaults(ladder, row, at),
  ];
}

/** A rung that waits for an answer or an act which no row brings about would never fire. */
function answersFaults(ladder: readonly LadderRow[], row: LadderRow, at: string): DraftFault[] {
  return row.anyOf.flatMap((trigger, j) => {
    const rung = 'replyMissed' in trigger ? trigger.replyMissed : 'rung' in trigger ? trigger.rung : null;
    if (rung === null) return [];
    const asked = (it: LadderRow): boolean => !('replyMissed' in trigger) || it.replyWait !== null;
    if (ladder.some((it) => it.rung === rung && it.clock === row.clock && asked(it))) return [];
    return [fault(`${at}/anyOf/${j.toString()}`, 'NeverDue', `${row.id} 以 ${rung} 为条件，但阶梯中没有相应的一级`)];
  });
}

function waitFaults(row: LadderRow, at: string, seconds: boolean): DraftFault[] {
  const own = row.anyOf.flatMap((trigger, j) =>
    'wait' in trigger ? triggerFaults(row, trigger, `${at}/anyOf/${j.toString()}/wait`, seconds) : [],
  );
  const percents = row.anyOf.flatMap((trigger, j) =>
    'percent' in trigger && !(Number.isInteger(trigger.percent) && trigger.percent > 0 && trigger.percent < 100)
      ? [fault(`${at}/anyOf/${j.toString()}/percent`, 'PercentOutside', `${row.id} 的百分比应为 1 至 99 的整数`)]
      : [],
  );
  const reply = row.replyWait === null ? [] : positive(row, row.replyWait, `${at}/replyWait`, seconds);
  return [...own, ...percents, ...reply];
}

/** Before the due instant only warnings; at it only what urges; every other wait leaves time. */
function triggerFaults(
  row: LadderRow,
  trigger: Extract<Trigger, { readonly wait: Wait }>,
  at: string,
  seconds: boolean,
): DraftFault[] {
  const { wait } = trigger;
  if (trigger.after === 'due' && row.rung === 'urge' && wait.amount === 0) return [];
  if (trigger.after === 'due' && row.rung === 'warn' && Number.isInteger(wait.amount) && wait.amount < 0)
    return unitFaults(`${at}/unit`, wait.unit, seconds);
  return positive(row, wait, at, seconds);
}

function positive(row: LadderRow, wait: Wait, at: string, seconds: boolean): DraftFault[] {
  const unit = unitFaults(`${at}/unit`, wait.unit, seconds);
  if (wait.amount === 0) return [...unit, fault(`${at}/amount`, 'ZeroWait', `${row.id} 的等待时间不能为零`)];
  if (Number.isInteger(wait.amount) && wait.amount > 0) return unit;
  return [...unit, fault(`${at}/amount`, 'AmountNotWhole', `${row.id} 的等待时间应为正整数`)];
}

/** Pairs of rows of one clock and severity of which the higher rung comes before the lower. */
function falling(ladder: readonly LadderRow[], { shipped }: Measure): DraftFault[] {
  return ladder.flatMap((high, i) =>
    ladder.flatMap((low) => {
      const meet = low.severity === null || high.severity === null || low.severity === high.severity;
      if (low.clock !== high.clock || !meet || heightOf(low, shipped.ladder) >= heightOf(high, shipped.ladder))
        return [];
      const [lower, higher] = [firstWait(low), firstWait(high)];
      if (lower === null || higher === null || higher >= lower) return [];
      const said = `阶梯应逐级递进：${high.id}（${high.rung}）不能早于 ${low.id}（${low.rung}）`;
      return [fault(`/ladder/${i.toString()}`, 'RungsDoNotRise', said)];
    }),
  );
}

/** The order of rungs is the shipped ladder's: each clock in order of height. */
function heightOf(row: LadderRow, shipped: readonly LadderRow[]): number {
  return shipped.findIndex((it) => it.clock === row.clock && it.rung === row.rung);
}

function firstWait(row: LadderRow): number | null {
  const waits = row.anyOf.flatMap((trigger) =>
    'wait' in trigger && trigger.after === 'due' ? [trigger.wait.amount * HOURS[trigger.wait.unit]] : [],
  );
  return waits.length === 0 ? null : Math.min(...waits);
}
