import { describe, expect, it } from 'vitest';
import { auditHazard } from '../../../audit/ladder/compare.ts';
import { reached, workEndBefore, workFrom, workTimeOf } from '../../../audit/ladder/days.ts';
import type { LedgerEvent } from '../../../audit/ladder/facts.ts';
import { msOf } from '../../../workflows/kernel/instant.ts';
import type { HazardTerms } from '../../../workflows/hazard/state.ts';
import { BODY, driven, drivenMajor } from '../../support/hazard-bodies.ts';
import { day, matter, ROW, story, termsOf, time, type Story } from '../../support/hazard-story.ts';

const MATTER = { id: matter('haz-1'), number: 'YH-2026-000001' };
const HOURS = { ...termsOf('standard').numbers, workFromMinute: 510, workToMinute: 1_050 };
/** The standard ladder with every row at any hour, or every row in working hours. */
const ANY_HOUR: HazardTerms = {
  ...termsOf('standard'),
  ladder: termsOf('standard').ladder.map(({ hours: _hours, ...row }) => row),
};
const IN_HOURS: HazardTerms = {
  ...ANY_HOUR,
  numbers: HOURS,
  ladder: ANY_HOUR.ladder.map((row) => ({ ...row, hours: 'working' })),
};

function audit(told: Story, now: string, change = (events: LedgerEvent[]): LedgerEvent[] => events) {
  const events = JSON.parse(JSON.stringify(told.events())) as LedgerEvent[];
  return auditHazard(MATTER, change(events), msOf(time(now)));
}

/** What was found, in a line each. */
function lines(found: ReturnType<typeof audit>): string[] {
  return found.map(
    ({ why, rowId, dueAt, open }) => `${why} ${String(rowId)} ${String(dueAt)} ${open ? 'open' : 'past'}`,
  );
}

const at = (text: string): string => time(text);

describe('the auditor of the ladder', () => {
  it('gives the run a minute, then says what it did not do', () => {
    const told = driven('rectifying', { terms: ANY_HOUR });
    told.pass('2026-03-15 23:00');
    expect(audit(told, '2026-03-16 00:00:59')).toEqual([]);
    expect(audit(told, '2026-03-16 00:01')).toEqual([
      {
        matterId: 'haz-1',
        number: 'YH-2026-000001',
        why: 'rungMissing',
        rowId: 't-warn-1',
        rung: 'warn',
        dueAt: time('2026-03-16 00:00'),
        open: true,
      },
    ]);
  });

  it('finds a T that ran out and was not noticed, with the rung of its end', () => {
    const told = driven('rectifying', { terms: ANY_HOUR });
    told.pass('2026-03-18 23:00');
    expect(lines(audit(told, '2026-03-19 00:01'))).toEqual([
      `expiryMissing T ${at('2026-03-19 00:00')} open`,
      `rungMissing t-urge ${at('2026-03-19 00:00')} open`,
    ]);
  });

  it('finds an assignment that silence should have accepted', () => {
    const told = driven('assigned', { terms: ANY_HOUR });
    expect(lines(audit(told, '2026-03-05 00:01'))).toEqual([`expiryMissing accept ${at('2026-03-05 00:00')} open`]);
    told.pass('2026-03-05 00:00');
    expect(audit(told, '2026-03-05 00:01')).toEqual([]);
  });

  it('tells what the ledger has gone past from what is still due', () => {
    const told = driven('rectifying', { terms: ANY_HOUR });
    told.pass('2026-03-17 12:00');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-17 13:00');
    const found = audit(told, '2026-03-17 14:00', (events) => events.filter((event) => event.type !== 'RungFired'));
    expect(lines(found)).toEqual([`rungMissing t-warn-1 ${at('2026-03-16 00:00')} past`]);
  });

  it('finds a rung that fired by a clock that was ahead', () => {
    const told = driven('rectifying', { terms: ANY_HOUR });
    told.pass('2026-03-16 00:00');
    const ahead = (events: LedgerEvent[]) =>
      events.map((event) => (event.type === 'RungFired' ? { ...event, heardAt: time('2026-03-15 23:59:59') } : event));
    expect(lines(audit(told, '2026-03-16 00:01', ahead))).toEqual([
      `rungEarly t-warn-1 ${at('2026-03-16 00:00')} past`,
    ]);
  });

  it('finds a rung that names another day than the law', () => {
    const told = driven('rectifying', { terms: ANY_HOUR });
    told.pass('2026-03-16 00:00');
    const misdated = (events: LedgerEvent[]) =>
      events.map((event) =>
        event.type === 'RungFired' ? { ...event, data: { ...event.data, dueAt: time('2026-03-15 00:00') } } : event,
      );
    expect(lines(audit(told, '2026-03-16 00:01', misdated))).toEqual([
      `rungEarly t-warn-1 ${at('2026-03-16 00:00')} past`,
    ]);
  });

  it('leaves T at rest when the order is served after the work was handed in', () => {
    const told = driven('graded', { terms: ANY_HOUR });
    const { service, ...unserved } = BODY.assign;
    told.say('yj-jb', 'Assign', unserved, '2026-03-03 09:00');
    told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
    told.say('yj-jb', 'RecordService', { ...service, date: day('2026-03-06') }, '2026-03-06 09:00');
    told.pass('2026-04-10 00:00');
    expect(told.types()).toContain('ServiceRecorded');
    expect(audit(told, '2026-04-10 00:01')).toEqual([]);
  });

  it('finds a rung that nothing had made due', () => {
    const told = drivenMajor('confirm', { terms: ANY_HOUR });
    told.pass('2026-03-02 11:30');
    const ungraded = (events: LedgerEvent[]) => events.filter((event) => event.type !== 'GradeProposed');
    expect(lines(audit(told, '2026-03-02 12:00', ungraded))).toEqual([
      `rungEarly t-list-major ${at('2026-03-02 11:00')} past`,
    ]);
  });

  it('finds a matter that nobody holds', () => {
    const told = driven('rectifying', { terms: ANY_HOUR });
    const vacant = (events: LedgerEvent[]) =>
      events.map((event) =>
        event.type === 'AssignmentAccepted'
          ? { ...event, data: { ...event.data, step: { ...event.data.step, holders: [] } } }
          : event,
      );
    expect(lines(audit(told, '2026-03-03 10:00', vacant))).toEqual(['noHolder null null open']);
  });

  it('expects no L7 of an imported matter before its time', () => {
    const told = story({ terms: ANY_HOUR });
    told.say('system', 'Import', ROW, '2026-03-02 09:00');
    told.pass('2026-03-16 23:00');
    expect(audit(told, '2026-03-16 23:30')).toEqual([]);
    expect(lines(audit(told, '2026-03-17 00:01')).filter((line) => line.includes('refer'))).toEqual([
      `rungMissing t-refer ${at('2026-03-17 00:00')} open`,
    ]);
  });

  it('waits for working hours where a row keeps them, also when its step ended at night', () => {
    const told = driven('reported', { terms: IN_HOURS });
    told.pass('2026-03-06 00:00');
    told.say('yj-jb', 'Verify', BODY.verify, '2026-03-06 07:00');
    expect(audit(told, '2026-03-06 08:30:59')).toEqual([]);
    expect(lines(audit(told, '2026-03-06 08:31'))).toEqual([`rungMissing s-urge ${at('2026-03-06 00:00')} open`]);
    told.pass('2026-03-06 08:30');
    expect(audit(told, '2026-03-06 08:31')).toEqual([]);
  });

  it('says nothing of a matter that was never opened, or has ended', () => {
    expect(audit(story(), '2026-03-02 09:00')).toEqual([]);
    const told = driven('closed', { terms: ANY_HOUR });
    told.pass('2026-06-30 00:00');
    expect(told.state().status).toBe('archived');
    expect(audit(told, '2027-01-01 00:00')).toEqual([]);
  });
});

describe('the auditor counts days one by one', () => {
  const calendar = termsOf('standard').calendar;
  const work = workTimeOf(calendar, 510, 1_050);
  const from = (text: string, amount: number, unit: 'second' | 'hour' | 'calendarDay' | 'workingDay') =>
    new Date(reached(msOf(time(text)), { amount, unit }, work)).getTime();

  it('over the Labour Day holiday and its make-up Saturday, forwards and backwards', () => {
    expect(from('2026-05-01 00:00', 1, 'workingDay')).toBe(msOf(time('2026-05-07 00:00')));
    expect(from('2026-05-09 00:00', 1, 'workingDay')).toBe(msOf(time('2026-05-10 00:00')));
    expect(from('2026-05-07 00:00', -1, 'workingDay')).toBe(msOf(time('2026-05-01 00:00')));
    expect(from('2026-05-01 00:00', 3, 'calendarDay')).toBe(msOf(time('2026-05-04 00:00')));
    expect(from('2026-05-01 09:00', 2, 'hour')).toBe(msOf(time('2026-05-01 11:00')));
    expect(from('2026-05-01 09:00', -2, 'second')).toBe(msOf(time('2026-05-01 08:59:58')));
  });

  it('and hours from the first minute of work to the last', () => {
    const next = (text: string): number => workFrom(msOf(time(text)), work);
    const last = (text: string): number => workEndBefore(msOf(time(text)), work);
    expect(next('2026-03-02 08:29:59')).toBe(msOf(time('2026-03-02 08:30')));
    expect(next('2026-03-02 17:29:59')).toBe(msOf(time('2026-03-02 17:29:59')));
    expect(next('2026-03-02 17:30')).toBe(msOf(time('2026-03-03 08:30')));
    expect(next('2026-05-09 09:00')).toBe(msOf(time('2026-05-09 09:00')));
    expect(last('2026-03-02 17:30')).toBe(msOf(time('2026-03-02 17:30')));
    expect(last('2026-03-02 17:29:59')).toBe(msOf(time('2026-02-27 17:30')));
  });
});

it('halves the waits of a matter that is due in a special period', () => {
  const special = [{ name: '两会', from: day('2026-03-10'), to: day('2026-03-25') }];
  const told = driven('rectifying', { terms: { ...ANY_HOUR, specialPeriods: special } });
  told.pass('2026-03-20 12:00');
  // T ends on Wednesday the 18th; supervise comes two workdays after it instead of three.
  expect(lines(audit(told, '2026-03-21 00:01')).filter((line) => line.includes('t-supervise'))).toEqual([
    `rungMissing t-supervise ${at('2026-03-21 00:00')} open`,
  ]);
});
