import type { StoredDocument } from '../../db/documents/document.ts';
import type { Actor, Role } from '../../workflows/kernel/command.ts';
import type { DocumentName } from '../../workflows/kernel/papers.ts';

/**
 * Whom a paper is for beside the officials, once it is issued. `party`: the unit that it is given to, also
 * when another must rectify since;
 * `told`: the posts that its event names, and whose answer it puts down; `anyone`: whoever sees the matter.
 */
type Audience = 'party' | 'told' | 'anyone';

/** Who reads a paper. */
interface Reading {
  /**
   * Officials, in every state: those who see the matter, only those from whom nothing of it is kept, or of these only who
   * answers for the county as a whole.
   */
  readonly officials: 'seeing' | 'seeingAll' | 'answering';
  readonly once: readonly Audience[];
}

/** Who leads, runs or inspects the county's supervision; in none of these roles is anybody referred by it. */
const ANSWERING: readonly Role[] = ['leader', 'office', 'supervisor', 'auditor'];

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
  // Whom it refers is not told by it: that is the inspectors' to do.
  referLetter: read('answering'),
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
  readonly actor: Pick<Actor, 'person' | 'post' | 'unit' | 'role'>;
  /** Of an enterprise, an expert or the public. */
  readonly isOutside: boolean;
  /** Nothing of the matter is kept from them. */
  readonly readsAll: boolean;
  /** In the kind's words. */
  readonly relations: readonly string[];
}

/** What is asked of a paper: what it is, how far it has come, who gives it to whom, and what its event says. */
export interface PaperRead extends Pick<StoredDocument, 'document' | 'state' | 'unit' | 'content'> {
  readonly event: { readonly actor: Pick<Actor, 'person' | 'post'>; readonly data: unknown } | null;
}

/** Whether somebody who sees the matter reads the paper. An official whose unit it is given to waits for its issue like any other. */
export function readsPaper(paper: PaperRead, reader: PaperReader): boolean {
  const { officials, once } = PAPER_READERS[paper.document];
  const isIssued = paper.state === 'issued' || paper.state === 'served';
  if (!isIssued && isAddressed(paper, reader)) return false;
  if (!reader.isOutside && isOfficial(officials, reader)) return true;
  return isIssued && once.some((audience) => isAmong(audience, paper, reader));
}

/** Whether they get it as Word too, in which the signatures are pictures to take out: not whom it is given to. */
export function readsWord(paper: PaperRead, reader: PaperReader): boolean {
  if (reader.isOutside) return false;
  return reader.actor.unit === paper.unit || (reader.readsAll && !isAddressed(paper, reader));
}

function isOfficial(officials: Reading['officials'], { readsAll, actor }: PaperReader): boolean {
  return officials === 'seeing' || (readsAll && (officials === 'seeingAll' || ANSWERING.includes(actor.role)));
}

/** Whether it is given to the reader's unit; as long as nobody wrote down to whom, to the one that must rectify. */
function isAddressed({ unit, content }: PaperRead, { actor, relations }: PaperReader): boolean {
  if (content === null) return isParty(relations) && !relations.includes('supervisor');
  return content.addressee === actor.unit && unit !== actor.unit;
}

function isParty(relations: readonly string[]): boolean {
  return relations.includes('rectifier') || relations.includes('operator');
}

function isAmong(audience: Audience, paper: PaperRead, reader: PaperReader): boolean {
  const { actor } = reader;
  switch (audience) {
    case 'anyone':
      return true;
    case 'party':
      return isAddressed(paper, reader);
    case 'told': {
      const { told = [] } = (paper.event?.data ?? {}) as { readonly told?: unknown };
      return paper.event?.actor.person === actor.person || (Array.isArray(told) && told.includes(actor.post));
    }
  }
}
