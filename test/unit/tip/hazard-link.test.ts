import { describe, expect, it } from 'vitest';
import type { LinkedReportBody } from '../../../workflows/hazard/command.ts';
import { HAZARD_FACE } from '../../../workflows/hazard/face.ts';
import { openFrom } from '../../../workflows/hazard/open-from.ts';
import { BODY } from '../../support/hazard-bodies.ts';
import { code, day, matter, REPORT, story, unit, type Story as Hazard } from '../../support/hazard-story.ts';
import { ANSWER, FINDING, INTERIM, OFFICER, SYSTEM_ACTOR, TIP_ID, TIP_MATTER, tipIn, TRUE } from './story.ts';

const E = ['sha256:e'];

/** The report that a verified tip opens its hazard with, in the county of the hazard's stories. */
function reported(): LinkedReportBody {
  const tip = tipIn('verifying', 'hazard');
  const finding = { ...FINDING, foundOn: day('2026-03-02') };
  tip.send('VerifyTip', { ...TRUE, finding }, OFFICER, '2026-03-03T10:00');
  const open = tip.effects.find((effect) => effect.type === 'Open');
  const { body } = openFrom(open?.input ?? {});
  return { ...body, region: unit('town'), subject: unit('ent'), lead: unit('yj') };
}

function hazardOf(report: LinkedReportBody = reported()): Hazard {
  const hazard = story();
  expect(code(hazard.say('system', 'Report', report, '2026-03-02 09:00'))).toBe('done');
  return hazard;
}

/** What the tip was told, in order. */
function toldBy(hazard: Hazard): readonly unknown[] {
  return hazard
    .entries()
    .flatMap((entry) => entry.effects)
    .flatMap((effect) => (effect.type === 'Tell' && effect.matterId === TIP_MATTER ? [effect.data['end']] : []));
}

function closed(): Hazard {
  const hazard = hazardOf();
  hazard.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
  hazard.say('yj-jb', 'Grade', BODY.general, '2026-03-02 11:00');
  hazard.say('yj-jb', 'Assign', BODY.assign, '2026-03-03 09:00');
  hazard.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
  hazard.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
  hazard.say('yj-jb', 'Recheck', BODY.pass, '2026-03-05 09:00');
  hazard.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-05 15:00');
  return hazard;
}

describe('a hazard that came of a tip', () => {
  it('tells it that it was opened and how it ended, and that it was opened again', () => {
    const hazard = closed();
    expect(toldBy(hazard)).toEqual([null, 'closed']);
    hazard.say('citizen', 'Reopen', { reason: '又出现', evidence: E }, '2026-03-09 09:00');
    expect(toldBy(hazard)).toEqual([null, 'closed', null]);
  });

  it('is heard by the tip, whose final answer then follows', () => {
    const tip = tipIn('verifying', 'hazard');
    tip.send('VerifyTip', { ...TRUE, finding: FINDING }, OFFICER, '2026-03-03T10:00');
    tip.send('AnswerTip', INTERIM, OFFICER, '2026-03-04T09:00');
    const tellings = closed()
      .entries()
      .flatMap((entry) => entry.effects.filter((effect) => effect.type === 'Tell'));
    expect(tellings).toHaveLength(2);
    for (const { event, data } of tellings)
      expect(tip.send('Hear', { from: 'haz-1', event, data }, SYSTEM_ACTOR, '2026-03-06T09:00')).toBe('done');
    expect(tip.state.hazards).toEqual([{ matterId: 'haz-1', number: 'YH-2026-000001', end: 'closed', opened: true }]);
    expect(tip.send('AnswerTip', ANSWER, OFFICER, '2026-03-06T10:00')).toBe('done');
  });

  it('tells it of every other end', () => {
    const onTheSpot = hazardOf();
    onTheSpot.say(
      'yj-jb',
      'RectifyOnTheSpot',
      {
        rectifiedBy: ['p-ent-jb' as never],
        officers: BODY.pass.officers,
        items: BODY.submit.items,
        opinion: '合格',
        signature: { signed: true },
      },
      '2026-03-02 11:00',
    );
    const rejected = hazardOf();
    rejected.say('yj-jb', 'ProposeRejection', { reason: '不存在', evidence: E }, '2026-03-02 10:00');
    rejected.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '同意' }, '2026-03-02 11:00');
    expect(toldBy(rejected)).toEqual([null]);
    rejected.pass('2026-12-01 00:00');
    const merged = hazardOf();
    merged.say('yj-jb', 'Merge', { master: matter('haz-2'), reason: '重复' }, '2026-03-02 11:00');
    const abolished = hazardOf();
    abolished.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
    const closure = { decisionNumber: '政关〔2026〕1号', reason: '依法关闭', evidence: E };
    abolished.say('awb-zr', 'Abolish', closure, '2026-03-02 12:00');
    const ends = [onTheSpot, rejected, merged, abolished].map((hazard) => toldBy(hazard).at(-1));
    expect(ends).toEqual(['closed', 'rejected', 'merged', 'abolished']);
  });

  it('that moves on within the register is followed by its child, which knows the tip; outside it ends', () => {
    const to = (receiver: string): Hazard => {
      const hazard = hazardOf();
      hazard.say('yj-jb', 'Transfer', { to: unit(receiver), reason: '属其职责', evidence: E }, '2026-03-02 10:00');
      const by = receiver === 'out' ? 'yj-jb' : 'zj-jb';
      hazard.say(by, 'AnswerTransfer', { answer: 'accept', reason: '接收', evidence: E }, '2026-03-03 09:00');
      return hazard;
    };
    const inside = to('zj');
    expect([toldBy(inside).at(-1), toldBy(to('out')).at(-1)]).toEqual(['movedOn', 'transferred']);
    const open = inside
      .entries()
      .flatMap((entry) => entry.effects)
      .find((effect) => effect.type === 'Open');
    expect(openFrom(open?.type === 'Open' ? open.input : {}).body).toMatchObject({ tip: TIP_MATTER, tipId: TIP_ID });
  });

  it('that names no tip tells none', () => {
    const { tip, ...rest } = reported();
    expect(tip).toBe(TIP_MATTER);
    expect(toldBy(hazardOf(rest))).toEqual([]);
    expect(toldBy(hazardOf(REPORT))).toEqual([]);
  });

  it('shows where it came from to its regulators, and to nobody whom it is about', () => {
    const { links: regulators } = HAZARD_FACE.view(closed().state(), ['supervisor']);
    expect(regulators).toEqual([{ relation: 'tip', matterId: TIP_MATTER, number: null, said: null }]);
    for (const relation of ['rectifier', 'operator', 'assist', 'reporter', 'anyone']) {
      const seen = JSON.stringify(HAZARD_FACE.view(closed().state(), [relation]));
      expect(seen).not.toContain(TIP_MATTER);
      expect(seen).not.toContain(TIP_ID);
    }
    expect(HAZARD_FACE.view(hazardOf(REPORT).state(), ['supervisor'])['links']).toEqual([]);
  });

  it('says so by the system alone', () => {
    const hazard = story();
    const { tipId, ...report } = reported();
    expect(tipId).toBe(TIP_ID);
    expect(code(hazard.say('yj-jb', 'Report', report, '2026-03-02 09:00'))).toBe('LinkNotYours');
  });
});
