import { fault, type DraftFault } from './draft-fault.ts';
import { DAY_MS, parseDay, plusDays, type Day } from './instant.ts';

/** A year of workdays as somebody typed it in. */
export interface CalendarDraft {
  readonly year: number;
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
  /** The day of the notice. */
  readonly publishedOn: string;
}

/** Fixed by 《全国年节及纪念日放假办法》 by solar date. */
const FIXED = [
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
] as const;

/**
 * The other holidays of the 办法 go by the moon or the sun's longitude: each lies within these days, one of them off.
 * 中秋 may fall into 国庆, which is then longer than its own three days.
 */
const FESTIVALS = [
  { name: '春节', days: 4, within: [['01-20', '02-28']] },
  { name: '清明节', days: 1, within: [['04-04', '04-06']] },
  { name: '端午节', days: 1, within: [['05-25', '06-30']] },
  {
    name: '中秋节',
    days: 1,
    within: [
      ['09-07', '09-30'],
      ['10-04', '10-10'],
    ],
  },
] as const;

/** Eleven were statutory until 2024, thirteen are since; with weekends and moved days a notice lists some thirty. */
const HOLIDAYS = { least: 11, most: 45 } as const;

/** From last year, to correct it, to as far ahead as `termsFor` reads. */
const YEARS = { back: 1, ahead: 5 } as const;

/** No notice since 2010 moved a day of work further than this from the holiday it was taken for. */
const MOVED_DAYS_MAX = 20;

const LISTS = { holidays: '放假日', workdays: '调休上班日' } as const;

/** What makes a year unfit to be published on this day, each fault naming its day; empty when nothing does. */
export function calendarFaults(draft: CalendarDraft, today: Day): readonly DraftFault[] {
  const unreal = [...dayFaults('holidays', draft), ...dayFaults('workdays', draft)];
  if (unreal.length > 0) return unreal;
  const holes = holesIn(draft.holidays as readonly Day[]);
  return [...noticeFaults(draft, today), ...missing(draft), ...lackingFestivals(draft), ...holes, ...misplaced(draft)];
}

function noticeFaults({ year, holidays, publishedOn }: CalendarDraft, today: Day): DraftFault[] {
  const now = Number(today.slice(0, 4));
  const [first, last] = [now - YEARS.back, now + YEARS.ahead];
  const total = holidays.length;
  return [
    ...(year < first || year > last
      ? [fault('/year', 'YearOutside', `年份应在 ${first.toString()} 至 ${last.toString()} 之间`)]
      : []),
    ...(publishedOn > today ? [fault('/publishedOn', 'PublishedInFuture', `发布日期 ${publishedOn} 晚于今天`)] : []),
    ...(total < HOLIDAYS.least || total > HOLIDAYS.most ? [fault('/holidays', 'HolidaysTotal', totalSaid(total))] : []),
  ];
}

function totalSaid(total: number): string {
  return `放假日共 ${total.toString()} 天，应为 ${HOLIDAYS.least.toString()} 至 ${HOLIDAYS.most.toString()} 天`;
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

function lackingFestivals({ year, holidays }: CalendarDraft): DraftFault[] {
  const off = new Set(holidays);
  return FESTIVALS.flatMap(({ name, days, within }) => {
    const ranges = within.map(([from, to]) => [`${year.toString()}-${from}`, `${year.toString()}-${to}`] as const);
    if (ranges.some(([from, to]) => longestRun(off, from as Day, to as Day) >= days)) return [];
    const when = ranges.map(([from, to]) => `${from} 至 ${to}`).join('或 ');
    const what = days === 1 ? '应至少有一天放假' : `应至少连续放假 ${days.toString()} 天`;
    return [fault('/holidays', 'HolidayMissing', `放假日中缺少${name}：${when} ${what}`)];
  });
}

function longestRun(off: ReadonlySet<string>, from: Day, to: Day): number {
  let [longest, run] = [0, 0];
  for (let day = from; day <= to; day = plusDays(day, 1)) {
    run = off.has(day) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** A weekday alone between two days off is a slip of the pen: no notice has ever left one. */
function holesIn(holidays: readonly Day[]): DraftFault[] {
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
