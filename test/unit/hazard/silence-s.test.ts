import { describe, expect, it } from 'vitest';
import { holderOf } from '../../../workflows/hazard/posts.ts';
import { code, ROW, story, time, unit, type Story } from '../../support/hazard-story.ts';
import { BODY, driven, drivenMajor } from '../../support/hazard-bodies.ts';

/** What time brought: the event, and of rungs and hand-overs what matters of them. */
function brought(told: Story, until: string): string[] {
  return told.pass(until).map((event) => {
    const data = event.data as { rung?: string; clock?: string; act?: string; holder?: { post: string; why: string } };
    if (event.type === 'RungFired')
      return `${event.at.slice(0, 10)} ${data.clock ?? ''} ${data.rung ?? ''} ${data.act ?? ''}`;
    if (event.type === 'HandedOver') return `${event.at.slice(0, 10)} to ${data.holder?.post ?? ''}`;
    return `${event.at.slice(0, 10)} ${event.type}`;
  });
}

const DISPUTE = (told: Story) => {
  told.say('yj-jb', 'Transfer', { to: unit('zj'), reason: '属住建职责', evidence: ['sha256:t'] }, '2026-03-02 10:00');
  told.say('zj-jb', 'AnswerTransfer', { answer: 'object', reason: '不属我局职责', evidence: [] }, '2026-03-03 10:00');
};

describe('the S-ladder against a desk that sleeps', () => {
  it('urges, hands over, drafts a letter, takes over, proposes a talk and a referral', () => {
    const told = driven('reported');
    // S of verification: three workdays after Monday 2026-03-02, so it ends with 03-05.
    expect(brought(told, '2026-04-04 00:00').filter((line) => line.includes(' S ') || line.includes(' to '))).toEqual([
      '2026-03-06 S urge notify',
      '2026-03-07 S handOver handOver',
      '2026-03-07 to yj-fg',
      // Due at the end of Friday, the letter is drafted on Monday morning; the holder moves at once.
      '2026-03-09 S supervise propose',
      '2026-03-11 S takeOver takeOver',
      '2026-03-11 to awb-jb',
      '2026-03-20 S talk propose',
      '2026-04-03 S refer propose',
    ]);
    expect(told.state().status).toBe('reported');
  });

  it('is shorter for a major hazard, and knows no listing', () => {
    const told = drivenMajor('review');
    const lines = brought(told, '2026-03-21 00:00').filter((line) => line.includes(' S ') || line.includes(' to '));
    // The review is due three workdays after 03-04: it ends with 03-09.
    expect(lines).toEqual([
      '2026-03-10 S urge notify',
      '2026-03-11 S handOver handOver',
      '2026-03-11 to yj-zr',
      '2026-03-11 S takeOver takeOver',
      '2026-03-11 to awb-jb',
      '2026-03-11 S supervise propose',
      '2026-03-13 S talk propose',
      '2026-03-17 S refer propose',
    ]);
    expect(told.state().status).toBe('planning');
  });

  it('proposes enforcement to the supervising unit when no plan is handed in', () => {
    const told = drivenMajor('planning');
    told.pass('2026-03-14 00:00');
    const proposed = told
      .entries()
      .flatMap((entry) => entry.effects)
      .filter((effect) => effect.type === 'Notify' && effect.notice === 'EnforcementProposed');
    expect(proposed).toMatchObject([{ posts: ['yj-jb', 'yj-fg'] }]);
    expect(told.state().status).toBe('planning');
  });

  it('lets the superior of the holder act in the holder’s place', () => {
    expect(code(driven('reported').say('yj-zr', 'Verify', BODY.verify, '2026-03-02 10:00'))).toBe('done');
  });

  it('lets nobody act who neither holds nor stands above', () => {
    expect(code(driven('reported').say('zj-zr', 'Verify', BODY.verify, '2026-03-02 10:00'))).toBe('NotYours');
    expect(code(driven('reported').say('yj-jb2', 'Verify', BODY.verify, '2026-03-02 10:00'))).toBe('NotYours');
  });

  it('raises the closeout one rank and never closes', () => {
    const told = driven('closing');
    brought(told, '2026-03-12 00:00');
    expect(holderOf(told.state())?.post).toBe('yj-zr');
    brought(told, '2026-06-30 00:00');
    expect(told.state().status).toBe('closing');
  });

  it('holds an overdue look-back against the looker and does not archive', () => {
    const told = drivenMajor('rectifying');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-06 09:00');
    told.say(
      'yj-jb',
      'Recheck',
      { ...BODY.pass, officers: [...BODY.pass.officers, 'p-expert' as never] },
      '2026-03-09 09:00',
    );
    told.say(
      'shuji',
      'DecideRung',
      { rung: 'list', clock: 'T', decision: 'decline', reason: '已治理' },
      '2026-03-09 12:00',
    );
    told.say('awb-zr', 'DecideCloseout', BODY.approve, '2026-03-10 09:00');
    expect(told.state().steps.at(-1)?.name).toBe('lookBack');
    const lines = brought(told, '2026-06-30 00:00');
    expect(lines).toContain('2026-05-10 S urge notify');
    expect(told.state().status).toBe('closed');
  });
});

describe('silence that is no ladder', () => {
  it('lets an unapproved rejection lapse, back to be verified', () => {
    const told = driven('reported');
    told.say('yj-jb', 'ProposeRejection', { reason: '现场不存在', evidence: ['sha256:x'] }, '2026-03-02 10:00');
    expect(brought(told, '2026-03-04 00:00')).toEqual(['2026-03-04 RejectionLapsed']);
    expect(told.state()).toMatchObject({ status: 'reported', rejection: { decision: 'lapsed' } });
  });

  it('counts an unanswered assignment as accepted, and says so', () => {
    const told = driven('assigned');
    expect(brought(told, '2026-03-05 00:00')).toEqual(['2026-03-05 AssignmentAccepted']);
    expect(told.state()).toMatchObject({ status: 'rectifying', assignment: { accepted: { deemed: true } } });
  });

  it('counts a major assignment as accepted after four hours, and asks for its plan', () => {
    const told = drivenMajor('assigned');
    told.pass('2026-03-03 13:00');
    expect(told.state()).toMatchObject({ status: 'planning', assignment: { accepted: { deemed: true } } });
  });

  it('counts an unanswered transfer as accepted by a unit of this register, and opens the child', () => {
    const told = driven('reported');
    told.say('yj-jb', 'Transfer', { to: unit('zj'), reason: '属住建职责', evidence: ['sha256:t'] }, '2026-03-02 10:00');
    expect(brought(told, '2026-03-10 00:00')).toEqual(['2026-03-10 TransferAccepted']);
    expect(told.state()).toMatchObject({ status: 'transferred', transfer: { accepted: { deemed: true } } });
    expect(told.entries().at(-1)?.effects).toContainEqual(
      expect.objectContaining({ type: 'Open', kind: 'hazard', key: 'child' }),
    );
  });

  it('never counts an outside body’s silence as acceptance: 安委办, then 分管副县长', () => {
    const told = driven('reported');
    told.say(
      'yj-jb',
      'Transfer',
      { to: unit('out'), reason: '属海事职责', evidence: ['sha256:t'] },
      '2026-03-02 10:00',
    );
    expect(brought(told, '2026-03-13 00:00')).toEqual(['2026-03-10 to awb-jb', '2026-03-13 to fenguan']);
    told.pass('2026-06-30 00:00');
    expect(told.state().status).toBe('reported');
  });

  it('passes a disputed transfer from 安委办 to 分管副县长', () => {
    const told = driven('reported');
    DISPUTE(told);
    expect(brought(told, '2026-03-07 00:00')).toEqual(['2026-03-07 to fenguan']);
  });

  it('passes a returned assignment from the adjudicator to 安委办主任, then to 分管副县长', () => {
    const told = driven('assigned');
    told.say('ent-jb', 'ReturnAssignment', { reason: '非我单位', evidence: [] }, '2026-03-03 10:00');
    expect(brought(told, '2026-03-10 00:00')).toEqual(['2026-03-06 to awb-zr', '2026-03-10 to fenguan']);
    expect(told.state().status).toBe('assigned');
  });

  it('ends a rejected report’s appeal window after fifteen days', () => {
    const told = driven('reported');
    told.say('yj-jb', 'ProposeRejection', { reason: '现场不存在', evidence: ['sha256:x'] }, '2026-03-02 10:00');
    told.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '同意' }, '2026-03-02 11:00');
    expect(brought(told, '2026-03-18 00:00')).toEqual(['2026-03-18 RejectionFinal']);
    expect(told.state()).toMatchObject({ status: 'rejected', final: true });
  });

  it('does not grant an extension that nobody decides: T runs out, the decider is urged', () => {
    const told = driven('rectifying');
    const request = { amount: 5, reason: 'forceMajeure', explanation: '连日暴雨', evidence: ['sha256:w'] } as const;
    expect(code(told.say('ent-jb', 'RequestExtension', request, '2026-03-16 09:00'))).toBe('done');
    expect(brought(told, '2026-03-24 00:00')).toContain('2026-03-24 ExtensionUndecided');
    expect(told.state()).toMatchObject({ status: 'rechecking', openedBy: 'expiry' });
    // A late approval of a timely request moves the matter back, if the new due date still lies ahead.
    const late = told.say('yj-jb', 'DecideExtension', { decision: 'grant', reason: '属实' }, '2026-03-23 23:59');
    expect(code(late)).toBe('done');
    expect(told.state().status).toBe('rectifying');
  });

  it('reminds an assisting unit two workdays before T', () => {
    const told = driven('rectifying', {}, { assign: { assists: [{ unit: unit('zj'), task: '协助断电' }] } });
    expect(brought(told, '2026-03-17 00:00')).toContain('2026-03-17 AssistOverdue');
    expect(told.entries().at(-1)?.effects).toContainEqual(
      expect.objectContaining({ notice: 'AssistOverdue', posts: ['zj-jb', 'zj-fg', 'yj-jb'] }),
    );
  });

  it('passes an undecided regrading on by rank, never decides it', () => {
    const told = driven('rectifying');
    told.say('yj-jb', 'Grade', BODY.major, '2026-03-04 09:00');
    brought(told, '2026-03-06 00:00');
    expect(told.state().gradeProposal).toMatchObject({ at: 1, severity: 'major' });
    brought(told, '2026-03-16 00:00');
    expect(told.state().gradeProposal).toMatchObject({ at: 2 });
    expect(told.state().severity).toBe('major');
  });
});

describe('proposals that wait for a named person', () => {
  it('go to the next rank after their wait, and both leaders’ ledgers say so', () => {
    const told = driven('rectifying');
    told.pass('2026-03-24 08:30');
    expect(told.state().proposals).toMatchObject([{ rung: 'supervise', at: 0, until: time('2026-03-26 00:00') }]);
    told.pass('2026-03-26 00:00');
    expect(told.state().proposals).toMatchObject([{ rung: 'supervise', at: 1 }]);
    const duties = told
      .entries()
      .at(-1)
      ?.effects.filter((effect) => effect.type === 'RecordDuty');
    expect(duties).toMatchObject([{ post: 'awb-zr' }, { post: 'fenguan' }]);
  });

  it('remind at the last rank', () => {
    const told = driven('rectifying');
    told.pass('2026-03-28 00:00');
    expect(told.state().proposals).toMatchObject([{ rung: 'supervise', at: 1, reminders: 1 }]);
  });

  it('never confirm an L7 by time: it reminds and tells 督查室, and stays where it is', () => {
    const told = driven('rectifying');
    told.pass('2026-06-30 00:00');
    const refer = told.state().proposals.find((proposal) => proposal.rung === 'refer' && proposal.clock === 'T');
    expect(refer).toMatchObject({ at: 0 });
    expect(refer?.reminders).toBeGreaterThan(5);
    const told2 = told
      .entries()
      .flatMap((entry) => entry.effects)
      .filter(
        (effect) => effect.type === 'Notify' && effect.notice === 'ProposalReminded' && effect.data['rung'] === 'refer',
      );
    expect(told2[0]).toMatchObject({ posts: ['xianzhang', 'ducha'] });
  });
});

describe('an outage', () => {
  it('fires all that was missed once and in order, each with when it was due and when it fired', () => {
    const told = driven('rectifying');
    const events = told.outage('2026-05-01 08:00');
    const rungs = events.filter((event) => event.type === 'RungFired');
    const dues = rungs.map((event) => (event.data as { dueAt: string }).dueAt);
    expect(dues).toEqual([...dues].sort());
    expect(new Set(rungs.map((event) => (event.data as { key: string }).key)).size).toBe(rungs.length);
    for (const event of events) expect(event.heardAt).toBe('2026-05-01T08:00:00.000+08:00');
    expect(told.outage('2026-05-01 08:00')).toEqual([]);
    // Nobody could answer while nothing was sent: their wait begins when it fired.
    expect(told.state().proposals.every((proposal) => proposal.until > time('2026-05-01 08:00'))).toBe(true);
  });
});

describe('an imported row', () => {
  const opened = (row: Partial<typeof ROW> = {}): Story => {
    const told = story();
    told.say('system', 'Import', { ...ROW, ...row }, '2026-03-02 09:00');
    return told;
  };

  it('records its missed rungs with their due and firing times, and proposes only the highest', () => {
    const told = opened();
    const rungs = told
      .events()
      .filter((event) => event.type === 'RungFired')
      .map((event) => event.data as { rung: string; act: string });
    expect(rungs.map((rung) => `${rung.rung} ${rung.act}`)).toEqual([
      'warn notify',
      'warn notify',
      'urge notify',
      'supervise record',
      'list record',
      'talk record',
      'circulate propose',
    ]);
    expect(told.state()).toMatchObject({ status: 'rechecking', level: 2, proposals: [{ rung: 'circulate' }] });
  });

  it('tells each person in one digest', () => {
    const notices = opened()
      .entries()
      .flatMap((entry) => entry.effects)
      .filter((effect) => effect.type === 'Notify');
    expect(notices.length).toBeGreaterThan(3);
    for (const notice of notices) expect(notice).toMatchObject({ digest: 'import:imp-1' });
  });

  it('proposes no L7 within ten workdays, then does', () => {
    const told = opened();
    const referred = (until: string) =>
      told
        .pass(until)
        .filter(
          (event) => event.type === 'RungFired' && (event.data as { rung: string; clock: string }).rung === 'refer',
        );
    expect(referred('2026-03-16 23:59')).toEqual([]);
    expect(referred('2026-03-17 00:00')).toHaveLength(1);
  });

  it('begins its step clock at the import: nobody here held it before', () => {
    expect(opened().state().steps.at(-1)).toMatchObject({ name: 'recheck', start: time('2026-03-02 09:00') });
  });

  it('rests T when the sheet says that it was handed in', () => {
    const told = opened({ progress: 'awaitingRecheck' });
    expect(told.types()).toEqual(['HazardImported', 'RectificationSubmitted']);
    expect(told.state()).toMatchObject({ status: 'rechecking', openedBy: 'submission', level: 0 });
  });

  it('proposes the listing of a major one', () => {
    expect(opened({ severity: 'major', dueOn: '2026-04-30' as never }).state().proposals).toMatchObject([
      { rung: 'list' },
    ]);
  });
});
