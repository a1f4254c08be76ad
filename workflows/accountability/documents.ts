import type { Recorded } from '../kernel/event.ts';
import { isPaperEvent, papersAfter } from '../kernel/paper-told.ts';
import { paperAsked, type DocumentName } from '../kernel/papers.ts';
import type { CaseEvent } from './event.ts';
import type { State } from './state.ts';

/** From these rules on the letter of a referral is drawn up here, unless its typed number says that it was made outside. */
export const PAPERS_SINCE = 2;

/** The papers that an event asks for, each under the key of its effect. */
export function documentsOf(
  event: Recorded<CaseEvent>,
  after: State,
): readonly { readonly key: string; readonly document: DocumentName }[] {
  const isAsked = event.type === 'ReferralApproved' && event.data.document === null;
  if (!isAsked || after.terms.rules < PAPERS_SINCE) return [];
  return [{ key: `draw:${event.seq.toString()}`, document: 'clueTransferLetter' }];
}

/** The case with its papers as an event leaves them: asked for, or told of. */
export function withPapers(event: Recorded<CaseEvent>, after: State): State {
  const { papers = [], origin } = after;
  const told = isPaperEvent(event) ? papersAfter(papers, event, event.at) : papers;
  const asked = documentsOf(event, after).flatMap(
    ({ key, document }) => paperAsked(key, document, event.seq, origin.round) ?? [],
  );
  const all = [...told, ...asked];
  return all.length === 0 ? after : { ...after, papers: all };
}
