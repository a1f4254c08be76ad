import type { Day, Instant } from './instant.ts';
import type { PersonId } from './terms.ts';

/**
 * What makes a paper valid. `officers`: both named officers and the party sign, or its refusal is recorded, then the unit
 * issues. `unit`: the unit issues. `act`: its event is itself the act of a named person, so it is born issued. `notice`:
 * given by the system in the unit's name, born issued. `draft`: no paper yet, shown only, never numbered; it lapses.
 */
export type DocumentMode = 'officers' | 'unit' | 'act' | 'notice' | 'draft';

/** What the rules, the register and the API must know of a paper; its title and fields stand elsewhere. */
export interface PaperRule {
  readonly mode: DocumentMode;
  /** Whether it bears a 文号. */
  readonly numbered: boolean;
  /** Whether it has its effect only once it has reached its addressee (送达). */
  readonly needsService: boolean;
  /** Whether a person of the issuing unit must issue it (签发); else it is valid when drawn, or when all have signed. */
  readonly needsIssuer: boolean;
  /** The kind of matter that asks for it. */
  readonly kind: 'hazard' | 'accountability';
}

function paper(mode: DocumentMode, more: Partial<PaperRule> = {}): PaperRule {
  const needsIssuer = mode === 'officers' || mode === 'unit';
  return { mode, numbered: mode !== 'draft', needsService: false, needsIssuer, kind: 'hazard', ...more };
}

const SERVED = { needsService: true } as const;

/** Every paper by its name: the one table that rules, register and API share. */
export const PAPER_RULES = {
  inspectionRecord: paper('officers', { needsIssuer: false }),
  rectifyOrder: paper('officers', SERVED),
  onSiteDecision: paper('officers', SERVED),
  notice: paper('unit', SERVED),
  assignmentSlip: paper('unit', SERVED),
  planOpinion: paper('act'),
  extensionForm: paper('act'),
  recheckOpinion: paper('officers', SERVED),
  onTheSpotRecord: paper('act'),
  closeoutApproval: paper('act'),
  warnNotice: paper('notice'),
  urgeNotice: paper('notice'),
  superviseLetter: paper('act'),
  listLetter: paper('act', SERVED),
  focusLetter: paper('act'),
  listingNotice: paper('act'),
  delistingNotice: paper('act'),
  talkLetter: paper('act'),
  talkMinutes: paper('act'),
  circulateLetter: paper('act'),
  referLetter: paper('act'),
  superviseDraft: paper('draft'),
  listDraft: paper('draft'),
  talkDraft: paper('draft'),
  circulateDraft: paper('draft'),
  referDraft: paper('draft'),
  transferLetter: paper('act'),
  serviceReceipt: paper('act', { numbered: false }),
  controlDecision: paper('act'),
  supplyCutNotice: paper('act'),
  resumptionOpinion: paper('act'),
  stayDecision: paper('act'),
  caseFile: paper('act'),
  clueTransferLetter: paper('act', { kind: 'accountability' }),
} as const satisfies Readonly<Record<string, PaperRule>>;

/** The name of a paper. */
export type DocumentName = keyof typeof PAPER_RULES;

/** The names of all papers. */
export const DOCUMENTS = Object.keys(PAPER_RULES) as readonly DocumentName[];

/** A paper that a matter asked for, as far as it has come. Ids, numbers and hashes only. */
export interface Paper {
  /** The key of the effect that asked for it, unique in the matter. */
  readonly key: string;
  readonly document: DocumentName;
  /** The event that it shows. */
  readonly seq: number;
  readonly round: number;
  readonly drawn: { readonly number: string | null; readonly hash: string; readonly at: Instant } | null;
  /** `by` is null where no person issues it. */
  readonly issued: { readonly by: PersonId | null; readonly at: Instant; readonly hash: string } | null;
  readonly served: { readonly way: string; readonly date: Day; readonly at: Instant } | null;
  /** Another took its place before it was issued. */
  readonly lapsed: boolean;
  /** The number of the paper made by hand that took its place: nothing more is heard of this one. */
  readonly replaced?: string;
}

/** A paper as it is asked for; null for a draft, which is none. */
export function paperAsked(key: string, document: DocumentName, seq: number, round: number): Paper | null {
  if (PAPER_RULES[document].mode === 'draft') return null;
  return { key, document, seq, round, drawn: null, issued: null, served: null, lapsed: false };
}
