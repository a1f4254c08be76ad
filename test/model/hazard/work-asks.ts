import { dayOf } from '../../../workflows/kernel/instant.ts';
import { PAPER_RULES, type DocumentName } from '../../../workflows/kernel/papers.ts';
import { pendingItems } from '../../../workflows/hazard/decide/parts.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';
import { BODY, people } from '../../support/hazard-bodies.ts';
import { unit } from '../../support/hazard-story.ts';
import type { AsksOf } from './asked.ts';
import { holderOfIt, ofLead, ofRectifier } from './seats.ts';

type Work =
  | 'Assign'
  | 'Reassign'
  | 'RecordService'
  | 'ReplacePaper'
  | 'Accept'
  | 'ReturnAssignment'
  | 'Adjudicate'
  | 'SubmitPlan'
  | 'DecidePlan'
  | 'ReportProgress'
  | 'RequestExtension'
  | 'DecideExtension'
  | 'SubmitAssist'
  | 'SubmitRectification';

const WHY = { reason: '理由', evidence: ['sha256:e'] };
const MORE_TIME = { amount: 5, reason: 'forceMajeure', explanation: '暴雨', evidence: ['sha256:e'] } as const;

/** What is asked from the assignment to the submission. */
export const WORK_ASKS: AsksOf<Work> = {
  Assign: (state, at) => {
    const { service, ...unserved } = { ...BODY.assign, order: { ...BODY.assign.order, date: dayOf(at) } };
    const served = { ...unserved, service: { ...service, date: dayOf(at) } };
    return [
      [ofLead(state, 'jb'), served],
      [ofLead(state, 'jb'), { ...unserved, limit: 20, assists: [{ unit: unit('zj'), task: '协助断电' }] }],
      ['ent-jb', served, 'wrong'],
    ];
  },
  Reassign: (state) => [
    ['awb-jb', { part: 'rectifier', unit: unit('town'), reason: '理由' }],
    ['awb-jb', { part: 'supervisor', unit: unit('zj'), reason: '理由' }],
    [ofLead(state, 'jb'), { part: 'supervisor', unit: unit('zj'), reason: '推诿' }, 'wrong'],
  ],
  RecordService: (state, at) => [
    [ofLead(state, 'jb'), { way: 'refused', date: dayOf(at), witness: '村委会', evidence: ['sha256:e'] }],
  ],
  ReplacePaper: ({ papers = [], ...state }, at) => {
    const key = papers.findLast(
      ({ document, issued, lapsed }) => !lapsed && issued === null && isServed(document),
    )?.key;
    if (key === undefined) return [];
    const byHand = { key, number: '手1号', date: dayOf(at), ...WHY };
    return [
      [ofLead(state, 'fg'), { ...byHand, service: { ...BODY.assign.service, date: dayOf(at) } }],
      [ofLead(state, 'fg'), byHand],
      [ofLead(state, 'jb'), byHand, 'wrong'],
    ];
  },
  Accept: (state) => [
    [holderOfIt(state), {}],
    [ofLead(state, 'jb'), {}, 'wrong'],
  ],
  ReturnAssignment: (state) => [[ofRectifier(state, 'jb'), WHY]],
  Adjudicate: (state) => [
    ['awb-jb', { decision: 'stands', reason: '理由' }],
    ['awb-jb', { decision: 'other', unit: unit('town'), reason: '理由' }],
    ...(state.transfer === null ? [] : ([['awb-jb', { decision: 'returned', reason: '理由' }]] as const)),
  ],
  SubmitPlan: (state) => [[ofRectifier(state, 'jb'), { ...BODY.plan, limit: state.severity === 'major' ? 60 : 25 }]],
  DecidePlan: (state) => [
    [holderOfIt(state), BODY.approve],
    [holderOfIt(state), { decision: 'reject', reason: '不落实' }],
    [ofRectifier(state, 'jb'), BODY.approve, 'wrong'],
  ],
  ReportProgress: (state) => [[ofRectifier(state, 'fg'), { text: '进展', evidence: [] }]],
  RequestExtension: (state) => [[ofRectifier(state, 'jb'), MORE_TIME]],
  DecideExtension: (state) => {
    const by = state.extensions.find((extension) => extension.decision === 'pending')?.decider.post;
    if (by === undefined) return [];
    return [
      [by, { decision: 'grant', reason: '同意' }],
      [by, { decision: 'refuse', reason: '不同意' }],
      [ofRectifier(state, 'jb'), { decision: 'grant', reason: '自己批准' }, 'wrong'],
    ];
  },
  SubmitAssist: (state) => (state.assists.length === 0 ? [] : [['zj-jb', { result: '完成', evidence: ['sha256:e'] }]]),
  SubmitRectification: (state) => [
    [ofRectifier(state, 'jb'), submission(state)],
    // One of the officers lends a hand: from then on that officer checks nothing here.
    [ofRectifier(state, 'jb'), { ...submission(state), workers: people('yj-jb2') }],
  ],
};

function isServed(document: DocumentName): boolean {
  return PAPER_RULES[document].needsService;
}

function submission(state: HazardState) {
  return { ...BODY.submit, items: pendingItems(state).map(({ id }) => ({ id, done: '完成', evidence: ['sha256:a'] })) };
}
