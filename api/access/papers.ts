import type { DocumentState } from '../../db/documents/document.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { DocumentName } from '../../workflows/kernel/papers.ts';

/**
 * Whom a paper is for beside the officials, once it is issued. `party`: whoever must rectify, or runs what is inspected;
 * `told`: the posts that its event names, and whose answer it puts down; `anyone`: whoever sees the matter.
 */
type Audience = 'party' | 'told' | 'anyone';

/** Who reads a paper. */
interface Reading {
  /** Officials, in every state: those who see the matter, or only those from whom nothing of it is kept. */
  readonly officials: 'seeing' | 'seeingAll';
  readonly once: readonly Audience[];
}

function read(officials: Reading['officials'], ...once: readonly Audience[]): Reading {
  return { officials, once };
}

const TO_PARTY = read('seeing', 'party');
const TO_TOLD = read('seeing', 'told');
const WITHIN = read('seeing');
const KEPT = read('seeingAll');

/** Who reads which paper in which state; whoever does not see its matter reads none. */
export const PAPER_READERS: Readonly<Record<DocumentName, Reading>> = {
  inspectionRecord: TO_PARTY,
  rectifyOrder: TO_PARTY,
  onSiteDecision: TO_PARTY,
  notice: TO_PARTY,
  assignmentSlip: TO_PARTY,
  planOpinion: TO_PARTY,
  extensionForm: TO_PARTY,
  recheckOpinion: TO_PARTY,
  onTheSpotRecord: TO_PARTY,
  serviceReceipt: TO_PARTY,
  controlDecision: TO_PARTY,
  supplyCutNotice: TO_PARTY,
  resumptionOpinion: TO_PARTY,
  stayDecision: TO_PARTY,
  warnNotice: TO_TOLD,
  urgeNotice: TO_TOLD,
  superviseLetter: TO_TOLD,
  listLetter: read('seeing', 'told', 'party'),
  focusLetter: read('seeing', 'told', 'party'),
  talkLetter: TO_TOLD,
  circulateLetter: TO_TOLD,
  listingNotice: read('seeing', 'anyone'),
  delistingNotice: read('seeing', 'anyone'),
  // What somebody said when they were called in is theirs, and theirs who answer for the whole.
  talkMinutes: read('seeingAll', 'told'),
  closeoutApproval: WITHIN,
  transferLetter: WITHIN,
  referLetter: WITHIN,
  superviseDraft: KEPT,
  listDraft: KEPT,
  talkDraft: KEPT,
  circulateDraft: KEPT,
  referDraft: KEPT,
  caseFile: KEPT,
  clueTransferLetter: KEPT,
};

/** How a reader stands to the matter of a paper that they see. */
export interface PaperReader {
  readonly actor: Pick<Actor, 'person' | 'post'>;
  /** Of an enterprise, an expert or the public. */
  readonly isOutside: boolean;
  /** Nothing of the matter is kept from them. */
  readonly readsAll: boolean;
  /** In the kind's words. */
  readonly relations: readonly string[];
}

/** What is asked of a paper: what it is, how far it has come, and what its event says. */
export interface PaperRead {
  readonly document: DocumentName;
  readonly state: DocumentState;
  readonly event: { readonly actor: Pick<Actor, 'person' | 'post'>; readonly data: unknown } | null;
}

/** Whether somebody who sees the matter reads the paper. */
export function readsPaper({ document, state, event }: PaperRead, reader: PaperReader): boolean {
  const { officials, once } = PAPER_READERS[document];
  if (!reader.isOutside && (officials === 'seeing' || reader.readsAll)) return true;
  return (state === 'issued' || state === 'served') && once.some((audience) => isAmong(audience, event, reader));
}

function isAmong(audience: Audience, event: PaperRead['event'], { actor, relations }: PaperReader): boolean {
  switch (audience) {
    case 'anyone':
      return true;
    case 'party':
      return relations.includes('rectifier') || relations.includes('operator');
    case 'told': {
      const { told = [] } = (event?.data ?? {}) as { readonly told?: unknown };
      return event?.actor.person === actor.person || (Array.isArray(told) && told.includes(actor.post));
    }
  }
}
