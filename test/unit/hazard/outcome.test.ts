import { describe, expect, it } from 'vitest';
import { evolve } from '../../../workflows/hazard/evolve.ts';
import { importedClosed } from '../../../workflows/hazard/decide/import.ts';
import { hazardRules } from '../../../workflows/hazard/index.ts';
import { SYSTEM } from '../../../workflows/kernel/command.ts';
import { code, KNOWN, matter, ROW, story, termsOf, time, unit, type Story } from '../../support/hazard-story.ts';
import { BODY, driven, drivenMajor, people } from '../../support/hazard-bodies.ts';

const E = ['sha256:e'];
const TWO = { report: { items: [{ text: '一' }, { text: '二' }] } };

function effectsOf(told: Story) {
  return told.entries().flatMap((entry) => entry.effects);
}
function supervised(): Story {
  const told = driven('rectifying');
  told.pass('2026-03-24 00:00');
  return told;
}

describe('a recheck', () => {
  it('sends back only what failed; what passed stays passed', () => {
    const told = driven('rectifying', {}, TWO);
    const done = (id: string) => ({ id, done: '已改', evidence: E });
    told.say('ent-jb', 'SubmitRectification', { items: [done('1'), done('2')], summary: '完成' }, '2026-03-04 09:00');
    const item = (id: string, result: 'passed' | 'failed') => ({ id, result, note: '查' });
    told.say(
      'yj-jb',
      'Recheck',
      { ...BODY.fail, items: [item('1', 'passed'), item('2', 'failed')], limit: 5 },
      '2026-03-05 09:00',
    );
    expect(told.state()).toMatchObject({
      status: 'rectifying',
      round: 2,
      items: [{ result: 'passed' }, { result: 'failed' }],
    });
    expect(told.state().dueDates.at(-1)).toMatchObject({ due: time('2026-03-11 00:00') });
    told.say('ent-jb', 'SubmitRectification', { items: [done('2')], summary: '完成' }, '2026-03-06 09:00');
    told.say('yj-jb', 'Recheck', { ...BODY.pass, items: [item('2', 'passed')] }, '2026-03-06 15:00');
    expect(told.state().status).toBe('closing');
  });

  it('is heard without a submission once T is over', () => {
    const told = driven('rectifying');
    told.pass('2026-03-19 00:00');
    expect(code(told.say('yj-jb', 'Recheck', BODY.pass, '2026-03-19 09:00'))).toBe('done');
    // A pass answers T: no rung of it falls due any more.
    expect(
      told
        .pass('2026-03-24 00:00')
        .filter((event) => event.type === 'RungFired' && (event.data as { clock: string }).clock === 'T'),
    ).toEqual([]);
  });

  it('of what 安委办 took over is made by another unit', () => {
    const told = driven('rechecking');
    told.pass('2026-03-24 00:00');
    expect(
      code(
        told.say(
          'awb-jb',
          'Recheck',
          { ...BODY.pass, officers: people('awb-jb', 'zj-jb', 'zj-jb2') },
          '2026-03-24 09:00',
        ),
      ),
    ).toBe('done');
  });

  it('of coal’s major hazards has twenty days', () => {
    const told = driven('registered', {}, { report: { sector: '煤矿' } });
    told.say('yj-jb', 'Grade', BODY.major, '2026-03-02 11:00');
    told.say('yj-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 12:00');
    told.say('yj-jb', 'Assign', BODY.assign, '2026-03-03 09:00');
    told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
    told.say('ent-jb', 'SubmitPlan', BODY.plan, '2026-03-04 09:00');
    told.say('yj-fg', 'DecidePlan', BODY.approve, '2026-03-05 09:00');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-06 09:00');
    expect(told.state().steps.at(-1)).toMatchObject({
      due: time('2026-03-27 00:00'),
      period: { basis: '《煤矿安全生产条例》第48条' },
    });
  });
});

describe('a closeout', () => {
  it('is decided one rank above whoever led the recheck', () => {
    const told = driven('rechecking');
    told.say('yj-fg', 'Recheck', { ...BODY.pass, officers: people('yj-fg', 'yj-jb2') }, '2026-03-05 09:00');
    expect(told.state().steps.at(-1)?.holders).toMatchObject([{ post: 'yj-zr' }]);
    const higher = driven('rechecking');
    higher.say('yj-zr', 'Recheck', { ...BODY.pass, officers: people('yj-zr', 'yj-jb2') }, '2026-03-05 09:00');
    // The principal holds no certificate problem: both are certified officers of the department.
    expect(higher.state().steps.at(-1)?.holders).toMatchObject([{ post: 'awb-zr' }]);
  });

  it('refused goes back to a new recheck of everything', () => {
    const told = driven('closing');
    told.say('yj-fg', 'DecideCloseout', { decision: 'refuse', reason: '照片不清' }, '2026-03-05 15:00');
    expect(told.state()).toMatchObject({
      status: 'rechecking',
      openedBy: 'closeoutRefused',
      items: [{ result: 'submitted' }],
    });
    expect(code(told.say('yj-jb', 'Recheck', BODY.pass, '2026-03-06 09:00'))).toBe('done');
  });

  it('on the spot records rectification, recheck and closeout in one command', () => {
    const told = driven('registered');
    const body = {
      rectifiedBy: people('ent-jb'),
      officers: people('yj-jb', 'yj-jb2'),
      items: [{ id: '1', done: '当场拆除', evidence: E }],
      opinion: '合格',
      signature: { signed: true },
    };
    expect(code(told.say('yj-jb', 'RectifyOnTheSpot', body, '2026-03-02 11:00'))).toBe('done');
    expect(told.state()).toMatchObject({
      status: 'closed',
      severity: 'general',
      rechecks: [{ passed: true }],
      closeouts: [{ number: 'YH-2026-000001-XH1', onTheSpot: true }],
    });
    told.say('citizen', 'Reopen', { reason: '又出现', evidence: E }, '2026-03-09 09:00');
    expect(told.state()).toMatchObject({
      status: 'rectifying',
      assignment: { unit: 'ent', post: 'ent-jb', order: null },
    });
  });

  it('ends what waited to be issued, but an L7', () => {
    const told = supervised();
    told.say('ducha', 'RaiseGround', { ground: 'accident', note: '事故', evidence: E }, '2026-03-24 08:00');
    told.say('yj-jb', 'Recheck', BODY.pass, '2026-03-24 09:00');
    told.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-24 10:00');
    expect(told.state().proposals.map((proposal) => proposal.rung)).toEqual(['refer']);
    told.pass('2026-05-30 00:00');
    // The run stays until someone has decided.
    expect(told.state().status).toBe('closed');
    told.say(
      'xianzhang',
      'DecideRung',
      { rung: 'refer', clock: 'T', decision: 'decline', reason: '已另行处理' },
      '2026-05-30 09:00',
    );
    expect(told.state().status).toBe('archived');
  });
});

describe('a closed hazard', () => {
  const major = (): Story => {
    const told = drivenMajor('rectifying');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-06 09:00');
    told.say('yj-jb', 'Recheck', { ...BODY.pass, officers: people('yj-jb', 'yj-jb2', 'expert') }, '2026-03-09 09:00');
    told.say(
      'shuji',
      'DecideRung',
      { rung: 'list', clock: 'T', decision: 'decline', reason: '已治理' },
      '2026-03-09 12:00',
    );
    told.say('awb-zr', 'DecideCloseout', BODY.approve, '2026-03-10 09:00');
    return told;
  };

  it('that was major is looked back at before it is archived', () => {
    const told = major();
    expect(told.state().steps.at(-1)).toMatchObject({
      name: 'lookBack',
      due: time('2026-05-10 00:00'),
      holders: [{ post: 'ducha' }],
    });
    told.say(
      'ducha',
      'LookBack',
      { result: 'passed', officers: people('ducha', 'group'), note: '未反弹', evidence: E },
      '2026-04-20 09:00',
    );
    expect(told.state().status).toBe('archived');
    told.pass('2026-05-01 00:00');
    expect(hazardRules.done(told.state())).toBe(true);
  });

  it('that fails the look-back is rectified anew, in the next round', () => {
    const told = major();
    const said = told.say(
      'group',
      'LookBack',
      { result: 'failed', officers: people('group'), note: '反弹', evidence: E, limit: 10 },
      '2026-04-20 09:00',
    );
    expect(said.events.map((event) => event.type)).toEqual(['LookBackFailed', 'Reopened', 'TownshipTasked']);
    expect(told.state()).toMatchObject({ status: 'rectifying', round: 2, closedAt: null, items: [{ result: 'open' }] });
    expect(told.state().dueDates.at(-1)).toMatchObject({ reason: 'reopened', due: time('2026-05-01 00:00') });
  });

  it('delists with its closeout', () => {
    const told = drivenMajor('rectifying');
    told.say(
      'shuji',
      'DecideRung',
      { rung: 'list', clock: 'T', decision: 'issue', document: '安委挂〔2026〕1号' },
      '2026-03-05 10:00',
    );
    expect(told.state()).toMatchObject({ listing: 'listed', level: 4 });
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-06 09:00');
    told.say('yj-jb', 'Recheck', { ...BODY.pass, officers: people('yj-jb', 'yj-jb2', 'expert') }, '2026-03-09 09:00');
    told.say('awb-zr', 'DecideCloseout', BODY.approve, '2026-03-10 09:00');
    expect(told.state().listing).toBe('delisted');
  });

  it('once reopened is looked back at when it is closed again', () => {
    const told = driven('closed');
    told.say('citizen', 'Reopen', { reason: '又出现', evidence: E }, '2026-03-09 09:00');
    told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-10 09:00');
    told.say('yj-jb', 'Recheck', BODY.pass, '2026-03-11 09:00');
    told.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-11 15:00');
    expect(told.state().closeouts.map((closeout) => closeout.number)).toEqual([
      'YH-2026-000001-XH1',
      'YH-2026-000001-XH2',
    ]);
    expect(told.state().steps.at(-1)?.name).toBe('lookBack');
  });
});

describe('关闭取缔', () => {
  it('ends the matter with the government’s decision and its proof', () => {
    const told = driven('rectifying');
    told.say(
      'awb-zr',
      'Abolish',
      { decisionNumber: '政关〔2026〕1号', reason: '依法关闭', evidence: E },
      '2026-03-20 09:00',
    );
    expect(told.state()).toMatchObject({ status: 'abolished', abolition: { number: '政关〔2026〕1号' } });
    expect(told.pass('2026-12-01 00:00').map(({ type }) => type)).toEqual(['LastPapersMissed']);
    expect(hazardRules.nextWake(told.state())).toBeNull();
  });
});

describe('supervision', () => {
  it('is issued by a named person, entered in the leader’s ledger and drawn up', () => {
    const told = supervised();
    told.say('fenguan', 'DecideRung', { rung: 'supervise', clock: 'T', decision: 'issue' }, '2026-03-24 09:00');
    expect(told.state()).toMatchObject({ level: 3, proposals: [] });
    const last = told.entries().at(-1)?.effects ?? [];
    expect(last).toContainEqual(
      expect.objectContaining({ type: 'RecordDuty', post: 'fenguan', duty: 'supervise:issued' }),
    );
    expect(last).toContainEqual(expect.objectContaining({ type: 'Draw', document: 'superviseLetter' }));
    expect(last).toContainEqual(
      expect.objectContaining({ type: 'Notify', notice: 'RungIssued', posts: ['yj-zr', 'ent-zr', 'awb-jb'] }),
    );
  });

  it('declined is an act of record and lowers nothing', () => {
    const told = supervised();
    told.say(
      'awb-zr',
      'DecideRung',
      { rung: 'supervise', clock: 'T', decision: 'decline', reason: '企业已提交说明' },
      '2026-03-24 09:00',
    );
    expect(told.state()).toMatchObject({ level: 2, declined: [{ rung: 'supervise', reason: '企业已提交说明' }] });
  });

  it('is lowered only by a person with a reason, and rises again by later acts', () => {
    const told = supervised();
    told.say('awb-zr', 'LowerLevel', { to: 0, reason: '已整改大半' }, '2026-03-24 08:00');
    expect(told.state().level).toBe(0);
    told.say('awb-zr', 'DecideRung', { rung: 'supervise', clock: 'T', decision: 'issue' }, '2026-03-24 09:00');
    expect(told.state().level).toBe(3);
  });

  it('stands where an act was done after it was asked to fall, however late that is heard', () => {
    const late = (rules: number): number => {
      const told = driven('rectifying', { terms: { ...termsOf('standard'), rules } });
      told.pass('2026-03-19 09:00');
      told.say('awb-zr', 'LowerLevel', { to: 0, reason: '已整改大半' }, '2026-03-18 23:00', '2026-03-19 10:00');
      return told.state().level;
    };
    expect([late(2), late(1)]).toEqual([2, 0]);
  });

  it('opens an accountability case when an L7 is issued: against the rectifier and the supervising principal on T', () => {
    const told = driven('rectifying');
    told.say('ducha', 'RaiseGround', { ground: 'concealment', note: '瞒报', evidence: E }, '2026-03-05 09:00');
    expect(told.state().proposals).toMatchObject([{ rung: 'refer', clock: 'T' }]);
    told.say('xianzhang', 'DecideRung', { rung: 'refer', clock: 'T', decision: 'issue' }, '2026-03-06 09:00');
    const opened = effectsOf(told).find((effect) => effect.type === 'Open');
    expect(opened).toMatchObject({
      key: 'case:T:concealment:1',
      kind: 'accountability',
      input: {
        hazard: 'haz-1',
        number: 'YH-2026-000001',
        round: 1,
        ground: 'concealment',
        clock: 'T',
        region: 'town',
        subjects: [
          { kind: 'enterprise', id: 'ent' },
          { kind: 'publicOfficial', id: 'yj-zr', unit: 'yj' },
        ],
        units: ['ent', 'town', 'yj'],
      },
    });
    expect(told.state()).toMatchObject({ level: 7, links: [{ relation: 'accountability', matterId: null }] });
    told.say(
      'system',
      'Hear',
      { from: matter('acc-1'), event: 'CaseConcluded', data: { case: 'acc-1', number: 'WZ-1' } },
      '2026-03-20 09:00',
    );
    expect(told.state().links).toMatchObject([
      { relation: 'accountability', matterId: 'acc-1', said: 'CaseConcluded' },
    ]);
  });

  it('opens it against the desks that let the step lie on S', () => {
    const told = driven('reported');
    told.pass('2026-04-04 00:00');
    told.say('xianzhang', 'DecideRung', { rung: 'refer', clock: 'S', decision: 'issue' }, '2026-04-06 09:00');
    expect(effectsOf(told).find((effect) => effect.type === 'Open')).toMatchObject({
      key: 'case:S:untimely:1',
      input: {
        subjects: [{ id: 'yj-jb' }, { id: 'yj-fg' }, { id: 'awb-jb' }],
        involved: { posts: ['yj-jb', 'yj-fg', 'awb-jb'] },
      },
    });
  });

  it('proposes an L7 anew for each ground, but one at a time', () => {
    const told = driven('rectifying');
    told.say('ducha', 'RaiseGround', { ground: 'concealment', note: '瞒报', evidence: E }, '2026-03-05 09:00');
    told.say('ducha', 'RaiseGround', { ground: 'accident', note: '事故', evidence: E }, '2026-03-05 10:00');
    expect(told.state().proposals).toHaveLength(1);
    told.say('xianzhang', 'DecideRung', { rung: 'refer', clock: 'T', decision: 'issue' }, '2026-03-06 09:00');
    told.say('ducha', 'RaiseGround', { ground: 'falsifiedCloseout', note: '造假', evidence: E }, '2026-03-07 10:00');
    expect(told.state().proposals).toHaveLength(1);
  });
});

describe('the record', () => {
  it('is corrected by addition only', () => {
    const told = driven('rectifying');
    told.say('admin', 'CorrectRecord', { field: 'place', value: '二车间', reason: '笔误' }, '2026-03-05 09:00');
    expect(told.state()).toMatchObject({
      report: { place: '一车间' },
      corrections: [{ field: 'place', value: '二车间' }],
    });
  });

  it('of a linked matter that is no case is a child’s', () => {
    const told = driven('rectifying');
    told.say('system', 'Hear', { from: matter('haz-9'), event: 'ChildClosed', data: {} }, '2026-03-05 09:00');
    expect(told.state().links).toMatchObject([{ relation: 'child', matterId: 'haz-9', number: null }]);
  });

  it('of a row that was closed is one event that archives it, without a run', () => {
    const command = {
      commandId: 'i-1',
      type: 'Import',
      at: time('2026-03-02 09:00'),
      actor: SYSTEM,
      known: KNOWN,
      opening: { matterId: matter('haz-7'), number: 'YH-2026-000007', terms: termsOf('standard') },
      body: ROW,
    } as const;
    const event = importedClosed(command, { closedOn: time('2026-01-15 00:00'), recheckedOn: '2026-01-14' });
    const state = evolve(null, {
      ...event,
      seq: 1,
      at: command.at,
      heardAt: command.at,
      commandId: 'i-1',
      actor: SYSTEM,
    });
    expect(state).toMatchObject({ status: 'archived', closedAt: time('2026-01-15 00:00'), imported: { row: 7 } });
    expect(hazardRules.done(state)).toBe(true);
    expect(hazardRules.nextWake(state)).toBeNull();
  });

  it('refuses an event before the opening: that is a bug', () => {
    const event = {
      type: 'RejectionLapsed',
      data: {},
      eventVersion: 1,
      seq: 1,
      at: time('2026-03-02 09:00'),
      heardAt: time('2026-03-02 09:00'),
      commandId: 'x',
      actor: SYSTEM,
    };
    expect(() => evolve(null, event as never)).toThrow('before the matter was opened');
    expect(story().types()).toEqual([]);
    expect(unit('x')).toBe('x');
  });
});
