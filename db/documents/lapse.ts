import { DOCUMENTS, PAPER_RULES, type DocumentMode } from '../../workflows/kernel/papers.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';

/** What the rules say of papers and proposals, of a kind that has any. */
interface Followed {
  readonly papers?: readonly { readonly key: string; readonly lapsed: boolean; readonly replaced?: string }[];
  readonly proposals?: readonly { readonly key: string }[];
}

/** The documents of a matter that events have overtaken. */
export interface Lapsed {
  readonly matterId: MatterId;
  /** Papers by their keys. */
  readonly papers: readonly string[];
  /** Those of them that a paper made by hand has taken the place of. */
  readonly replaced: readonly string[];
  /** Proposals, by the keys of their rungs, that wait no longer: their drafts are overtaken. */
  readonly proposals: readonly string[];
}

/** Documents that are drafts of what a person may issue. */
export const DRAFTS: readonly string[] = namesOf('draft');

/** Papers that an act, or the system, gives: valid with their event, drawn or not, they are never overtaken. */
export const BORN: readonly string[] = namesOf('act', 'notice');

/** Why a document will not be drawn any more, as people read it. */
export const BY_HAND = '以手工文书替代';

/** What lapses between two states of a matter; null for nothing. */
export function lapsedBetween(matterId: MatterId, before: unknown, after: unknown): Lapsed | null {
  const gone = lapsedIn(before);
  const papers = lapsedIn(after).filter((key) => !gone.includes(key));
  const still = openProposals(after);
  const proposals = openProposals(before).filter((key) => !still.includes(key));
  const replaced = papers.filter((key) => isReplaced(after, key));
  return papers.length + proposals.length === 0 ? null : { matterId, papers, replaced, proposals };
}

/** Whether a document that is only now written down has lapsed already; `rung` is the key of the rung that a draft proposes. */
export function hasLapsed(state: unknown, key: string, rung: string | null): boolean {
  return lapsedIn(state).includes(key) || (rung !== null && !openProposals(state).includes(rung));
}

/** Whether a paper made by hand has taken a paper's place. */
export function isReplaced(state: unknown, key: string): boolean {
  return papersIn(state).some((paper) => paper.key === key && paper.replaced !== undefined);
}

/** Whether the rules follow a paper until it has its effect: only such a one is drawn. */
export function isFollowed(state: unknown, key: string): boolean {
  return papersIn(state).some((paper) => paper.key === key);
}

function lapsedIn(state: unknown): string[] {
  return papersIn(state)
    .filter(({ lapsed }) => lapsed)
    .map(({ key }) => key);
}

function openProposals(state: unknown): string[] {
  return (followed(state).proposals ?? []).map(({ key }) => key);
}

function papersIn(state: unknown) {
  return followed(state).papers ?? [];
}

function followed(state: unknown): Followed {
  return typeof state === 'object' && state !== null ? state : {};
}

function namesOf(...modes: readonly DocumentMode[]): string[] {
  return DOCUMENTS.filter((name) => modes.includes(PAPER_RULES[name].mode));
}
