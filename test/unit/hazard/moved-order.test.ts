import { expect, it } from 'vitest';
import type { Bodies } from '../../../workflows/hazard/command.ts';
import { BODY, driven } from '../../support/hazard-bodies.ts';
import { BY_PAPER, drivenByPaper } from '../../support/hazard-papers.ts';
import { KNOWN, story, REPORT, termsOf, unit, who, type Story } from '../../support/hazard-story.ts';

const MILL = {
  unit: unit('mill'),
  kind: 'enterprise',
  region: unit('town'),
  ranks: { 1: who('mill-jb').post },
} as const;
const MILL_KNOWN = { ...KNOWN, units: { ...KNOWN.units, [MILL.unit]: MILL } };
type Order = Bodies['Assign']['order'];

function ordered(type: Order['type']): Story {
  const life = story();
  life.say('yj-jb', 'Report', REPORT, '2026-03-02 09:00');
  life.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
  life.say('yj-jb', 'Grade', BODY.general, '2026-03-02 11:00');
  life.say('yj-jb', 'Assign', { ...BY_PAPER.assign, order: { ...BY_PAPER.assign.order, type } }, '2026-03-03 09:00');
  return life;
}
function moved(life: Story, by: string, to: string) {
  const body = { part: 'rectifier', unit: unit(to), reason: '转租' } as const;
  life.say(by, 'Reassign', body, '2026-03-03 09:30', undefined, MILL_KNOWN);
  return life.state().assignment?.order;
}

it.each([
  ['a department', 'yj-jb', 'mill', 'rectifyOrder', 'rectifyOrder'],
  ['a department', 'yj-jb', 'mill', 'onSiteDecision', 'onSiteDecision'],
  ['安委办', 'awb-jb', 'mill', 'rectifyOrder', 'notice'],
  ['安委办', 'awb-jb', 'mill', 'onSiteDecision', 'notice'],
  ['安委办', 'awb-jb', 'mill', 'assignmentSlip', 'assignmentSlip'],
  ['a department', 'yj-jb', 'town', 'rectifyOrder', 'assignmentSlip'],
  ['安委办', 'awb-jb', 'town', 'rectifyOrder', 'assignmentSlip'],
  ['a department', 'yj-jb', 'town', 'notice', 'notice'],
] as const)('what %s (%s) gives %s instead of a %s is a %s', (_who, by, to, from, becomes) => {
  const life = ordered(from);
  const order = moved(life, by, to);
  expect(order?.type).toBe(becomes);
  expect(life.state().papers?.at(-1)?.document).toBe(becomes);
  if (from !== becomes) expect(order).toMatchObject({ officers: [], remedies: null });
});

it('is the same where an adjudication names the unit', () => {
  const life = drivenByPaper('assigned');
  life.say('ent-jb', 'ReturnAssignment', { reason: '理由', evidence: ['sha256:e'] }, '2026-03-03 10:00');
  life.say('awb-jb', 'Adjudicate', { decision: 'other', unit: unit('town'), reason: '理由' }, '2026-03-04 09:00');
  expect(life.state().assignment?.order?.type).toBe('assignmentSlip');
});

it('stands as it was typed where it was made outside, and under older rules', () => {
  expect(moved(driven('assigned'), 'awb-jb', 'town')?.type).toBe('rectifyOrder');
  const older = driven('assigned', { terms: { ...termsOf('standard'), rules: 3 } });
  expect(moved(older, 'awb-jb', 'town')?.type).toBe('rectifyOrder');
});
