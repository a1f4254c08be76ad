import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueAfter, offsetFrom, resumedDue, type PeriodUnit } from '../../workflows/kernel/deadline.ts';
import { instantOf, msOf, type Day, type Instant } from '../../workflows/kernel/instant.ts';
import { firstWorkingInstant, lastEndOfWork } from '../../workflows/kernel/working-hours.ts';
import { SHIPPED_CALENDAR } from '../support/shipped-calendar.ts';

const SEED = Number(process.env['SEED'] ?? 20260302);
const RUNS = Number(process.env['RUNS'] ?? 0);
const DAY = 86_400_000;
const HOUR = 3_600_000;

/** A day of the reference: its 00:00 in +08:00, and what the notices say of it, written down one by one. */
interface Known {
  readonly from: number;
  readonly works: boolean;
  readonly covered: boolean;
}

const FIRST = Date.parse('2022-01-01T00:00:00+08:00');
const DAYS: readonly Known[] = Array.from({ length: 3_650 }, (_, i) => {
  const from = FIRST + i * DAY;
  const day = new Date(from + 8 * HOUR).toISOString().slice(0, 10) as Day;
  const weekend = [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
  const { holidays, workdays } = SHIPPED_CALENDAR;
  const works = workdays.includes(day) || (!weekend && !holidays.includes(day));
  return { from, works, covered: /^202[56]/.test(day) };
});

function known(index: number): Known {
  const day = DAYS[index];
  if (day === undefined) throw new Error('the reference does not reach so far');
  return day;
}

/** The day that an instant falls on; the end of a day counts for that day when `closing`. */
function indexOf(at: Instant, closing = false): number {
  return Math.floor((msOf(at) - (closing ? 1 : 0) - FIRST) / DAY);
}

function end(index: number): Instant {
  return instantOf(known(index).from + DAY);
}

/** Day by day from the day after: the `amount`-th that counts is the last. */
function stepped(from: number, amount: number, counts: (day: Known) => boolean): number {
  let at = from;
  for (let left = Math.abs(amount); left > 0;) {
    at += Math.sign(amount);
    if (counts(known(at))) left -= 1;
  }
  return at;
}

const UNITS: readonly PeriodUnit[] = ['hour', 'calendarDay', 'workingDay', 'second'];
const start = fc
  .tuple(
    fc.integer({ min: 0, max: 800 }),
    fc.oneof(fc.constantFrom(0, 1, DAY - 1, 8.5 * HOUR, 17.5 * HOUR), fc.nat(DAY - 1)),
  )
  .map(([day, ms]) => instantOf(Date.parse('2024-12-01T00:00:00+08:00') + day * DAY + ms));
const unit = fc.constantFrom(...UNITS);
const check = { seed: SEED, numRuns: Math.max(30_000, RUNS) };

describe('time against a reference that counts day by day', () => {
  it('ends a period where it ends, and guesses where it had to', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(start, fc.nat(250), unit, fc.boolean(), (from, amount, of, roll) => {
        const due = dueAfter({ amount, unit: of, roll, basis: '', verified: false }, from, SHIPPED_CALENDAR);
        if (of === 'hour' || of === 'second') {
          const ms = amount * (of === 'hour' ? HOUR : 1_000);
          expect(due).toEqual({ at: instantOf(msOf(from) + ms), provisional: false });
          return;
        }
        const first = indexOf(from);
        const counted = stepped(first, amount, (day) => of === 'calendarDay' || day.works);
        let last = counted;
        while (roll && !known(last).works) last += 1;
        const judged =
          of === 'workingDay' ? [...range(first + (amount === 0 ? 0 : 1), counted), last] : range(counted, last);
        const guessed = (of === 'workingDay' || roll) && judged.some((day) => !known(day).covered);
        expect(due).toEqual({ at: end(last), provisional: guessed });
      }),
      check,
    );
  });

  it('waits before and after a due instant', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(start, fc.integer({ min: -60, max: 60 }), unit, (due, amount, of) => {
        const at = offsetFrom(due, { amount, unit: of }, SHIPPED_CALENDAR);
        if (of === 'hour' || of === 'second')
          expect(msOf(at) - msOf(due)).toBe(amount * (of === 'hour' ? HOUR : 1_000));
        else expect(at).toBe(end(stepped(indexOf(due, true), amount, (day) => of === 'calendarDay' || day.works)));
      }),
      check,
    );
  });

  it('gives a stayed clock what it had left', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(start, fc.nat(120), unit, fc.nat(90 * DAY), (from, amount, of, stayed) => {
        const period = { amount: amount + 1, unit: of, roll: of === 'calendarDay', basis: '', verified: false };
        const due = dueAfter(period, from, SHIPPED_CALENDAR).at;
        const until = instantOf(msOf(from) + stayed);
        const resumed = resumedDue(due, of, from, until, SHIPPED_CALENDAR);
        if (of === 'hour' || of === 'second') {
          expect(msOf(resumed) - msOf(until)).toBe(msOf(due) - msOf(from));
          return;
        }
        const counts = (day: Known): boolean => of === 'calendarDay' || day.works;
        const left = range(indexOf(from) + 1, indexOf(due, true)).filter((day) => counts(known(day))).length;
        expect(resumed).toBe(end(stepped(indexOf(until), left, counts)));
      }),
      check,
    );
  });

  it('finds the working hours next to an instant', { timeout: 120_000 }, () => {
    const minutes = fc
      .tuple(fc.nat(1_439), fc.nat(1_439))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const);
    fc.assert(
      fc.property(start, fc.oneof(fc.constant([510, 1_050] as const), minutes), (at, [from, to]) => {
        const hours = { from, to, calendar: SHIPPED_CALENDAR };
        const near = range(indexOf(at) - 15, indexOf(at) + 15)
          .map(known)
          .filter((day) => day.works)
          .map((day) => [day.from + from * 60_000, day.from + to * 60_000] as const);
        const next = near.find(([, closes]) => closes > msOf(at));
        expect(firstWorkingInstant(hours, at)).toBe(instantOf(Math.max(next?.[0] ?? 0, msOf(at))));
        expect(lastEndOfWork(hours, at)).toBe(instantOf(near.findLast(([, closes]) => closes <= msOf(at))?.[1] ?? 0));
      }),
      check,
    );
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
