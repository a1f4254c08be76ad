import { describe, expect, it } from 'vitest';
import { CALENDARS } from '../../../db/shipped/calendars.ts';
import { calendarFaults, type CalendarDraft } from '../../../workflows/kernel/calendar-check.ts';
import { plusDays, type Day } from '../../../workflows/kernel/instant.ts';

const YEAR: CalendarDraft = {
  year: 2027,
  holidays: ['2027-01-01', '2027-02-06', '2027-05-01', '2027-10-01', '2027-10-02', '2027-10-03'],
  workdays: ['2027-02-14'],
};

function faultsOf(change: Partial<CalendarDraft>): readonly (readonly [string, string])[] {
  return calendarFaults({ ...YEAR, ...change }).map(({ pointer, code }) => [pointer, code]);
}

describe('a year of workdays', () => {
  it('is fit when the statutory days are there and every make-up workday lies near a holiday', () => {
    expect(calendarFaults(YEAR)).toEqual([]);
  });

  it('is fit as the State Council published it for 2025 and 2026', () => {
    for (const { year, off, worked } of CALENDARS) {
      const holidays: string[] = [];
      for (const [from, to] of off) for (let day = from; day <= to; day = plusDays(day as Day, 1)) holidays.push(day);
      expect(calendarFaults({ year, holidays, workdays: worked })).toEqual([]);
    }
  });

  it('may hold a plain weekend day among its holidays', () => {
    expect(faultsOf({ holidays: [...YEAR.holidays, '2027-05-02'] })).toEqual([]);
  });

  it.each(['2027-01-01', '2027-05-01', '2027-10-01', '2027-10-02', '2027-10-03'])('lacks %s', (day) => {
    const holidays = YEAR.holidays.filter((it) => it !== day);
    const missing = calendarFaults({ ...YEAR, holidays }).find(({ code }) => code === 'HolidayMissing');
    expect(missing).toMatchObject({ pointer: '/holidays', detail: expect.stringContaining(day) as string });
  });

  it('has a hole where one weekday stands between two days off, unless it is a weekend day', () => {
    const holes = calendarFaults({ ...YEAR, holidays: [...YEAR.holidays, '2027-02-08', '2027-02-10'] });
    expect(holes).toMatchObject([{ code: 'HolidayHole', detail: expect.stringContaining('2027-02-09') as string }]);
    expect(faultsOf({ holidays: [...YEAR.holidays, '2027-02-08'] })).toEqual([]);
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
