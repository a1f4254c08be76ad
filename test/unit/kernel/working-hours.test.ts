import { describe, expect, it } from 'vitest';
import {
  firstWorkingInstant,
  isWorkingInstant,
  lastEndOfWork,
  workingHoursOf,
  type WorkingHours,
} from '../../../workflows/kernel/working-hours.ts';
import { day, time } from '../../support/hazard-story.ts';

/** 08:30 to 17:30; Labour Day 2026 is off from Friday 05-01 to Tuesday 05-05, Saturday 05-09 is worked. */
const HOURS: WorkingHours = {
  from: 510,
  to: 1_050,
  calendar: {
    coveredFrom: day('2026-01-01'),
    coveredTo: day('2026-12-31'),
    holidays: ['2026-05-01', '2026-05-04', '2026-05-05'].map(day),
    workdays: [day('2026-05-09')],
  },
};

describe('working hours', () => {
  it('are those of the policy, and none where it states none', () => {
    const { calendar } = HOURS;
    expect(workingHoursOf({ calendar, numbers: { workFromMinute: 510, workToMinute: 1_050 } })).toEqual(HOURS);
    expect(workingHoursOf({ calendar, numbers: { workFromMinute: 510 } })).toBeNull();
    expect(workingHoursOf({ calendar, numbers: { workToMinute: 1_050 } })).toBeNull();
  });

  it('begin with their first minute and end before their last', () => {
    const works = (at: string): boolean => isWorkingInstant(HOURS, time(at));
    expect(['2026-04-30 08:29:59', '2026-04-30 08:30', '2026-04-30 17:29:59', '2026-04-30 17:30'].map(works)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(['2026-05-01 10:00', '2026-05-09 10:00', '2026-05-10 10:00'].map(works)).toEqual([false, true, false]);
  });

  it('come next in the morning, over a weekend and a holiday too', () => {
    const first = (at: string): string => firstWorkingInstant(HOURS, time(at));
    expect(first('2026-04-30 00:00')).toBe(time('2026-04-30 08:30'));
    expect(first('2026-04-30 11:07')).toBe(time('2026-04-30 11:07'));
    expect(first('2026-04-30 17:30')).toBe(time('2026-05-06 08:30'));
    expect(first('2026-05-08 20:00')).toBe(time('2026-05-09 08:30'));
    expect(first('2026-05-10 12:00')).toBe(time('2026-05-11 08:30'));
  });

  it('ended last the evening before, over a weekend and a holiday too', () => {
    const last = (at: string): string => lastEndOfWork(HOURS, time(at));
    expect(last('2026-04-30 17:30')).toBe(time('2026-04-30 17:30'));
    expect(last('2026-04-30 17:29')).toBe(time('2026-04-29 17:30'));
    expect(last('2026-05-06 00:00')).toBe(time('2026-04-30 17:30'));
    expect(last('2026-05-10 00:00')).toBe(time('2026-05-09 17:30'));
  });
});
