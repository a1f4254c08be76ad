import { BODY } from '../../support/hazard-bodies.ts';
import { matter, unit } from '../../support/hazard-story.ts';
import type { AsksOf } from './asked.ts';
import { holderOfIt, ofLead } from './seats.ts';

type Intake =
  | 'Verify'
  | 'ProposeRejection'
  | 'DecideRejection'
  | 'Appeal'
  | 'Merge'
  | 'Transfer'
  | 'AnswerTransfer'
  | 'Grade'
  | 'DecideGrade';

const WHY = { reason: '理由', evidence: ['sha256:e'] };

/** What is asked of a matter until it is assigned, and of its grade. */
export const INTAKE_ASKS: AsksOf<Intake> = {
  Verify: (state) => [
    [holderOfIt(state), BODY.verify],
    ['ent-jb', BODY.verify, 'wrong'],
  ],
  ProposeRejection: (state) => [[holderOfIt(state), WHY]],
  DecideRejection: (state) => [
    [holderOfIt(state), { decision: 'approve', reason: '属误报' }],
    [holderOfIt(state), { decision: 'decline', reason: '须再核实' }],
    ['yj-jb', { decision: 'approve', reason: '自己审定' }, 'wrong'],
  ],
  Appeal: () => [
    ['yj-jb', WHY],
    ['citizen', WHY, 'wrong'],
  ],
  Merge: (state) => [[holderOfIt(state), { master: matter('haz-2'), reason: '同一隐患' }]],
  Transfer: (state) => [
    [holderOfIt(state), { ...WHY, to: unit('zj') }],
    [holderOfIt(state), { ...WHY, to: unit('out') }],
  ],
  AnswerTransfer: (state) => {
    if (state.transfer === null) return [];
    const by = state.transfer.outside ? ofLead(state, 'jb') : `${state.transfer.to}-jb`;
    return [
      [by, { answer: 'accept', ...WHY }],
      [by, { answer: 'object', ...WHY }],
      ['ent-jb', { answer: 'accept', ...WHY }, 'wrong'],
    ];
  },
  Grade: (state) => [
    [ofLead(state, 'jb'), BODY.general],
    [ofLead(state, 'jb'), BODY.major],
  ],
  DecideGrade: ({ gradeProposal }) => {
    const by = gradeProposal?.confirmers[gradeProposal.at]?.post;
    if (by === undefined) return [];
    return [
      [by, { decision: 'confirm', reason: '同意' }],
      [by, { decision: 'decline', reason: '不同意' }],
      ['yj-jb', { decision: 'confirm', reason: '自己确认' }, 'wrong'],
    ];
  },
};
