import type { Recorded } from '../kernel/event.ts';
import { isPaperEvent, papersAfter } from '../kernel/paper-told.ts';
import { paperAsked, type DocumentName } from '../kernel/papers.ts';
import type { CaseEvent } from './event.ts';
import type { Body, State } from './state.ts';

/** From these rules on the letter of a referral is drawn up here, unless its typed number says that it was made outside. */
export const PAPERS_SINCE = 2;

/** The papers that an event asks for, each under the key of its effect: a letter to every body, so that none reads of another's subjects. */
export function documentsOf(
  event: Recorded<CaseEvent>,
  after: State,
): readonly { readonly key: string; readonly document: DocumentName }[] {
  if (event.type !== 'ReferralApproved' || event.data.document !== null || after.terms.rules < PAPERS_SINCE) return [];
  const seq = event.seq.toString();
  return event.data.referrals.map(({ to }) => ({ key: `draw:${seq}:${to}`, document: 'clueTransferLetter' }));
}

/** The body that a letter under this key goes to; null where the key names none. */
export function bodyOfLetter(key: string, referrals: readonly { readonly to: Body }[]): Body | null {
  return referrals.find(({ to }) => key.endsWith(`:${to}`))?.to ?? null;
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
