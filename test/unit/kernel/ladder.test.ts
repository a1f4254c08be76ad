import { describe, expect, it } from 'vitest';
import {
  firedKey,
  rungsDue,
  rungTimes,
  type DueVersion,
  type LadderFacts,
  type LadderRow,
  type Trigger,
} from '../../../workflows/kernel/ladder.ts';
import { day, time } from '../../support/hazard-story.ts';

const CALENDAR = { coveredFrom: day('2026-01-01'), coveredTo: day('2026-12-31'), holidays: [], workdays: [] };
const T1: DueVersion = {
  clock: 'T',
  version: 1,
  start: time('2026-03-03 09:00'),
  due: time('2026-03-19 00:00'),
  limitDays: 15,
  restsFrom: null,
};

function row(id: string, ...anyOf: Trigger[]): LadderRow {
  return {
    id,
    rung: id,
    clock: 'T',
    severity: null,
    limitDays: null,
    anyOf,
    act: 'notify',
    tell: [],
    confirmers: [],
    replyWait: null,
    basis: '',
    verified: false,
  };
}
function facts(changes: Partial<LadderFacts> = {}): LadderFacts {
  return {
    severity: 'general',
    versions: [T1],
    failedRechecks: [],
    acts: [],
    grounds: [],
    majorSince: null,
    fired: [],
    ...changes,
  };
}
const after = (amount: number): Trigger => ({ after: 'due', wait: { amount, unit: 'calendarDay' } });
const dues = (rows: readonly LadderRow[], f: LadderFacts) =>
  rungTimes(rows, f, CALENDAR).map((t) => `${t.key} ${t.dueAt.slice(0, 10)}`);

describe('the ladder', () => {
  it('fires in order of due time, not of rows, and of two at once in order of rows', () => {
    expect(dues([row('c', after(3)), row('a', after(-1)), row('b', after(-1))], facts())).toEqual([
      'a@T1 2026-03-18',
      'b@T1 2026-03-18',
      'c@T1 2026-03-22',
    ]);
  });

  it('leaves out what fired, and what is not yet due', () => {
    const rows = [row('a', after(-1)), row('b', after(1))];
    expect(dues(rows, facts({ fired: [firedKey({ id: 'a', clock: 'T' }, 1)] }))).toEqual(['b@T1 2026-03-20']);
    expect(rungsDue(rows, facts(), CALENDAR, time('2026-03-18 00:00')).map((t) => t.row.id)).toEqual(['a']);
  });

  it('hears rows of its own clock, severity and length of limit only', () => {
    const s = { ...row('s', after(0)), clock: 'S' as const };
    const major = { ...row('m', after(0)), severity: 'major' };
    const long = { ...row('l', after(0)), limitDays: { over: 30 } };
    const short = { ...row('k', after(0)), limitDays: { upTo: 30 } };
    expect(dues([s, major, long, short], facts())).toEqual(['k@T1 2026-03-19']);
    expect(dues([major, long, short], facts({ severity: 'major', versions: [{ ...T1, limitDays: 31 }] }))).toEqual([
      'm@T1 2026-03-19',
      'l@T1 2026-03-19',
    ]);
  });

  it('drops a warning from before its version began', () => {
    expect(dues([row('w', after(-20))], facts())).toEqual([]);
  });

  it('takes shares of the time from start to due', () => {
    expect(rungTimes([row('h', { after: 'start', percent: 50 })], facts(), CALENDAR)[0]?.dueAt).toBe(
      time('2026-03-11 04:30'),
    );
  });

  it('rests from an answer on: what is due at that very instant does not fire', () => {
    const rests = (at: string) => facts({ versions: [{ ...T1, restsFrom: time(at) }] });
    expect(dues([row('a', after(0))], rests('2026-03-19 00:00'))).toEqual([]);
    expect(dues([row('a', after(0))], rests('2026-03-19 00:01'))).toEqual(['a@T1 2026-03-19']);
  });

  it('without a due date fires only by counts, gradings and grounds', () => {
    const open = { ...T1, due: null };
    const rows = [
      row('a', after(0)),
      row('p', { after: 'start', percent: 50 }),
      row('g', { graded: 'major' }),
      row('n', { count: 'failedRechecks', n: 2 }),
    ];
    const known = facts({
      versions: [open],
      majorSince: time('2026-03-04 09:00'),
      failedRechecks: [time('2026-03-05 09:00'), time('2026-03-06 09:00')],
    });
    expect(dues(rows, known)).toEqual(['g@T1 2026-03-04', 'n@T1 2026-03-06']);
    expect(dues(rows, facts({ versions: [open] }))).toEqual([]);
    expect(dues([row('g', { graded: 'major' })], facts({ majorSince: time('2026-03-01 09:00') }))).toEqual([]);
  });

  it('fires by the earliest of its triggers', () => {
    const reply = {
      rung: 'list',
      clock: 'T',
      doneAt: time('2026-03-20 09:00'),
      replyDue: time('2026-03-25 00:00'),
      repliedAt: null,
    } as const;
    const rows = [row('talk', after(15), { replyMissed: 'list' })];
    expect(dues(rows, facts({ acts: [reply] }))).toEqual(['talk@T1 2026-03-25']);
    expect(dues(rows, facts({ acts: [{ ...reply, repliedAt: time('2026-03-24 09:00') }] }))).toEqual([
      'talk@T1 2026-04-03',
    ]);
    expect(dues(rows, facts({ acts: [{ ...reply, repliedAt: time('2026-03-26 09:00') }] }))).toEqual([
      'talk@T1 2026-03-25',
    ]);
    expect(dues(rows, facts({ acts: [{ ...reply, clock: 'S' }] }))).toEqual(['talk@T1 2026-04-03']);
    expect(dues(rows, facts({ acts: [{ ...reply, replyDue: null }] }))).toEqual(['talk@T1 2026-04-03']);
  });

  it('counts a wait after an act from when it was done', () => {
    const act = {
      rung: 'circulate',
      clock: 'T',
      doneAt: time('2026-03-20 09:00'),
      replyDue: null,
      repliedAt: null,
    } as const;
    const rows = [row('refer', { after: 'done', rung: 'circulate', wait: { amount: 5, unit: 'workingDay' } })];
    expect(dues(rows, facts({ acts: [act] }))).toEqual(['refer@T1 2026-03-28']);
    expect(dues(rows, facts({ acts: [{ ...act, doneAt: time('2026-03-01 09:00') }] }))).toEqual([]);
    expect(dues(rows, facts())).toEqual([]);
  });

  it('fires once for each ground raised in its version', () => {
    const rows = [row('refer', after(30), { ground: 'any' })];
    const grounds = [time('2026-03-01 09:00'), time('2026-03-05 09:00'), time('2026-03-06 09:00')];
    expect(dues(rows, facts({ grounds }))).toEqual([
      'refer@T1#1 2026-03-05',
      'refer@T1#2 2026-03-06',
      'refer@T1 2026-04-18',
    ]);
    expect(dues(rows, facts({ grounds, fired: ['refer@T1#1'] }))).toEqual([
      'refer@T1#2 2026-03-06',
      'refer@T1 2026-04-18',
    ]);
  });
});

describe('a row that keeps working hours', () => {
  const HOURS = { from: 510, to: 1_050, calendar: CALENDAR };
  const byDay = (id: string, ...anyOf: Trigger[]): LadderRow => ({ ...row(id, ...anyOf), hours: 'working' });
  const times = (rows: readonly LadderRow[], f: LadderFacts) =>
    rungTimes(rows, f, CALENDAR, HOURS).map((t) => `${t.key} ${t.dueAt.slice(0, 10)} ${t.firesAt.slice(5, 16)}`);
  /** T ends with Saturday 03-21. */
  const weekend = { ...T1, due: time('2026-03-22 00:00') };

  it('is due by law and fires when work begins; the others do not wait', () => {
    expect(times([byDay('a', after(0)), row('b', after(0))], facts())).toEqual([
      'b@T1 2026-03-19 03-19T00:00',
      'a@T1 2026-03-19 03-19T08:30',
    ]);
    expect(times([byDay('a', after(0))], facts({ versions: [weekend] }))).toEqual(['a@T1 2026-03-22 03-23T08:30']);
  });

  it('fires in the order of firing, of two in one morning by their due instants', () => {
    const rows = [byDay('b', after(1)), byDay('a', after(0)), row('c', after(1))];
    expect(times(rows, facts({ versions: [weekend] }))).toEqual([
      'c@T1 2026-03-23 03-23T00:00',
      'a@T1 2026-03-22 03-23T08:30',
      'b@T1 2026-03-23 03-23T08:30',
    ]);
  });

  it('does not wait where the policy knows no working hours', () => {
    expect(rungTimes([byDay('a', after(0))], facts(), CALENDAR)[0]?.firesAt).toBe(time('2026-03-19 00:00'));
  });

  it('counts as due now only from when it fires', () => {
    const due = (now: string) => rungsDue([byDay('a', after(0))], facts(), CALENDAR, time(now), HOURS).length;
    expect([due('2026-03-19 08:29'), due('2026-03-19 08:30')]).toEqual([0, 1]);
  });

  it('was due before an answer in the night, so the answer does not stop it', () => {
    const rests = (at: string) => facts({ versions: [{ ...T1, restsFrom: time(at) }] });
    expect(times([byDay('a', after(0))], rests('2026-03-19 00:01'))).toEqual(['a@T1 2026-03-19 03-19T08:30']);
    expect(times([byDay('a', after(0))], rests('2026-03-19 00:00'))).toEqual([]);
  });

  it('holds back a raised ground as well', () => {
    const rows = [byDay('refer', { ground: 'any' })];
    expect(times(rows, facts({ grounds: [time('2026-03-07 09:00')] }))).toEqual(['refer@T1#0 2026-03-07 03-09T08:30']);
  });

  it('warns in the morning as long as that is before T', () => {
    expect(times([byDay('w', after(-1))], facts())).toEqual(['w@T1 2026-03-18 03-18T08:30']);
    const half = byDay('h', { after: 'start', percent: 50 });
    expect(times([half], facts())).toEqual(['h@T1 2026-03-11 03-11T08:30']);
  });

  it('warns at the last end of work before, when the morning would come too late', () => {
    // T−1 d is Saturday 00:00, and Monday's morning comes after T.
    const versions = [weekend];
    expect(times([byDay('w', after(-1))], facts({ versions }))).toEqual(['w@T1 2026-03-21 03-20T17:30']);
    // On Sunday the warning falls due for a T that ends with Sunday: at Friday's end of work as well.
    const sunday = { ...T1, due: time('2026-03-23 00:00') };
    expect(times([byDay('w', after(-1))], facts({ versions: [sunday] }))).toEqual(['w@T1 2026-03-22 03-20T17:30']);
    const share = byDay('h', { after: 'start', percent: 99 });
    expect(times([share], facts({ versions: [sunday] }))[0]).toMatch(/03-20T17:30$/);
  });

  it('does not warn before its version began, nor what rested by then', () => {
    const late = { ...weekend, start: time('2026-03-20 18:00') };
    expect(times([byDay('w', after(-1))], facts({ versions: [late] }))).toEqual([]);
    const rests = (at: string) => facts({ versions: [{ ...weekend, restsFrom: time(at) }] });
    expect(times([byDay('w', after(-1))], rests('2026-03-20 17:30'))).toEqual([]);
    expect(times([byDay('w', after(-1))], rests('2026-03-20 17:31'))).toHaveLength(1);
  });
});
