import { describe, expect, it } from 'vitest';
import { CALENDARS } from '../../../db/shipped/calendars.ts';
import { calendarFaults, type CalendarDraft } from '../../../workflows/kernel/calendar-check.ts';
import { plusDays, type Day } from '../../../workflows/kernel/instant.ts';

const TODAY = '2026-11-22' as Day;
const SPRING = ['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'];
const YEAR: CalendarDraft = {
  year: 2027,
  holidays: [
    '2027-01-01',
    ...SPRING,
    '2027-04-05',
    '2027-05-01',
    '2027-06-09',
    '2027-09-15',
    '2027-10-01',
    '2027-10-02',
    '2027-10-03',
  ],
  workdays: ['2027-02-14'],
  publishedOn: '2026-11-22',
};

function faultsOf(change: Partial<CalendarDraft>): readonly (readonly [string, string])[] {
  return calendarFaults({ ...YEAR, ...change }, TODAY).map(({ pointer, code }) => [pointer, code]);
}

function without(...days: readonly string[]): readonly string[] {
  return YEAR.holidays.filter((day) => !days.includes(day));
}

function daysFrom(first: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => plusDays(first as Day, i));
}

describe('a year of workdays', () => {
  it('is fit when the statutory days are there and every make-up workday lies near a holiday', () => {
    expect(calendarFaults(YEAR, TODAY)).toEqual([]);
  });

  it('is fit as the State Council published it for 2025 and 2026', () => {
    for (const { year, off, worked, publishedOn } of CALENDARS) {
      const holidays: string[] = [];
      for (const [from, to] of off) for (let day = from; day <= to; day = plusDays(day as Day, 1)) holidays.push(day);
      expect(calendarFaults({ year, holidays, workdays: worked, publishedOn }, TODAY)).toEqual([]);
    }
  });

  it('may hold a plain weekend day among its holidays', () => {
    expect(faultsOf({ holidays: [...YEAR.holidays, '2027-05-02'] })).toEqual([]);
  });

  it.each(['2027-01-01', '2027-05-01', '2027-10-01', '2027-10-02', '2027-10-03'])('lacks %s', (day) => {
    const missing = calendarFaults({ ...YEAR, holidays: without(day) }, TODAY).find(
      ({ code }) => code === 'HolidayMissing',
    );
    expect(missing).toMatchObject({ pointer: '/holidays', detail: expect.stringContaining(day) as string });
  });

  it.each([
    ['春节', SPRING],
    ['清明节', ['2027-04-05']],
    ['端午节', ['2027-06-09']],
    ['中秋节', ['2027-09-15']],
  ])('lacks %s, and says so', (name, days) => {
    const holidays = [...without(...days), ...daysFrom('2027-07-01', 4)];
    const faults = calendarFaults({ ...YEAR, holidays, workdays: [] }, TODAY);
    expect(faults).toMatchObject([
      { pointer: '/holidays', code: 'HolidayMissing', detail: expect.stringContaining(name) as string },
    ]);
  });

  it('has 春节 as four days on end, wherever the moon puts them', () => {
    const moved = (...spring: readonly string[]) =>
      faultsOf({ holidays: [...without(...SPRING), ...spring], workdays: [] });
    for (const first of ['2027-01-20', '2027-02-25']) expect(moved(...daysFrom(first, 4))).toEqual([]);
    for (const first of ['2027-01-19', '2027-02-26'])
      expect(moved(...daysFrom(first, 4))).toEqual([['/holidays', 'HolidayMissing']]);
    expect(moved(...daysFrom('2027-02-05', 3))).toContainEqual(['/holidays', 'HolidayMissing']);
  });

  it('may have 中秋 within 国庆, which is then longer', () => {
    expect(faultsOf({ holidays: [...without('2027-09-15'), '2027-10-04'] })).toEqual([]);
    expect(faultsOf({ holidays: [...without('2027-09-15'), '2027-10-11'] })).toEqual([['/holidays', 'HolidayMissing']]);
  });

  it('has eleven to forty-five days off', () => {
    const more = (count: number) => faultsOf({ holidays: [...YEAR.holidays, ...daysFrom('2027-07-01', count)] });
    expect(more(33)).toEqual([]);
    expect(more(34)).toEqual([['/holidays', 'HolidaysTotal']]);
    expect(faultsOf({ holidays: without('2027-01-01') })).toEqual([['/holidays', 'HolidayMissing']]);
    expect(faultsOf({ holidays: without('2027-01-01', '2027-05-01') })).toContainEqual(['/holidays', 'HolidaysTotal']);
  });

  it('is of last year to five years ahead, by a notice that is out', () => {
    expect(faultsOf({ publishedOn: '2026-11-23' })).toEqual([['/publishedOn', 'PublishedInFuture']]);
    const of = (now: number) =>
      calendarFaults(YEAR, `${now.toString()}-12-31` as Day).map(({ pointer, code }) => [pointer, code]);
    expect([of(2026), of(2028)]).toEqual([[], []]);
    expect(of(2029)).toEqual([['/year', 'YearOutside']]);
    const early = { ...YEAR, publishedOn: '2021-01-01' };
    expect(calendarFaults(early, '2022-01-01' as Day)).toEqual([]);
    expect(calendarFaults(early, '2021-12-31' as Day)).toMatchObject([{ code: 'YearOutside' }]);
  });

  it('has a hole where one weekday stands between two days off, unless it is a weekend day', () => {
    const holes = calendarFaults({ ...YEAR, holidays: [...YEAR.holidays, '2027-02-10'] }, TODAY);
    expect(holes).toMatchObject([{ code: 'HolidayHole', detail: expect.stringContaining('2027-02-09') as string }]);
    expect(faultsOf({ holidays: [...YEAR.holidays, '2027-04-02', '2027-04-04'] })).toEqual([]);
  });

  it('has no day that is none, of another year, twice, or both off and worked', () => {
    expect(faultsOf({ holidays: ['2027-02-30', ...YEAR.holidays] })).toEqual([['/holidays/0', 'DayUnreal']]);
    expect(faultsOf({ workdays: ['2026-12-27'] })).toEqual([['/workdays/0', 'DayOutsideYear']]);
    expect(faultsOf({ workdays: ['2027-02-14', '2027-02-14'] })).toEqual([['/workdays/1', 'DayRepeated']]);
    expect(faultsOf({ workdays: ['2027-02-06'] })).toEqual([['/workdays/0', 'DayBoth']]);
  });

  it('has make-up workdays on Saturdays and Sundays only, within twenty days of a holiday', () => {
    expect(faultsOf({ workdays: ['2027-02-15'] })).toEqual([['/workdays/0', 'WorkdayNotWeekend']]);
    expect(faultsOf({ workdays: ['2027-02-13', '2027-02-20', '2027-10-23'] })).toEqual([]);
    expect(faultsOf({ workdays: ['2027-10-24'] })).toEqual([['/workdays/0', 'WorkdayAlone']]);
  });
});
