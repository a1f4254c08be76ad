import { RUNGS } from '../../../workflows/hazard/supervision.ts';
import { PAPER_RULES, type DocumentName } from '../../../workflows/kernel/papers.ts';
import { tellings } from '../../support/hazard-papers.ts';
import { matter, post, unit } from '../../support/hazard-story.ts';
import type { Asked, AsksOf } from './asked.ts';
import { ofLead } from './seats.ts';

type Supervision =
  'DecideRung' | 'ReplyToSupervision' | 'LowerLevel' | 'RaiseGround' | 'CorrectRecord' | 'HandOver' | 'Hear';

/** More grounds than these lead to nothing new. */
const GROUNDS_MAX = 2;

/** What is asked of the ladder, and by the system. */
export const SUPERVISION_ASKS: AsksOf<Supervision> = {
  DecideRung: ({ proposals }) =>
    proposals.flatMap(({ rung, clock, confirmers, at }): Asked<'DecideRung'>[] => {
      const issue = { rung, clock, decision: 'issue', document: '督〔2026〕1号' } as const;
      const [turn, passed] = [confirmers[at], at === 0 ? undefined : confirmers[at - 1]];
      return [
        ...(turn === undefined
          ? []
          : ([
              [turn, issue],
              [turn, { ...issue, decision: 'decline', reason: '理由' }],
            ] as const)),
        ...(passed === undefined ? [] : ([[passed, issue, 'wrong']] as const)),
      ];
    }),
  ReplyToSupervision: (state) => {
    const owed = state.acts.filter((act) => act.replyDue !== null && act.repliedAt === null);
    return owed.flatMap(({ rung, clock }): Asked<'ReplyToSupervision'>[] => {
      const known = RUNGS.find((one) => one === rung);
      return known === undefined ? [] : [[ofLead(state, 'jb'), { rung: known, clock, text: '回复', evidence: [] }]];
    });
  },
  LowerLevel: ({ level }) =>
    level === 0
      ? []
      : [
          ['awb-zr', { to: level - 1, reason: '理由' }],
          ['awb-zr', { to: level, reason: '没有降低' }, 'wrong'],
        ],
  RaiseGround: ({ grounds }) =>
    grounds.length >= GROUNDS_MAX ? [] : [['awb-jb', { ground: 'accident', note: '理由', evidence: ['sha256:e'] }]],
  CorrectRecord: () => [['awb-jb', { field: 'place', value: '二车间', reason: '理由' }]],
  HandOver: () => [['system', { post: post('yj-fg'), unit: unit('yj'), reason: '岗位撤销' }]],
  Hear: (state, at) => [
    ...tellings(state, at)
      .filter(({ data }) => PAPER_RULES[data['document'] as DocumentName].needsService)
      .map((telling) => ['system', telling] as const),
    ['system', { from: matter('acc-1'), event: 'CaseOpened', data: { case: 'acc-1', number: 'WZ-2026-000001' } }],
  ],
};
