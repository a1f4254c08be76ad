import type { Item } from '../../client/answers.ts';

/** A version of a year of workdays, as the register has it; its id is `2026/1`. `counts`: it is counted by. */
export type CalendarVersion = Item<'/v1/registers/calendars'>;

/** 特殊时段: days inclusive. */
export type SpecialPeriod = Item<'/v1/registers/special-periods'>;

/** What a day is: a workday, a weekend, a holiday, or a weekend on which one works (调休上班). */
export type DayKind = 'work' | 'weekend' | 'holiday' | 'madeUp';

/** A day as the year's version has it. */
export interface DayCell {
  readonly day: string;
  readonly n: number;
  readonly kind: DayKind;
  readonly special: SpecialPeriod | null;
}

/** A month as calendars show it: weeks from Monday on, null where another month is. */
export function monthOf(
  { year, holidays, workdays }: Pick<CalendarVersion, 'year' | 'holidays' | 'workdays'>,
  month: number,
  specials: readonly SpecialPeriod[],
): readonly (DayCell | null)[] {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const first = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const cells = Array.from({ length }, (_, at): DayCell => {
    const day = new Date(Date.UTC(year, month - 1, at + 1)).toISOString().slice(0, 10);
    const isWeekend = (first + at) % 7 > 4;
    const kind = holidays.includes(day)
      ? 'holiday'
      : workdays.includes(day)
        ? 'madeUp'
        : isWeekend
          ? 'weekend'
          : 'work';
    const special = specials.find(({ from, to, revokedAt }) => revokedAt === null && from <= day && day <= to) ?? null;
    return { day, n: at + 1, kind, special };
  });
  return [...Array.from({ length: first }, () => null), ...cells];
}

/** The days of a year that one version has otherwise than another, as the other has them. */
export function daysOtherwise(
  one: Pick<CalendarVersion, 'year' | 'holidays' | 'workdays'>,
  other: Pick<CalendarVersion, 'year' | 'holidays' | 'workdays'>,
): readonly DayCell[] {
  const cellsOf = (version: typeof one): readonly DayCell[] =>
    Array.from({ length: 12 }, (_, at) => monthOf(version, at + 1, [])).flatMap((cells) =>
      cells.filter((cell) => cell !== null),
    );
  const before = cellsOf(one);
  return cellsOf(other).filter(
    ({ kind }, at) => kind !== before[at]?.kind && !(restsOn(kind) && restsOn(before[at]?.kind)),
  );
}

/** Whether one rests: a holiday on a weekend changes no deadline. */
function restsOn(kind: DayKind | undefined): boolean {
  return kind === 'holiday' || kind === 'weekend';
}

/** The day that it is where the county is (UTC+8). */
export function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}
