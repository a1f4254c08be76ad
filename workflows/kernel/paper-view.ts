import { PAPER_STATES, PAPER_WORDS } from './paper-words.ts';
import type { DocumentName, Paper } from './papers.ts';

/** A paper as people see it in its matter. `key` is null for one that was made outside. */
export interface PaperView {
  readonly key: string | null;
  readonly document: DocumentName;
  readonly title: string;
  readonly number: string | null;
  readonly state: keyof typeof PAPER_STATES;
  readonly stateLabel: string;
}

/** A paper of this system, with how far it has come. */
export function paperShown(paper: Paper): PaperView {
  return shown(paper.document, paper.key, paper.drawn?.number ?? null, stateOf(paper));
}

/** A paper that was made outside, by the number that was typed. */
export function outsideShown(document: DocumentName, number: string): PaperView {
  return shown(document, null, number, 'outside');
}

function shown(
  document: DocumentName,
  key: string | null,
  number: string | null,
  state: PaperView['state'],
): PaperView {
  return { key, document, title: PAPER_WORDS[document], number, state, stateLabel: PAPER_STATES[state] };
}

function stateOf({ lapsed, served, issued, drawn }: Paper): PaperView['state'] {
  if (lapsed) return 'lapsed';
  if (served !== null) return 'served';
  if (issued !== null) return 'issued';
  return drawn === null ? 'asked' : 'drawn';
}
