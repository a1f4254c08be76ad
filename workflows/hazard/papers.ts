import { isInEffect, isPaperEvent, papersAfter } from '../kernel/paper-told.ts';
import { PAPER_RULES, paperAsked, type Paper } from '../kernel/papers.ts';
import { papersOf, PAPERS_SINCE } from './documents.ts';
import type { HazardRecorded } from './event.ts';
import type { HazardState, Matter } from './state.ts';
import { ORDER_TYPES } from './vocabulary.ts';

/** The state with its papers as an event leaves them: asked for, told of, or overtaken. Older rules follow none. */
export function withPapers(before: HazardState, event: HazardRecorded, after: HazardState): HazardState {
  if (after.terms.rules < PAPERS_SINCE) return after;
  const { papers = [] } = before;
  const told = isPaperEvent(event) ? papersAfter(papers, event, event.at) : papers;
  // The round that an event belongs to is the one that it found.
  const asked = papersOf(event, after).flatMap(
    ({ key, document }) => paperAsked(key, document, event.seq, before.round) ?? [],
  );
  const left = told.map((paper) => (paper.issued === null ? { ...paper, ...overtaken(paper, event, before) } : paper));
  const all = [...left, ...asked];
  return all.length === 0 ? after : { ...after, papers: all };
}

function overtaken(paper: Paper, event: HazardRecorded, matter: Matter): Partial<Paper> {
  if (event.type === 'PaperReplaced')
    return event.data.key === paper.key ? { lapsed: true, replaced: event.data.number } : {};
  if (event.type === 'LastPapersMissed') return event.data.keys.includes(paper.key) ? { lapsed: true } : {};
  return waitsForIssue(paper) && isOvertaken(paper, event, matter) ? { lapsed: true } : {};
}

/** What is itself somebody's act, or the system's, is valid from its event on, drawn or not. */
function waitsForIssue({ document }: Paper): boolean {
  const { mode } = PAPER_RULES[document];
  return mode === 'officers' || mode === 'unit';
}

/** An order to another unit takes the place of the one before, a new review that of the same round's; nothing is issued of what was closed down. */
function isOvertaken(paper: Paper, { type }: HazardRecorded, { round }: Matter): boolean {
  switch (type) {
    case 'RectifierReassigned':
    case 'AssignmentMoved':
      return isOrder(paper);
    case 'RecheckPassed':
    case 'RecheckFailed':
      return isOpinion(paper) && paper.round === round;
    default:
      return type === 'Abolished';
  }
}

function isOrder({ document }: Paper): boolean {
  return ORDER_TYPES.some((type) => type === document);
}

function isOpinion({ document }: Paper): boolean {
  return document === 'recheckOpinion';
}

/** The paper of the running order; null while there is none, or where it was made outside. */
export function orderPaper({ papers = [], assignment }: Matter): Paper | null {
  if (typeof assignment?.order?.number === 'string') return null;
  return papers.findLast((paper) => isOrder(paper) && !paper.lapsed) ?? null;
}

/** Whether the running order has not been issued and served yet: nothing can be rechecked against it. */
export function isOrderUnfinished(matter: Matter): boolean {
  const order = orderPaper(matter);
  return order === null ? isUnserved(matter) : !isInEffect(order);
}

/** Whether an order that was made outside has not been served: what reached nobody binds nobody. Not asked before rules 4. */
function isUnserved({ terms, assignment }: Matter): boolean {
  const isOutside = typeof assignment?.order?.number === 'string';
  return terms.rules >= PAPERS_SINCE && isOutside && assignment.service === null;
}

/** Whether the order, this round's review opinion or the letter of the listing has not been issued and served yet. */
export function arePapersUnfinished(matter: Matter): boolean {
  const { papers = [], round } = matter;
  const opinion = papers.findLast((paper) => isOpinion(paper) && paper.round === round && !paper.lapsed);
  const letter = papers.findLast(({ document, lapsed }) => document === 'listLetter' && !lapsed);
  return isOrderUnfinished(matter) || [opinion, letter].some((paper) => paper !== undefined && !isInEffect(paper));
}
