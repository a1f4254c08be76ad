import { describe, expect, it } from 'vitest';
import type { LinkedReportBody } from '../../../workflows/hazard/command.ts';
import { openFrom } from '../../../workflows/hazard/open-from.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { BODY } from '../../support/hazard-bodies.ts';
import { code, matter, REPORT, story, termsOf, unit, type Story } from '../../support/hazard-story.ts';
import { FINDING, INTERIM, OFFICER, SYSTEM_ACTOR, TIP_ID, TIP_MATTER, tipIn, TRUE } from './story.ts';

const E = ['sha256:e'];
const OLDER = { terms: { ...termsOf('standard'), rules: 3 } };
/** A report that came of a tip, merged into the hazard of a story. */
const TIPPED: LinkedReportBody = { ...REPORT, source: 'tip', tip: TIP_MATTER, tipId: TIP_ID };
const OTHER = 'tip-2' as MatterId;

/** A hazard into which the report of a tip was merged. */
function master(report: LinkedReportBody = TIPPED, options?: typeof OLDER, own: LinkedReportBody = REPORT): Story {
  const hazard = story(options);
  hazard.say('system', 'Report', own, '2026-03-02 09:00');
  const data = { number: 'YH-2026-000002', report };
  const heard = { from: matter('haz-2'), event: 'HazardMerged', data };
  expect(code(hazard.say('system', 'Hear', heard, '2026-03-02 09:30'))).toBe('done');
  return hazard;
}

const effectsOf = (hazard: Story) => hazard.entries().flatMap((entry) => entry.effects);

/** What a tip was told, in order. */
function toldBy(hazard: Story, tip: MatterId = TIP_MATTER): readonly unknown[] {
  return effectsOf(hazard).flatMap((effect) =>
    effect.type === 'Tell' && effect.matterId === tip ? [effect.data['end']] : [],
  );
}

function opened(hazard: Story): LinkedReportBody {
  const open = effectsOf(hazard).find((effect) => effect.type === 'Open');
  return openFrom(open?.type === 'Open' ? open.input : {}).body;
}

function close(hazard: Story): Story {
  hazard.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
  const { rectifiedBy, opinion } = { rectifiedBy: ['p-ent-jb'], opinion: '合格' };
  const { officers } = BODY.pass;
  const body = { rectifiedBy, officers, items: BODY.submit.items, opinion, signature: { signed: true } };
  expect(code(hazard.say('yj-jb', 'RectifyOnTheSpot', body as never, '2026-03-02 11:00'))).toBe('done');
  return hazard;
}

describe('a hazard into which the report of a tip was merged', () => {
  it('tells the tip that it goes on with it, how it ends, and that it is open again', () => {
    const hazard = close(master());
    expect(toldBy(hazard)).toEqual([null, 'closed']);
    hazard.say('citizen', 'Reopen', { reason: '又出现', evidence: E }, '2026-03-09 09:00');
    expect(toldBy(hazard)).toEqual([null, 'closed', null]);
    const keys = effectsOf(hazard).flatMap((effect) => (effect.type === 'Tell' ? [effect.key] : []));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is the end that the tip waited for', () => {
    const tip = tipIn('verifying', 'hazard');
    tip.send('VerifyTip', { ...TRUE, finding: FINDING }, OFFICER, '2026-03-03T10:00');
    tip.send('AnswerTip', INTERIM, OFFICER, '2026-03-04T09:00');
    const hear = (from: string, end: string | null, number: string) => {
      const body = { from, event: 'HazardEnded', data: { tipId: TIP_ID, number, end } };
      expect(tip.send('Hear', body, SYSTEM_ACTOR, '2026-03-06T09:00')).toBe('done');
      return tip.state.step?.period;
    };
    expect(hear('haz-2', 'merged', 'YH-2026-000002')).toBe('progress');
    for (const effect of effectsOf(close(master())))
      if (effect.type === 'Tell' && effect.matterId === TIP_MATTER)
        hear('haz-1', effect.data['end'] as string | null, String(effect.data['number']));
    expect(tip.state.step?.period).toBe('finalAnswer');
    expect(tip.state.hazards.map(({ number, end }) => [number, end])).toEqual([
      ['YH-2026-000002', 'merged'],
      ['YH-2026-000001', 'closed'],
    ]);
  });

  it('tells it at once that it is closed, where it heard of the merger after its own end', () => {
    const hazard = story();
    hazard.say('system', 'Report', REPORT, '2026-03-02 09:00');
    close(hazard);
    const data = { number: 'YH-2026-000002', report: TIPPED };
    hazard.say('system', 'Hear', { from: matter('haz-2'), event: 'HazardMerged', data }, '2026-03-02 12:00');
    expect(toldBy(hazard)).toEqual(['closed']);
  });

  it('tells a tip that is its own, too, only once, and another not of every merger', () => {
    const hazard = master(TIPPED, undefined, TIPPED);
    expect(toldBy(hazard)).toEqual([null]);
    const data = { number: 'YH-2026-000003', report: { ...TIPPED, tip: OTHER, tipId: 't2' } };
    hazard.say('system', 'Hear', { from: matter('haz-3'), event: 'HazardMerged', data }, '2026-03-02 09:40');
    hazard.say('system', 'Hear', { from: matter('haz-4'), event: 'CaseOpened', data: {} }, '2026-03-02 09:50');
    close(hazard);
    expect([toldBy(hazard), toldBy(hazard, OTHER)]).toEqual([
      [null, 'closed'],
      [null, 'closed'],
    ]);
  });

  it('leaves the tip to the report that is opened anew when it is finally rejected', () => {
    const hazard = master();
    hazard.say('yj-jb', 'ProposeRejection', { reason: '不存在', evidence: E }, '2026-03-02 10:00');
    hazard.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '同意' }, '2026-03-02 11:00');
    hazard.pass('2026-12-01 00:00');
    expect(toldBy(hazard)).toEqual([null]);
    expect(opened(hazard)).toMatchObject({ tip: TIP_MATTER, tipId: TIP_ID });
  });

  it('hands it on to its own master, and to its child', () => {
    const merged = master();
    merged.say('yj-jb', 'Merge', { master: matter('haz-2'), reason: '重复' }, '2026-03-02 11:00');
    expect(toldBy(merged)).toEqual([null, 'merged']);
    const tell = effectsOf(merged).findLast((effect) => effect.type === 'Tell' && effect.key === 'merged');
    const told = tell?.type === 'Tell' ? tell.data['report'] : undefined;
    const next = master(told as LinkedReportBody);
    expect(next.state().merged.map(({ report }) => report.tip)).toEqual([undefined, TIP_MATTER]);
    expect(next.state().merged.every(({ report }) => report.merged === undefined)).toBe(true);
    expect(toldBy(close(next))).toEqual([null, 'closed']);
    expect(tell).toMatchObject({ otherwise: { input: { report: { merged: [{ from: 'haz-2' }] } } } });

    const moved = master();
    moved.say('yj-jb', 'Transfer', { to: unit('zj'), reason: '属其职责', evidence: E }, '2026-03-02 10:00');
    const answer = { answer: 'accept', reason: '接收', evidence: E } as const;
    moved.say('zj-jb', 'AnswerTransfer', answer, '2026-03-03 09:00');
    expect(toldBy(moved)).toEqual([null, 'movedOn']);
    const child = story();
    expect(code(child.say('system', 'Report', opened(moved), '2026-03-03 09:00'))).toBe('done');
    expect(toldBy(child)).toEqual([null]);
  });

  it('told nothing of it under older rules', () => {
    const hazard = close(master(TIPPED, OLDER));
    expect(toldBy(hazard)).toEqual([]);
    const merged = master(TIPPED, OLDER);
    merged.say('yj-jb', 'Merge', { master: matter('haz-2'), reason: '重复' }, '2026-03-02 11:00');
    expect(effectsOf(merged).at(-1)).toMatchObject({ key: 'merged', data: { report: REPORT } });
    expect(JSON.stringify(effectsOf(merged))).not.toContain(TIP_ID);
  });
});
