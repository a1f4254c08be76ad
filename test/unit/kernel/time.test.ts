import { describe, expect, it } from 'vitest';
import {
  isCovered,
  isWorkday,
  plusWorkdays,
  workdaysAfter,
  type Calendar,
} from '../../../workflows/kernel/calendar.ts';
import { daysSince, dueAfter, offsetFrom, resumedDue, type Period } from '../../../workflows/kernel/deadline.ts';
import {
  dayOf,
  earliest,
  endOf,
  instantOf,
  lastDayOf,
  later,
  msOf,
  parseDay,
  parseInstant,
  plusDays,
  plusMs,
  startOf,
  type Day,
} from '../../../workflows/kernel/instant.ts';
import { day, time } from '../../support/hazard-story.ts';

/** Labour Day 2026: off from Friday 05-01 to Tuesday 05-05, worked on Saturday 05-09. */
const CALENDAR: Calendar = {
  coveredFrom: day('2026-01-01'),
  coveredTo: day('2026-12-31'),
  holidays: ['2026-05-01', '2026-05-04', '2026-05-05'].map(day),
  workdays: [day('2026-05-09')],
};

function period(amount: number, unit: Period['unit'], roll = false): Period {
  return { amount, unit, roll, basis: '本县默认', verified: false };
}

describe('instants', () => {
  it('have one canonical form, so that comparing text compares time', () => {
    expect(instantOf(0)).toBe('1970-01-01T08:00:00.000+08:00');
    expect(msOf(instantOf(1_772_413_200_000))).toBe(1_772_413_200_000);
    expect(parseInstant('2026-03-02T01:00:00Z')).toBe('2026-03-02T09:00:00.000+08:00');
    expect(parseInstant('2026-03-02T09:00+08:00')).toBe('2026-03-02T09:00:00.000+08:00');
  });

  it('are not read from what is none', () => {
    for (const text of [
      '2026-03-02',
      '2026-02-30T09:00:00+08:00',
      '2026-03-02T25:00:00+08:00',
      '2026-03-02T09:00:00',
      'soon',
    ])
      expect(parseInstant(text), text).toBeNull();
  });

  it('know days of the calendar only', () => {
    expect(parseDay('2028-02-29')).toBe('2028-02-29');
    for (const text of ['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1']) expect(parseDay(text), text).toBeNull();
  });

  it('end a day with the first instant of the next', () => {
    expect(endOf(day('2026-03-02'))).toBe(startOf(day('2026-03-03')));
    expect(dayOf(endOf(day('2026-03-02')))).toBe('2026-03-03');
    expect(lastDayOf(endOf(day('2026-03-02')))).toBe('2026-03-02');
    expect(plusDays(day('2026-02-28'), 1)).toBe('2026-03-01');
    expect(plusMs(time('2026-03-02 09:00'), 60_000)).toBe(time('2026-03-02 09:01'));
  });

  it('are compared', () => {
    const [a, b] = [time('2026-03-02 09:00'), time('2026-03-02 10:00')];
    expect([later(a, b), later(b, a)]).toEqual([b, b]);
    expect(earliest([null, b, a])).toBe(a);
    expect(earliest([null])).toBeNull();
  });
});

describe('workdays', () => {
  it('follow the notice: holidays are off, make-up days are worked', () => {
    const works = (text: string): boolean => isWorkday(CALENDAR, day(text));
    expect(['2026-05-01', '2026-05-04', '2026-05-09', '2026-05-10', '2026-05-06'].map(works)).toEqual([
      false,
      false,
      true,
      false,
      true,
    ]);
  });

  it('are Monday to Friday where no notice covers the day, also before 1970', () => {
    expect(isCovered(CALENDAR, day('2027-01-01'))).toBe(false);
    expect(isWorkday(CALENDAR, day('2027-01-01'))).toBe(true);
    expect(isWorkday(CALENDAR, day('1969-12-28'))).toBe(false);
    expect(isWorkday(CALENDAR, day('1969-12-29'))).toBe(true);
  });

  it('are counted forwards and backwards, not counting the day itself', () => {
    expect(plusWorkdays(CALENDAR, day('2026-04-30'), 1)).toEqual({ day: '2026-05-06', covered: true });
    expect(plusWorkdays(CALENDAR, day('2026-05-06'), 3)).toEqual({ day: '2026-05-09', covered: true });
    expect(plusWorkdays(CALENDAR, day('2026-05-06'), -1)).toEqual({ day: '2026-04-30', covered: true });
    expect(plusWorkdays(CALENDAR, day('2026-05-06'), 0)).toEqual({ day: '2026-05-06', covered: true });
  });

  it('are counted between two days, not counting the first', () => {
    const between = (from: string, to: string): number => workdaysAfter(CALENDAR, day(from), day(to));
    expect(between('2026-04-29', '2026-05-09')).toBe(5);
    expect(between('2026-05-09', '2026-05-09')).toBe(0);
    expect(between('2026-05-09', '2026-05-06')).toBe(0);
  });

  it('say when a day had to be guessed', () => {
    expect(plusWorkdays(CALENDAR, day('2026-12-31'), 1)).toEqual({ day: '2027-01-01', covered: false });
    expect(plusWorkdays(CALENDAR, day('2025-12-30'), 5).covered).toBe(false);
  });
});

describe('a period', () => {
  const from = time('2026-04-30 16:00');
  it('in days begins the day after its cause and ends at 24:00 of its last', () => {
    expect(dueAfter(period(3, 'calendarDay'), from, CALENDAR)).toEqual({
      at: time('2026-05-04 00:00'),
      provisional: false,
    });
    expect(dueAfter(period(1, 'workingDay'), from, CALENDAR)).toEqual({
      at: time('2026-05-07 00:00'),
      provisional: false,
    });
  });

  it('in hours and seconds runs from the minute', () => {
    expect(dueAfter(period(4, 'hour'), from, CALENDAR).at).toBe(time('2026-04-30 20:00'));
    expect(dueAfter(period(6, 'second'), from, CALENDAR).at).toBe(time('2026-04-30 16:00:06'));
  });

  it('rolls on to a workday where it says so', () => {
    expect(dueAfter(period(1, 'calendarDay', true), from, CALENDAR)).toEqual({
      at: time('2026-05-07 00:00'),
      provisional: false,
    });
  });

  it('is provisional when a day beyond the notices was guessed, but not when it only counts days', () => {
    const late = time('2026-12-31 09:00');
    expect(dueAfter(period(1, 'workingDay'), late, CALENDAR).provisional).toBe(true);
    expect(dueAfter(period(2, 'calendarDay', true), late, CALENDAR).provisional).toBe(true);
    expect(dueAfter(period(2, 'calendarDay'), late, CALENDAR).provisional).toBe(false);
  });
});

describe('a clock that was stayed', () => {
  // Due at the end of Monday 05-11.
  const due = time('2026-05-12 00:00');
  const resumed = (unit: Period['unit'], from: string, until: string, end = due): string =>
    resumedDue(end, unit, time(from), time(until), CALENDAR);

  it('has the whole days left that it had', () => {
    expect(resumed('calendarDay', '2026-05-06 16:00', '2026-06-01 08:00')).toBe(time('2026-06-07 00:00'));
    expect(resumed('workingDay', '2026-05-06 16:00', '2026-06-01 08:00')).toBe(time('2026-06-06 00:00'));
    expect(resumed('calendarDay', '2026-05-06 16:00', '2026-05-06 18:00')).toBe(due);
    expect(resumed('workingDay', '2026-05-06 16:00', '2026-05-06 18:00')).toBe(due);
  });

  it('has the hours and seconds left that it had', () => {
    expect(resumed('hour', '2026-05-11 20:00', '2026-05-20 10:30')).toBe(time('2026-05-20 14:30'));
    expect(resumed('second', '2026-05-11 23:59:50', '2026-05-12 00:00:05')).toBe(time('2026-05-12 00:00:15'));
  });

  it('ends on the day it goes on when it was stayed on its last, or the next workday where only those count', () => {
    expect(resumed('calendarDay', '2026-05-11 09:00', '2026-06-06 08:00')).toBe(time('2026-06-07 00:00'));
    expect(resumed('workingDay', '2026-05-11 09:00', '2026-06-06 08:00')).toBe(time('2026-06-09 00:00'));
    expect(resumed('workingDay', '2026-05-11 09:00', '2026-06-05 08:00')).toBe(time('2026-06-06 00:00'));
  });

  it('cannot be stayed once it has ended', () => {
    expect(() => resumed('calendarDay', '2026-05-12 00:00', '2026-05-20 08:00')).toThrow('cannot be stayed');
  });
});

describe('waits around a due instant', () => {
  const due = time('2026-03-19 00:00');
  it('count from its last day', () => {
    const at = (amount: number, unit: Period['unit']): string => offsetFrom(due, { amount, unit }, CALENDAR);
    expect(at(0, 'second')).toBe(due);
    expect(at(-3, 'calendarDay')).toBe(time('2026-03-16 00:00'));
    expect(at(3, 'workingDay')).toBe(time('2026-03-24 00:00'));
    expect(at(-2, 'workingDay')).toBe(time('2026-03-17 00:00'));
    expect(at(2, 'hour')).toBe(time('2026-03-19 02:00'));
  });

  it('are whole days since, 0 on the last day', () => {
    expect(daysSince(due, time('2026-03-19 23:59'))).toBe(0);
    expect(daysSince(due, time('2026-03-20 00:00'))).toBe(1);
    expect(daysSince(due, time('2026-03-01 00:00'))).toBe(0);
    expect(dayOf(due) satisfies Day).toBe('2026-03-19');
  });
});
