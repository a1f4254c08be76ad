import { pendingItems } from '../../../workflows/hazard/decide/parts.ts';
import { isTakenOver } from '../../../workflows/hazard/decide/officers.ts';
import type { Bodies } from '../../../workflows/hazard/command.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';
import { BODY, people } from '../../support/hazard-bodies.ts';
import { BY_PAPER } from '../../support/hazard-papers.ts';
import type { AsksOf } from './asked.ts';
import { holderOfIt, ofLead } from './seats.ts';

type Outcome = 'Recheck' | 'DecideCloseout' | 'LookBack' | 'Reopen' | 'Abolish' | 'RectifyOnTheSpot';

const WHY = { reason: '理由', evidence: ['sha256:e'] };

/** What is asked from the recheck on. */
export const OUTCOME_ASKS: AsksOf<Outcome> = {
  Recheck: (state) => {
    const by = ofLead(state, 'jb');
    const across = isTakenOver(state) ? (['awb-jb', 'zj-jb', 'zj-jb2'] as const) : null;
    return [
      [by, checked(state, 'passed', by, ofLead(state, 'jb2'))],
      [by, checked(state, 'passed', by, ofLead(state, 'fg'))],
      [by, checked(state, 'failed', by, ofLead(state, 'fg'))],
      ...(across === null ? [] : ([[across[0], checked(state, 'passed', ...across)]] as const)),
      [by, checked(state, 'passed', by, 'ent-jb'), 'wrong'],
      ['ent-jb', checked(state, 'passed', 'ent-jb', by), 'wrong'],
    ];
  },
  DecideCloseout: (state) => [
    [holderOfIt(state), { decision: 'approve', reason: '同意' }],
    [holderOfIt(state), { decision: 'refuse', reason: '材料不齐' }],
    [ofLead(state, 'zr'), { decision: 'approve', reason: '上级审批' }],
    [ofLead(state, 'jb'), { decision: 'approve', reason: '复查人自批' }, 'wrong'],
  ],
  LookBack: (state) => [
    ['ducha', { result: 'passed', officers: people('group'), note: '看', evidence: ['sha256:e'] }],
    ['ducha', { result: 'failed', officers: people('group'), note: '看', evidence: ['sha256:e'] }],
    ['ducha', { result: 'passed', officers: people(ofLead(state, 'jb')), note: '看', evidence: ['sha256:e'] }, 'wrong'],
  ],
  Reopen: () => [['citizen', WHY]],
  Abolish: () => [['awb-zr', { decisionNumber: '政关〔2026〕1号', ...WHY }]],
  RectifyOnTheSpot: (state) => {
    const by = ofLead(state, 'jb');
    return [
      [by, onTheSpot(state, 'ent-jb')],
      [by, onTheSpot(state, ofLead(state, 'jb2')), 'wrong'],
    ];
  },
};

function checked(state: HazardState, result: 'passed' | 'failed', ...officers: string[]): Bodies['Recheck'] {
  const expert = state.severity === 'major' ? ['expert'] : [];
  const items = pendingItems(state).map(({ id }) => ({ id, result, note: '查' }));
  // An opinion is made where the order was.
  const { pass } = state.assignment?.order?.number === null ? BY_PAPER : BODY;
  return { ...pass, officers: people(...officers, ...expert), items };
}

function onTheSpot(state: HazardState, by: string): Bodies['RectifyOnTheSpot'] {
  return {
    rectifiedBy: people(by),
    officers: people(ofLead(state, 'jb'), ofLead(state, 'jb2')),
    items: pendingItems(state).map(({ id }) => ({ id, done: '当场整改', evidence: ['sha256:e'] })),
    opinion: '合格',
    signature: { signed: true },
  };
}
