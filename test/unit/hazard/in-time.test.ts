import { describe, expect, it } from 'vitest';
import { code, termsOf, time, unit, type Story } from '../../support/hazard-story.ts';
import { BODY, driven, drivenMajor } from '../../support/hazard-bodies.ts';

/** The keys of rungs that stand: fired and not withdrawn. */
function standing(told: Story): string[] {
  return told
    .state()
    .fired.filter((fired) => fired.withdrawnAt === null)
    .map((fired) => fired.key);
}

describe('what was received in time, however late it is heard', () => {
  it('counts a submission as in time and withdraws the rungs that fired since', () => {
    const told = driven('rectifying');
    told.outage('2026-03-25 08:00');
    expect(standing(told)).toEqual(['t-warn-1@T1', 't-warn-2@T1', 't-urge@T1', 't-supervise@T1']);
    const said = told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-18 15:00', '2026-03-25 09:00');
    expect(code(said)).toBe('done');
    expect(said.events.map((event) => event.type)).toEqual([
      'RectificationSubmitted',
      'RungWithdrawn',
      'RungWithdrawn',
    ]);
    expect(standing(told)).toEqual(['t-warn-1@T1', 't-warn-2@T1']);
    expect(told.state()).toMatchObject({
      status: 'rechecking',
      openedBy: 'submission',
      submission: { late: false },
      level: 1,
      proposals: [],
    });
    // The officers' time runs from the submission, not from the expiry that it shows to be none.
    expect(told.state().steps.at(-1)).toMatchObject({ start: time('2026-03-18 15:00'), due: time('2026-04-02 00:00') });
  });

  it('counts a submission at the very end of T as in time', () => {
    const told = driven('rectifying');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-19 00:00');
    expect(told.state().submission).toMatchObject({ late: false });
    expect(standing(told)).not.toContain('t-urge@T1');
  });

  it('counts a submission a second later as late', () => {
    const told = driven('rectifying');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-19 00:00:01');
    expect(told.state()).toMatchObject({ submission: { late: true }, openedBy: 'submission' });
    // The urge was due when T ended: it goes out in the morning all the same, and stays.
    told.pass('2026-03-19 08:30');
    expect(standing(told)).toContain('t-urge@T1');
    // The recheck was due from the expiry on; a late submission gives the officers no more time.
    expect(told.state().steps.at(-1)).toMatchObject({ start: time('2026-03-19 00:00') });
  });

  it('hears the holder whom time has since replaced', () => {
    const told = driven('reported');
    told.outage('2026-03-12 08:00');
    expect(told.state().steps.at(-1)?.holders.at(-1)?.post).toBe('awb-jb');
    expect(code(told.say('yj-jb', 'Verify', BODY.verify, '2026-03-05 09:00', '2026-03-12 09:00'))).toBe('done');
    expect(standing(told)).toEqual([]);
    expect(told.state().level).toBe(0);
  });

  it('does not hear the old holder for what came after', () => {
    const told = driven('reported');
    told.pass('2026-03-12 00:00');
    expect(code(told.say('yj-jb', 'Verify', BODY.verify, '2026-03-12 09:00'))).toBe('NotYours');
  });

  it('hears a return that came before the silence was taken as acceptance', () => {
    const told = driven('assigned');
    told.outage('2026-03-06 08:00');
    expect(told.state().status).toBe('rectifying');
    expect(
      code(
        told.say(
          'ent-jb',
          'ReturnAssignment',
          { reason: '非我单位', evidence: [] },
          '2026-03-04 09:00',
          '2026-03-06 09:00',
        ),
      ),
    ).toBe('done');
    expect(told.state()).toMatchObject({ status: 'assigned', assignment: { accepted: null } });
  });

  it('refuses a return that came after it', () => {
    const told = driven('assigned');
    told.pass('2026-03-06 00:00');
    expect(code(told.say('ent-jb', 'ReturnAssignment', { reason: '非我单位', evidence: [] }, '2026-03-06 09:00'))).toBe(
      'NotHeardInStatus',
    );
  });

  it('hears a decision on a rejection that had lapsed when it was heard', () => {
    const told = driven('reported');
    told.say('yj-jb', 'ProposeRejection', { reason: '不存在', evidence: ['sha256:x'] }, '2026-03-02 10:00');
    told.outage('2026-03-05 08:00');
    expect(
      code(
        told.say(
          'yj-fg',
          'DecideRejection',
          { decision: 'approve', reason: '同意' },
          '2026-03-03 10:00',
          '2026-03-05 09:00',
        ),
      ),
    ).toBe('done');
    expect(told.state().status).toBe('rejected');
  });

  it('hears a request for more time that came before T ran out', () => {
    const told = driven('rectifying');
    told.outage('2026-03-20 08:00');
    const request = { amount: 5, reason: 'forceMajeure', explanation: '暴雨', evidence: ['sha256:w'] } as const;
    expect(code(told.say('ent-jb', 'RequestExtension', request, '2026-03-18 09:00', '2026-03-20 09:00'))).toBe('done');
    expect(code(told.say('yj-jb', 'DecideExtension', { decision: 'grant', reason: '同意' }, '2026-03-20 10:00'))).toBe(
      'done',
    );
    expect(told.state()).toMatchObject({ status: 'rectifying' });
    expect(told.state().dueDates.at(-1)).toMatchObject({ reason: 'extension', due: time('2026-03-24 00:00') });
  });

  it('withdraws a talk that a reply, handed in in time, shows to be unfounded', () => {
    const told = drivenMajor('rectifying');
    told.say('shuji', 'DecideRung', { rung: 'list', clock: 'T', decision: 'issue' }, '2026-03-05 10:00');
    told.outage('2026-03-18 08:00');
    expect(told.state().proposals.map((proposal) => proposal.rung)).toEqual(['talk']);
    const reply = { rung: 'list', clock: 'T', text: '已按要求治理', evidence: [] } as const;
    told.say('ent-zr', 'ReplyToSupervision', reply, '2026-03-13 09:00', '2026-03-18 09:00');
    expect(told.state().proposals).toEqual([]);
    // Withdrawn, the rung may fire again in its own time.
    const again = told.pass('2026-05-30 00:00').filter((event) => event.type === 'RungFired');
    expect(again.some((event) => (event.data as { rowId: string }).rowId === 't-talk-major')).toBe(true);
  });
});

describe('provisional T', () => {
  const unserved = (rules = 4): Story => {
    const { service: _service, ...order } = BODY.assign;
    const told = driven('graded', { terms: { ...termsOf('standard'), rules } });
    told.say('yj-jb', 'Assign', order, '2026-03-03 09:00');
    return told;
  };

  it('runs from the order’s date until service fixes it, as a new due version', () => {
    const told = unserved();
    expect(told.state().dueDates.at(-1)).toMatchObject({ provisional: true, due: time('2026-03-19 00:00') });
    told.say(
      'yj-jb',
      'RecordService',
      { way: 'refused', date: '2026-03-05' as never, witness: '村委会', evidence: ['sha256:s'] },
      '2026-03-05 10:00',
    );
    expect(told.state().dueDates.map((due) => due.reason)).toEqual(['opening', 'assignment', 'service']);
    expect(told.state().dueDates.at(-1)).toMatchObject({ provisional: false, due: time('2026-03-21 00:00') });
  });

  it('goes on when it had run out only provisionally', () => {
    const told = unserved();
    told.pass('2026-03-20 00:00');
    expect(told.state().status).toBe('rechecking');
    const said = told.say(
      'yj-jb',
      'RecordService',
      { way: 'direct', date: '2026-03-16' as never, evidence: [] },
      '2026-03-20 10:00',
    );
    expect(said.events.map((event) => event.type).slice(0, 2)).toEqual(['ServiceRecorded', 'RungWithdrawn']);
    expect(told.state().status).toBe('rectifying');
    expect(told.state().dueDates.at(-1)).toMatchObject({ due: time('2026-04-01 00:00') });
  });

  it('stays at rest when service is recorded after the submission', () => {
    const told = unserved();
    told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
    told.say(
      'yj-jb',
      'RecordService',
      { way: 'direct', date: '2026-03-04' as never, evidence: [] },
      '2026-03-04 10:00',
    );
    expect(told.state().dueDates.at(-1)).toMatchObject({ restsFrom: time('2026-03-04 09:00') });
  });

  it('is not changed by a service recorded after a failed recheck has set another due date, as rules 3 had it', () => {
    const told = unserved(3);
    told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
    told.say('yj-jb', 'Recheck', BODY.fail, '2026-03-04 10:00');
    told.say(
      'yj-jb',
      'RecordService',
      { way: 'direct', date: '2026-03-04' as never, evidence: [] },
      '2026-03-04 11:00',
    );
    expect(
      told
        .state()
        .dueDates.slice(-2)
        .map((due) => due.due),
    ).toEqual([time('2026-03-12 00:00'), time('2026-03-12 00:00')]);
  });
});

describe('a calendar that does not cover the day', () => {
  it('says that the due date is provisional', () => {
    const told = driven('reported');
    const terms = told.state().terms;
    const short = driven('reported', {
      terms: { ...terms, calendar: { ...terms.calendar, coveredTo: '2026-03-03' as never } },
    });
    expect(short.state().steps.at(-1)).toMatchObject({ provisional: true });
    expect(told.state().steps.at(-1)).toMatchObject({ provisional: false });
    expect(unit('yj')).toBe('yj');
  });
});

describe('a special period', () => {
  it('halves the waits of the ladder', () => {
    const told = driven('rectifying', { specialPeriods: [{ name: '国庆', from: '2026-03-18', to: '2026-03-25' }] });
    const rungs = told
      .pass('2026-05-01 00:00')
      .filter((event) => event.type === 'RungFired')
      .map((event) => event.data as { rung: string; dueAt: string; clock: string });
    expect(rungs.filter((rung) => rung.clock === 'T').map((rung) => `${rung.rung} ${rung.dueAt.slice(0, 10)}`)).toEqual(
      [
        'warn 2026-03-16',
        'warn 2026-03-18',
        'urge 2026-03-19',
        'supervise 2026-03-21',
        'list 2026-03-26',
        'talk 2026-03-31',
        'circulate 2026-04-01',
        'refer 2026-04-03',
      ],
    );
  });
});
