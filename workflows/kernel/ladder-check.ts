import { amountFaults, lengthFaults } from './amount-check.ts';
import { fault, type DraftFault } from './draft-fault.ts';
import type { LadderRow, Trigger, Wait } from './ladder.ts';
import type { CountyPosts, Policy } from './terms.ts';

/** What a draft is held against: the shipped policy of the same kind and id. */
export type Shipped = Pick<Policy, 'id' | 'periods' | 'numbers' | 'ladder'>;

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

const ACTS: Readonly<Record<LadderRow['act'], string>> = {
  notify: '通知（notify）',
  propose: '拟稿待签发（propose）：督办以上由人签发，系统不得自行作出',
  handOver: '升级办理（handOver）',
  takeOver: '接管办理（takeOver）',
};

/** What is wrong with a ladder: its rows one by one, what is missing in it, and where it does not rise. */
export function ladderFaults(ladder: readonly LadderRow[], shipped: Shipped, seconds: boolean): DraftFault[] {
  return [
    ...ladder.flatMap((row, i) => rowFaults(ladder, row, i, shipped)),
    ...ladder.flatMap((row, i) => waitFaults(row, `/ladder/${i.toString()}`, seconds)),
    ...missingRungs(ladder, shipped.ladder),
    ...falling(ladder, shipped.ladder),
  ];
}

function rowFaults(ladder: readonly LadderRow[], row: LadderRow, i: number, shipped: Shipped): DraftFault[] {
  const at = `/ladder/${i.toString()}`;
  const told = new Set(shipped.ladder.flatMap((it) => it.tell));
  const known = (list: readonly string[], name: 'tell' | 'confirmers', has: (post: string) => boolean): DraftFault[] =>
    list.flatMap((post, j) =>
      has(post) ? [] : [fault(`${at}/${name}/${j.toString()}`, 'PostUnknown', `${row.id} 没有名为 ${post} 的岗位`)],
    );
  const same = shipped.ladder.find((it) => it.rung === row.rung && it.clock === row.clock);
  return [
    ...(ladder.findIndex((it) => it.id === row.id) < i ? [fault(`${at}/id`, 'RowRepeated', `${row.id} 重复`)] : []),
    ...(same === undefined
      ? [fault(`${at}/rung`, 'RungUnknown', `${row.id} 的 ${row.rung} 不在 ${row.clock} 的阶梯中`)]
      : same.act === row.act
        ? []
        : [fault(`${at}/act`, 'ActOther', `${row.id} 的动作应为${ACTS[same.act]}`)]),
    ...(row.tell.length === 0 ? [fault(`${at}/tell`, 'TellMissing', `${row.id} 至少应通知一个岗位`)] : []),
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
  const reply = row.replyWait === null ? [] : amountFaults(`${at}/replyWait`, waitOf(row), row.replyWait, seconds);
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
    return lengthFaults(at, waitOf(row), wait, seconds);
  return amountFaults(at, waitOf(row), wait, seconds);
}

function waitOf(row: LadderRow): string {
  return `${row.id} 的等待时间`;
}

/** Every rung that the shipped ladder has for a clock, a severity and a length of the limit stays, and stays timed. */
function missingRungs(ladder: readonly LadderRow[], shipped: readonly LadderRow[]): DraftFault[] {
  const bounds = [...ladder, ...shipped].flatMap(({ limitDays }) => [limitDays?.over, limitDays?.upTo]);
  const limits = [1, ...bounds.flatMap((days) => (days === undefined ? [] : [days, days + 1]))].filter((it) => it > 0);
  const severities = [null, ...new Set(shipped.flatMap(({ severity }) => severity ?? []))];
  const rungs = shipped.filter((row, i) => shipped.findIndex((it) => isRung(it, row)) === i);
  return rungs.flatMap((rung) =>
    severities.flatMap((severity) => {
      const served = (rows: readonly LadderRow[], days: number): boolean =>
        rows.some((row) => isRung(row, rung) && serves(row, severity, days));
      const timed = (rows: readonly LadderRow[], days: number): boolean => served(rows.filter(isTimed), days);
      const name = `${rung.clock} 的阶梯中${severity === null ? '未分级的' : severity === 'major' ? '重大' : '一般'}隐患`;
      if (limits.some((days) => served(shipped, days) && !served(ladder, days)))
        return [fault('/ladder', 'RungMissing', `${name}缺少 ${rung.rung}`)];
      if (limits.some((days) => timed(shipped, days) && !timed(ladder, days)))
        return [fault('/ladder', 'RungUntimed', `${name}的 ${rung.rung} 不再到期自动触发`)];
      return [];
    }),
  );
}

function isRung(a: LadderRow, b: LadderRow): boolean {
  return a.clock === b.clock && a.rung === b.rung;
}

function isTimed(row: LadderRow): boolean {
  return row.anyOf.some((trigger) => 'after' in trigger && trigger.after !== 'done');
}

/** An ungraded matter is served by the rows for all severities only. */
function serves(row: LadderRow, severity: string | null, days: number): boolean {
  const { over, upTo } = row.limitDays ?? {};
  return (
    (row.severity === null || row.severity === severity) &&
    (over === undefined || days > over) &&
    (upTo === undefined || days <= upTo)
  );
}

/** Pairs of rows of one clock and severity of which the higher rung does not come after the lower. */
function falling(ladder: readonly LadderRow[], shipped: readonly LadderRow[]): DraftFault[] {
  return ladder.flatMap((high, i) =>
    ladder.flatMap((low) => {
      if (low.clock !== high.clock || !meet(low, high) || heightOf(low, shipped) >= heightOf(high, shipped)) return [];
      const [lower, higher] = [firstWait(low), firstWait(high)];
      if (lower === null || higher === null || higher > lower) return [];
      if (higher === lower && togetherIn(shipped, low, high)) return [];
      const said = `阶梯应逐级递进：${high.id}（${high.rung}）应晚于 ${low.id}（${low.rung}）`;
      return [fault(`/ladder/${i.toString()}`, 'RungsDoNotRise', said)];
    }),
  );
}

function meet(a: LadderRow, b: LadderRow): boolean {
  return a.severity === null || b.severity === null || a.severity === b.severity;
}

/** Whether the shipped ladder has the two rungs fall due together. */
function togetherIn(shipped: readonly LadderRow[], low: LadderRow, high: LadderRow): boolean {
  const as = (row: LadderRow): readonly LadderRow[] => shipped.filter((it) => isRung(it, row) && meet(it, row));
  return as(low).some((a) => as(high).some((b) => firstWait(a) === firstWait(b)));
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
