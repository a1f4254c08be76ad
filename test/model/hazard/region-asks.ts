import { dayOf } from '../../../workflows/kernel/instant.ts';
import type { HazardState, HazardTerms } from '../../../workflows/hazard/state.ts';
import { owedUrging } from '../../../workflows/hazard/urging.ts';
import { people } from '../../support/hazard-bodies.ts';
import { day } from '../../support/hazard-story.ts';
import type { AsksOf } from './asked.ts';
import { ofLead, ofRectifier } from './seats.ts';

type Region =
  | 'ImposeControl'
  | 'RequestResumption'
  | 'DecideResumption'
  | 'CutSupply'
  | 'RestoreSupply'
  | 'StayClock'
  | 'LiftStay'
  | 'Delist'
  | 'RecordUrging'
  | 'ReviseTerms';

const EVIDENCE = ['sha256:e'];
const WHY = { reason: '理由', evidence: EVIDENCE };

/** What is asked of the regions beside the main lifecycle: control, stay, listing, terms. */
export const REGION_ASKS: AsksOf<Region> = {
  RecordUrging: (state, at) => {
    const visit = { visitedOn: dayOf(at), found: '正在整改，已督促' };
    return [...(owedUrging(state) === null ? [] : ([['town-jb', visit]] as const)), ['ent-jb', visit, 'wrong']];
  },
  ImposeControl: (state) => {
    const by = ofLead(state, 'jb');
    const seal = {
      control: 'seal',
      target: '二号仓库',
      officers: officers(state),
      document: '决定书1号',
      ...WHY,
    } as const;
    const stop = { ...seal, control: 'suspend' } as const;
    const standing = state.controls.find((control) => control.liftedAt === null);
    if (standing === undefined) return [[by, seal]];
    return [
      [ofLead(state, 'zr'), { ...seal, extend: standing.nth }],
      [by, { ...seal, extend: standing.nth }, 'wrong'],
      [ofLead(state, 'zr'), { ...stop, replaces: standing.nth }],
      [by, { ...stop, replaces: standing.nth }, 'wrong'],
    ];
  },
  RequestResumption: (state) =>
    state.controls.length + state.supplies.length === 0
      ? []
      : [[ofRectifier(state, 'jb'), { statement: '已整改', evidence: EVIDENCE }]],
  DecideResumption: (state) => {
    if (!state.controls.some((control) => control.liftedAt === null)) return [];
    const review = { officers: officers(state), onSite: true, opinion: '现场复核', evidence: EVIDENCE } as const;
    return [
      [ofLead(state, 'zr'), { ...review, decision: 'consent' }],
      ...(state.resumption === null ? [] : ([[ofLead(state, 'zr'), { ...review, decision: 'refuse' }]] as const)),
      [ofLead(state, 'jb'), { ...review, decision: 'consent' }, 'wrong'],
    ];
  },
  CutSupply: (state) =>
    state.supplies.length > 0 ? [] : [[ofLead(state, 'zr'), { supply: 'power', document: '停电通知1号', ...WHY }]],
  RestoreSupply: (state) => (state.supplies.length === 0 ? [] : [[ofLead(state, 'zr'), { supply: 'power', ...WHY }]]),
  StayClock: () => [['awb-jb', WHY]],
  LiftStay: (state) => (state.stays.length === 0 ? [] : [['awb-jb', { reason: '理由' }]]),
  Delist: (state) => (state.listing === 'listed' ? [['xianzhang', { reason: '理由' }]] : []),
  ReviseTerms: (state) =>
    isRevised(state.terms) ? [] : [['awb-zr', { cause: 'calendar', reason: '国务院办公厅通知公布' }]],
};

const NEW_HOLIDAY = day('2026-03-16');

/** Terms as a newly published year makes them: one more day off, and the next year covered. */
export function revisedTerms(terms: HazardTerms): HazardTerms {
  const { calendar } = terms;
  const holidays = [...calendar.holidays, NEW_HOLIDAY].sort();
  return { ...terms, calendar: { ...calendar, holidays, coveredTo: day('2027-12-31') } };
}

function isRevised(terms: HazardTerms): boolean {
  return terms.calendar.holidays.includes(NEW_HOLIDAY);
}

function officers(state: HazardState) {
  const expert = state.severity === 'major' ? ['expert'] : [];
  return people(ofLead(state, 'jb'), ofLead(state, 'fg'), ofLead(state, 'zr'), ...expert);
}
