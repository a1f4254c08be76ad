import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../workflows/kernel/effect.ts';
import type { Recorded } from '../../../workflows/kernel/event.ts';
import type { Bodies } from '../../../workflows/hazard/command.ts';
import { HAZARD_FACE as face } from '../../../workflows/hazard/face.ts';
import { ofTownship } from '../../support/control-bodies.ts';
import { BODY, driven, people } from '../../support/hazard-bodies.ts';
import { code, day, RULES, ROW, story, termsOf, time, unit, who, type Story } from '../../support/hazard-story.ts';

const VISIT: Bodies['RecordUrging'] = { visitedOn: day('2026-03-04'), found: '正在整改，已督促' };
const visit = (told: Story, at: string, changes: Partial<Bodies['RecordUrging']> = {}, heard = at) =>
  told.say('town-jb', 'RecordUrging', { ...VISIT, visitedOn: day(at.slice(0, 10)), ...changes }, at, heard);
const tasks = (told: Story) => told.state().urgings;
const typesOf = (events: readonly Recorded[]) => events.map((event) => event.type);
const urgingTypes = (told: Story) => told.types().filter((type) => /Urging|Tasked/.test(type));

function effectsOf(told: Story, type: string): readonly Effect[] {
  const event = told.events().findLast((one) => one.type === type);
  if (event === undefined) throw new Error(`no ${type}`);
  return RULES.effects(told.state(), event, told.state());
}

describe('the township', () => {
  it('is asked with the order to see to it within seven days, and told so', () => {
    const told = driven('assigned');
    expect(tasks(told)).toMatchObject([{ nth: 1, round: 1, post: 'town-jb', until: time('2026-03-11 00:00') }]);
    expect(effectsOf(told, 'TownshipTasked')).toMatchObject([
      { type: 'Notify', posts: ['town-jb'], data: { until: time('2026-03-11 00:00') } },
    ]);
    expect(told.state().steps.at(-1)?.holders.at(-1)?.post).toBe('ent-jb');
  });

  it('is asked by the end of T where that comes first', () => {
    const told = driven('assigned', {}, { assign: { limit: 3 } });
    expect(tasks(told)).toMatchObject([{ until: time('2026-03-07 00:00'), provisional: false }]);
    const { service: _service, ...unserved } = BODY.assign;
    const provisional = driven('graded');
    provisional.say('yj-jb', 'Assign', { ...unserved, limit: 3 }, '2026-03-03 09:00');
    expect(tasks(provisional)).toMatchObject([{ until: time('2026-03-07 00:00'), provisional: true }]);
  });

  it('says what it found, and who supervises reads of it', () => {
    const told = driven('rectifying');
    expect(typesOf(visit(told, '2026-03-04 15:00').events)).toEqual(['UrgingRecorded']);
    expect(tasks(told)[0]?.visits).toEqual([
      { on: '2026-03-04', by: who('town-jb').person, at: time('2026-03-04 15:00'), late: false },
    ]);
    expect(told.events().at(-1)?.data).toMatchObject({ found: VISIT.found, evidence: [] });
    expect(effectsOf(told, 'UrgingRecorded')).toMatchObject([{ type: 'Notify', posts: ['yj-jb'] }]);
    expect(code(visit(told, '2026-03-06 15:00', { evidence: ['sha256:p'] }))).toBe('done');
    expect(tasks(told)[0]?.visits).toHaveLength(2);
    expect(typesOf(told.pass('2026-03-12 00:00'))).not.toContain('UrgingMissed');
    expect(told.state().people.rectifiers).toEqual([]);
  });

  it('alone is asked: nobody of another township, nor of the enterprise', () => {
    const told = driven('rectifying');
    expect(code(told.say('ent-jb', 'RecordUrging', VISIT, '2026-03-04 15:00'))).toBe('NotYours');
    expect(face.relations(told.state(), { ...who('town-jb'), unit: unit('far') })).not.toContain('township');
    expect(face.relations(told.state(), { ...who('ent-jb'), unit: unit('town') })).not.toContain('township');
  });

  it('sees of the matter what other outsiders see, and its task', () => {
    const told = driven('rectifying');
    const view = face.view(told.state(), ['anyone', 'township', 'authority']);
    expect(view).not.toHaveProperty('grounds');
    expect(view).toMatchObject({ regions: { urging: { running: 1, tasks: [{ nth: 1 }] } } });
    const done = driven('rechecking');
    expect(face.view(done.state(), ['anyone'])).toMatchObject({ regions: { urging: { running: null } } });
  });
});

describe('a township that does not come', () => {
  it('is told upward once, which moves nothing else', () => {
    const told = driven('rectifying');
    const [missed, ...rest] = told.pass('2026-03-11 00:00');
    expect(rest).toEqual([]);
    expect(missed).toMatchObject({ type: 'UrgingMissed', at: time('2026-03-11 00:00'), data: { nth: 1 } });
    expect(told.state()).toMatchObject({ status: 'rectifying', urgings: [{ missedAt: time('2026-03-11 00:00') }] });
    expect(told.state().steps.at(-1)?.holders.at(-1)?.post).toBe('ent-jb');
    expect(effectsOf(told, 'UrgingMissed')).toMatchObject([
      { type: 'Notify', notice: 'UrgingMissed', posts: ['town-fg', 'town-zr', 'awb-jb'] },
      { type: 'RecordDuty', post: 'town-fg', duty: 'urging:missed', key: expect.stringContaining('town-fg') as string },
      { type: 'RecordDuty', post: 'town-zr', duty: 'urging:missed', data: { until: time('2026-03-11 00:00') } },
    ]);
    told.pass('2026-04-30 00:00');
    expect(urgingTypes(told)).toEqual(['TownshipTasked', 'UrgingMissed']);
  });

  it('may still come, late', () => {
    const told = driven('rectifying');
    told.pass('2026-03-11 00:00');
    expect(typesOf(visit(told, '2026-03-12 09:00').events)).toEqual(['UrgingRecorded']);
    expect(tasks(told)).toMatchObject([{ missedAt: time('2026-03-11 00:00'), visits: [{ late: true }] }]);
  });

  it('but came in time and was heard late has missed nothing', () => {
    const told = driven('rectifying');
    told.pass('2026-03-11 00:00');
    const said = visit(told, '2026-03-10 23:59', {}, '2026-03-11 00:05');
    expect(typesOf(said.events)).toEqual(['UrgingRecorded', 'UrgingMissWithdrawn']);
    expect(tasks(told)).toMatchObject([{ missedAt: null, visits: [{ late: false }] }]);
    expect(effectsOf(told, 'UrgingMissWithdrawn')).toMatchObject([
      { notice: 'UrgingMissWithdrawn', posts: ['town-fg', 'town-zr', 'awb-jb'] },
      { type: 'RecordDuty', duty: 'urging:withdrawn' },
      { type: 'RecordDuty', duty: 'urging:withdrawn' },
    ]);
  });

  it('owes nothing where the work was handed in in time, though it was heard late', () => {
    const told = driven('rectifying', {}, { assign: { limit: 3 } });
    told.pass('2026-03-07 00:00');
    expect(urgingTypes(told)).toEqual(['TownshipTasked', 'UrgingMissed']);
    const said = told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-06 23:59', '2026-03-07 00:05');
    expect(typesOf(said.events)).toContain('UrgingMissWithdrawn');
    expect(tasks(told)[0]?.missedAt).toBeNull();
  });

  it.each([
    ['town-jb', 'RecordUrging', { ...VISIT, visitedOn: day('2026-03-10') }, '任务在期限内已督促，办理在后'],
    ['ent-jb', 'SubmitRectification', BODY.submit, '任务在期限内已报验，办理在后'],
    ['awb-jb', 'StayClock', { reason: '暴雨', evidence: ['sha256:e'] }, '任务在期限内因中止计时而停止，办理在后'],
    [
      'awb-jb',
      'Reassign',
      { part: 'rectifier', unit: unit('zj'), reason: '调整' },
      '任务在期限内因改派整改单位而终止，办理在后',
    ],
    [
      'awb-zr',
      'Abolish',
      { decisionNumber: '关闭〔2026〕1号', reason: '关闭', evidence: ['sha256:e'] },
      '任务在期限内已不再需要，办理在后',
    ],
  ] as const)('is told by %s why it missed nothing after %s', (by, type, body, because) => {
    const told = driven('rectifying');
    told.pass('2026-03-11 00:00');
    const said = told.say(by, type, body, '2026-03-10 23:59', '2026-03-11 00:05');
    expect(said.events.find((event) => event.type === 'UrgingMissWithdrawn')?.data).toMatchObject({ because });
  });

  it('tells why after an adjudication as well', () => {
    const told = driven('assigned');
    told.say('ent-jb', 'ReturnAssignment', { reason: '非我单位', evidence: [] }, '2026-03-03 10:00');
    told.pass('2026-03-11 00:00');
    const body = { decision: 'other', unit: unit('zj'), reason: '裁定' } as const;
    const said = told.say('fenguan', 'Adjudicate', body, '2026-03-10 23:59', '2026-03-11 00:05');
    expect(said.events.find((event) => event.type === 'UrgingMissWithdrawn')?.data).toMatchObject({
      because: '任务在期限内因裁定改由其他单位办理而终止，办理在后',
    });
  });

  it('has missed it all the same when something else is heard late', () => {
    const told = driven('rectifying');
    told.pass('2026-03-11 00:00');
    const progress = { text: '进展', evidence: [] };
    const said = told.say('ent-jb', 'ReportProgress', progress, '2026-03-10 23:59', '2026-03-11 00:05');
    expect(typesOf(said.events)).toEqual(['ProgressReported']);
    const late = told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-12 09:00');
    expect(typesOf(late.events)).toEqual(['RectificationSubmitted']);
    expect(tasks(told)[0]?.missedAt).toBe(time('2026-03-11 00:00'));
  });

  it('at the very end of its time is in time', () => {
    const told = driven('rectifying');
    const said = visit(told, '2026-03-11 00:00');
    expect(typesOf(said.events)).toContain('UrgingRecorded');
    expect(tasks(told)).toMatchObject([{ missedAt: null, visits: [{ late: false }] }]);
  });
});

describe('the township’s task', () => {
  it('is over when the work is handed in, and comes anew with the next round', () => {
    const told = driven('rechecking');
    expect(typesOf(told.pass('2026-03-12 00:00'))).not.toContain('UrgingMissed');
    told.say('yj-jb', 'Recheck', BODY.fail, '2026-03-12 09:00');
    expect(tasks(told)).toMatchObject([{ round: 1 }, { nth: 2, round: 2, until: time('2026-03-20 00:00') }]);
    expect(code(visit(told, '2026-03-13 09:00'))).toBe('done');
    expect(tasks(told).map(({ visits }) => visits.length)).toEqual([0, 1]);
  });

  it('runs on when T ends without a submission', () => {
    const told = driven('rectifying', {}, { assign: { limit: 3 } });
    told.pass('2026-03-09 00:00');
    expect(told.state().status).toBe('rechecking');
    expect(code(visit(told, '2026-03-09 09:00'))).toBe('done');
  });

  it('comes anew when a closed hazard is opened again, on a new limit', () => {
    const told = driven('closed');
    told.say('citizen', 'Reopen', { reason: '反弹', evidence: ['sha256:e'] }, '2026-03-20 09:00');
    expect(tasks(told)).toMatchObject([{ round: 1 }, { round: 2, until: time('2026-03-28 00:00') }]);
  });

  it('comes anew with another rectifier, and not where that is the township itself', () => {
    const told = driven('rectifying');
    const reassign = (to: string, at: string) =>
      told.say('awb-jb', 'Reassign', { part: 'rectifier', unit: unit(to), reason: '调整' }, at);
    reassign('town', '2026-03-04 09:00');
    expect(tasks(told)).toHaveLength(1);
    expect(typesOf(told.pass('2026-03-12 00:00'))).not.toContain('UrgingMissed');
    reassign('ent', '2026-03-12 09:00');
    // What is left of T is less than seven days.
    expect(tasks(told)).toMatchObject([{ nth: 1 }, { nth: 2, until: time('2026-03-19 00:00') }]);
    expect(tasks(ofTownship())).toEqual([]);
  });

  it('has its own time where T was over already when another took it on', () => {
    const told = driven('graded');
    told.say('yj-jb', 'Assign', { ...BODY.assign, limit: 16 }, '2026-03-03 09:00');
    told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
    told.pass('2026-03-20 00:00');
    expect(told.state().status).toBe('planning');
    told.say('awb-jb', 'Reassign', { part: 'rectifier', unit: unit('zj'), reason: '调整' }, '2026-03-23 09:00');
    expect(tasks(told).at(-1)?.until).toBe(time('2026-03-31 00:00'));
  });

  it('comes with the adjudicator’s other choice', () => {
    const told = driven('assigned');
    told.say('ent-jb', 'ReturnAssignment', { reason: '非我单位', evidence: [] }, '2026-03-03 10:00');
    told.say('awb-jb', 'Adjudicate', { decision: 'other', unit: unit('zj'), reason: '裁定' }, '2026-03-04 09:00');
    expect(tasks(told)).toHaveLength(2);
  });

  it('rests while T is stayed, and comes anew when the stay is lifted', () => {
    const told = driven('rectifying');
    told.say('awb-jb', 'StayClock', { reason: '暴雨', evidence: ['sha256:e'] }, '2026-03-05 09:00');
    expect(told.pass('2026-03-12 00:00')).toEqual([]);
    expect(code(visit(told, '2026-03-12 09:00'))).toBe('NoUrgingTask');
    told.say('awb-jb', 'LiftStay', { reason: '雨停' }, '2026-03-13 09:00');
    expect(tasks(told)).toMatchObject([{ visits: [] }, { until: time('2026-03-21 00:00') }]);
  });

  it('does not come with another rectifier while T is stayed, but with the end of the stay', () => {
    const told = driven('rectifying');
    told.say('awb-jb', 'StayClock', { reason: '暴雨', evidence: ['sha256:e'] }, '2026-03-05 09:00');
    const body = { part: 'rectifier', unit: unit('zj'), reason: '调整' } as const;
    expect(typesOf(told.say('awb-jb', 'Reassign', body, '2026-03-06 09:00').events)).toEqual(['RectifierReassigned']);
    told.say('zj-jb', 'Accept', {}, '2026-03-06 10:00');
    told.say('awb-jb', 'LiftStay', { reason: '雨停' }, '2026-03-13 09:00');
    expect(tasks(told)).toMatchObject([{ nth: 1 }, { nth: 2, until: time('2026-03-21 00:00') }]);
  });

  it('is none under older rules, under a policy without its figure, and of an imported row before its next round', () => {
    const terms = termsOf('standard');
    expect(tasks(driven('rectifying', { terms: { ...terms, rules: 2 } }))).toEqual([]);
    const { urging: _urging, ...periods } = terms.periods;
    const lacking = driven('rectifying', { terms: { ...terms, periods: periods as typeof terms.periods } });
    expect(tasks(lacking)).toEqual([]);
    const imported = story();
    imported.say('system', 'Import', ROW, '2026-03-02 09:00');
    expect(tasks(imported)).toEqual([]);
    const checked = { ...BODY.fail, officers: people('yj-jb', 'yj-jb2') };
    expect(code(imported.say('yj-jb', 'Recheck', checked, '2026-03-03 09:00'))).toBe('done');
    expect(tasks(imported)).toMatchObject([{ round: 2 }]);
  });
});
