import { outsideShown, paperShown, type PaperView } from '../kernel/paper-view.ts';
import type { DocumentName } from '../kernel/papers.ts';
import { letterOf } from './documents.ts';
import type { HazardState } from './state.ts';

/** Papers that are addressed to whoever is inspected or rectifies, or to everybody. */
const FOR_PARTIES: readonly DocumentName[] = [
  'inspectionRecord',
  'rectifyOrder',
  'onSiteDecision',
  'notice',
  'assignmentSlip',
  'planOpinion',
  'extensionForm',
  'recheckOpinion',
  'onTheSpotRecord',
  'listLetter',
  'focusLetter',
  'listingNotice',
  'delistingNotice',
  'controlDecision',
  'supplyCutNotice',
  'resumptionOpinion',
  'stayDecision',
];

/** The papers of a hazard in the order in which they came; parties see those that are theirs, once they are issued. */
export function paperList(state: HazardState, isOutsider: boolean): readonly PaperView[] {
  const { papers = [], assignment, acts } = state;
  const order = assignment?.order;
  const outside = [
    ...(order?.number == null ? [] : [outsideShown(order.type, order.number)]),
    ...papers.flatMap(({ document, replaced }) =>
      replaced === undefined || document === order?.type ? [] : [outsideShown(document, replaced)],
    ),
    ...acts.flatMap(({ rung, document }) => {
      const letter = letterOf(rung, state);
      return letter === null || document === null ? [] : [outsideShown(letter, document)];
    }),
  ];
  const all = [...outside, ...papers.map(paperShown)];
  return isOutsider
    ? all.filter(({ document, state }) => FOR_PARTIES.includes(document) && ISSUED.includes(state))
    : all;
}

const ISSUED: readonly PaperView['state'][] = ['issued', 'served', 'outside'];
