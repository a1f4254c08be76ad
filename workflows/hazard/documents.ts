import type { DocumentName } from '../kernel/papers.ts';
import { controlDocumentOf } from './effects/control.ts';
import { lawfulTimeDocumentOf } from './effects/lawful-time.ts';
import type { HazardRecorded } from './event.ts';
import type { HazardState } from './state.ts';

/** A paper to draw up, under the key of the effect that asks for it. */
export interface DocumentAsked {
  readonly key: string;
  readonly document: string;
}

/** A paper that the rules follow until it has its effect. */
export interface PaperAsked extends DocumentAsked {
  readonly document: DocumentName;
}

/** From these rules on papers are drawn, issued and served here, and what was made outside is not drawn again. */
export const PAPERS_SINCE = 4;

/** The papers that an event asks for: names only, what is in them is the document's affair. */
export function documentsOf(event: HazardRecorded, after: HazardState): readonly DocumentAsked[] {
  if (after.terms.rules >= PAPERS_SINCE) return papersOf(event, after);
  const document = unfollowed(event);
  return document === null || isMissed(event, after) ? [] : [{ key: keyOf(event), document }];
}

/** The same from rules 4 on. The case file comes last, when the approval that closes it has been asked for. */
export function papersOf(event: HazardRecorded, after: HazardState): readonly PaperAsked[] {
  const document = isMissed(event, after) ? null : paperOf(event, after);
  if (document === null) return [];
  const paper = { key: keyOf(event), document };
  return event.type === 'CloseoutApproved' || event.type === 'RectifiedOnTheSpot'
    ? [paper, { key: `${paper.key}:caseFile`, document: 'caseFile' }]
    : [paper];
}

function keyOf({ seq }: HazardRecorded): string {
  return `draw:${seq.toString()}`;
}

/** Of an import's missed rungs nothing was sent then, so nothing is drawn up but the one proposal. */
function isMissed(event: HazardRecorded, { imported, openedAt }: HazardState): boolean {
  const missed = imported !== null && event.at <= openedAt;
  return missed && !(event.type === 'RungFired' && event.data.act === 'propose');
}

const DRAFTS: Readonly<Partial<Record<string, DocumentName>>> = {
  supervise: 'superviseDraft',
  list: 'listDraft',
  talk: 'talkDraft',
  circulate: 'circulateDraft',
  refer: 'referDraft',
};
const NOTICES: Readonly<Partial<Record<string, DocumentName>>> = { warn: 'warnNotice', urge: 'urgeNotice' };
const LETTERS: Readonly<Partial<Record<string, DocumentName>>> = {
  supervise: 'superviseLetter',
  list: 'listLetter',
  talk: 'talkLetter',
  circulate: 'circulateLetter',
  refer: 'referLetter',
};

/** The paper that an event looks like under rules 4. What bears a typed number was made outside (系统外文书). */
function paperOf(event: HazardRecorded, after: HazardState): DocumentName | null {
  switch (event.type) {
    case 'HazardVerified':
      return event.data.inspection === undefined ? null : 'inspectionRecord';
    case 'Assigned':
    // An order is addressed to one unit: another one gets its own.
    case 'RectifierReassigned':
    case 'AssignmentMoved':
      return after.assignment?.order?.number === null ? after.assignment.order.type : null;
    case 'PlanApproved':
    case 'PlanRejected':
      return 'planOpinion';
    case 'ExtensionGranted':
    case 'ExtensionRefused':
      return 'extensionForm';
    case 'RecheckPassed':
    case 'RecheckFailed':
      return event.data.opinionNumber === null ? 'recheckOpinion' : null;
    case 'RungFired':
      return (
        (event.data.act === 'propose' ? DRAFTS : event.data.act === 'notify' ? NOTICES : {})[event.data.rung] ?? null
      );
    case 'RungIssued':
      return event.data.document === null ? letterOf(event.data.rung, after) : null;
    case 'SupervisionAnswered':
      return event.data.rung === 'talk' ? 'talkMinutes' : null;
    case 'ServiceRecorded':
      // A paper of this system was served as such, and has its receipt by that.
      return after.assignment?.order?.number === null ? null : 'serviceReceipt';
    case 'DocumentServed':
      return 'serviceReceipt';
    default:
      return sinceEver(event);
  }
}

/** The letter that an act of supervision is given by. What 安委办 lists for itself (重点督办) is no 挂牌: it has its own. */
export function letterOf(rung: string, { severity }: Pick<HazardState, 'severity'>): DocumentName | null {
  return rung === 'list' && severity !== 'major' ? 'focusLetter' : (LETTERS[rung] ?? null);
}

/** Papers of rules 1 to 3 that are asked for but not followed: who signs and serves them is recorded by hand. */
function unfollowed(event: HazardRecorded): string | null {
  switch (event.type) {
    case 'Assigned':
      return event.data.assignment.order?.type ?? null;
    case 'ServiceRecorded':
      return 'serviceReceipt';
    case 'RecheckPassed':
    case 'RecheckFailed':
      return 'recheckOpinion';
    case 'RungFired':
      return event.data.act === 'propose'
        ? `${event.data.rung}Draft`
        : event.data.rung === 'urge' && event.data.act === 'notify'
          ? 'urgeNotice'
          : null;
    case 'RungIssued':
      return `${event.data.rung}Letter`;
    default:
      return sinceEver(event);
  }
}

/** Papers that every version of the rules asks for alike. */
function sinceEver(event: HazardRecorded): DocumentName | null {
  switch (event.type) {
    case 'CloseoutApproved':
      return 'closeoutApproval';
    case 'RectifiedOnTheSpot':
      return 'onTheSpotRecord';
    case 'TransferSent':
      return 'transferLetter';
    default:
      return controlDocumentOf(event) ?? lawfulTimeDocumentOf(event);
  }
}
