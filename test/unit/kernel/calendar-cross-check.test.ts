import { isWorkday as isWorkdayToOthers } from 'chinese-days';
import { expect, it } from 'vitest';
import { isWorkday } from '../../../workflows/kernel/calendar.ts';
import { daysFrom, SHIPPED_CALENDAR } from '../../support/shipped-calendar.ts';

it('every day of the shipped years is what an independent library says that it is', () => {
  const { coveredFrom, coveredTo } = SHIPPED_CALENDAR;
  const days = daysFrom(coveredFrom, coveredTo);
  expect([coveredFrom, coveredTo, days.length]).toEqual(['2025-01-01', '2026-12-31', 730]);
  expect(days.filter((day) => isWorkday(SHIPPED_CALENDAR, day) !== isWorkdayToOthers(day))).toEqual([]);
});
