import { fault, type DraftFault } from './draft-fault.ts';
import { DAY_MS, parseDay, plusDays, type Day } from './instant.ts';

/** A year of workdays as somebody typed it in. */
export interface CalendarDraft {
  readonly year: number;
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
}

/** Fixed by 《全国年节及纪念日放假办法》 by solar date; the lunar ones cannot be told without the notice. */
const FIXED = [
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
] as const;

/** No notice since 2010 moved a day of work further than this from the holiday it was taken for. */
const MOVED_DAYS_MAX = 20;

const LISTS = { holidays: '放假日', workdays: '调休上班日' } as const;

/** What makes a year unfit to be published, each fault naming its day; empty when nothing does. */
export function calendarFaults(draft: CalendarDraft): readonly DraftFault[] {
  const unreal = [...dayFaults('holidays', draft), ...dayFaults('workdays', draft)];
  if (unreal.length > 0) return unreal;
  return [...missing(draft), ...holes(draft.holidays as readonly Day[]), ...misplaced(draft)];
}

function dayFaults(list: keyof typeof LISTS, draft: CalendarDraft): DraftFault[] {
  const word = LISTS[list];
  return draft[list].flatMap((text, i) => {
    const at = `/${list}/${i.toString()}`;
    if (parseDay(text) === null) return [fault(at, 'DayUnreal', `${word} ${text} 不是日历上的一天`)];
    if (!text.startsWith(`${draft.year.toString()}-`))
      return [fault(at, 'DayOutsideYear', `${word} ${text} 不在 ${draft.year.toString()} 年内`)];
    return draft[list].indexOf(text) < i ? [fault(at, 'DayRepeated', `${word} ${text} 重复`)] : [];
  });
}

function missing({ year, holidays }: CalendarDraft): DraftFault[] {
  return FIXED.flatMap(([monthDay, name]) => {
    const day = `${year.toString()}-${monthDay}`;
    return holidays.includes(day)
      ? []
      : [fault('/holidays', 'HolidayMissing', `放假日中缺少 ${day}（${name}），法定节假日必须齐全`)];
  });
}

/** A weekday alone between two days off is a slip of the pen: no notice has ever left one. */
function holes(holidays: readonly Day[]): DraftFault[] {
  return [...holidays].sort().flatMap((day) => {
    const next = plusDays(day, 1);
    if (holidays.includes(next) || !holidays.includes(plusDays(day, 2)) || isWeekend(next)) return [];
    return [fault('/holidays', 'HolidayHole', `放假日中 ${day} 与 ${plusDays(day, 2)} 之间缺少 ${next}`)];
  });
}

function misplaced({ holidays, workdays }: CalendarDraft): DraftFault[] {
  return (workdays as readonly Day[]).flatMap((day, i) => {
    const at = `/workdays/${i.toString()}`;
    if (holidays.includes(day)) return [fault(at, 'DayBoth', `${day} 既列为放假日又列为调休上班日`)];
    if (!isWeekend(day)) return [fault(at, 'WorkdayNotWeekend', `调休上班日 ${day} 不是星期六或星期日`)];
    const near = holidays.some((holiday) => Math.abs(numberOf(holiday) - numberOf(day)) <= MOVED_DAYS_MAX);
    if (near) return [];
    return [fault(at, 'WorkdayAlone', `调休上班日 ${day} 前后 ${MOVED_DAYS_MAX.toString()} 天内没有放假日`)];
  });
}

function isWeekend(day: Day): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = (numberOf(day) + 4) % 7;
  return weekday === 0 || weekday === 6;
}

function numberOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}
