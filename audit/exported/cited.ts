import type { ChainedEvent } from '../../db/chain.ts';
import type { KeptPaper } from '../compare/kept-paper.ts';

/** An evidence id and where it is cited: in which rows of the ledger, in which documents. */
export interface Cited {
  readonly id: string;
  readonly ledger: readonly number[];
  readonly documents: readonly string[];
}

const EVIDENCE = /sha256:[0-9a-f]{64}/g;
const SEALED = /sealed:[0-9a-f]{64}/g;

/** A document as far as it cites: what it was asked with, what holds it, its prints and the pictures of its signatures. */
interface Citing {
  readonly key: string;
  readonly data: unknown;
  readonly evidenceId: string | null;
  readonly paper: Pick<KeptPaper, 'editions' | 'signatures'> | null;
}

/** Every evidence id that events or documents cite, in the order of its first mention. */
export function citationsIn(ledger: readonly ChainedEvent[], documents: readonly Citing[]): Cited[] {
  const cited = new Map<string, { ledger: number[]; documents: string[] }>();
  const of = (id: string) => {
    const known = cited.get(id) ?? { ledger: [], documents: [] };
    cited.set(id, known);
    return known;
  };
  for (const { seq, data } of ledger) for (const id of idsIn(EVIDENCE, data)) of(id).ledger.push(seq);
  for (const { key, data, evidenceId, paper } of documents)
    for (const id of idsIn(EVIDENCE, [data, evidenceId, paper?.editions, paper?.signatures]))
      of(id).documents.push(key);
  return [...cited].map(([id, where]) => ({ id, ...where }));
}

/** What tells of a paper names its print by `hash`. */
const TELLS_OF_PRINTS: readonly string[] = ['DocumentDrawn', 'DocumentIssued'];

/**
 * The same without papers: a print or a picture of a signature is no evidence and names people, so a bundle has their hashes
 * alone. What else cites such a hash, cites evidence.
 */
export function evidenceCitedIn(ledger: readonly ChainedEvent[], documents: readonly Citing[]): Cited[] {
  const events = ledger.map((event) =>
    TELLS_OF_PRINTS.includes(event.type) ? { ...event, data: { ...(event.data as object), hash: null } } : event,
  );
  return citationsIn(
    events,
    documents.map((document) => ({ ...document, paper: null })),
  );
}

/** The ids of the personal texts that events hold in place of them. */
export function sealedIn(ledger: readonly ChainedEvent[]): string[] {
  return [...new Set(ledger.flatMap(({ data }) => idsIn(SEALED, data)))];
}

/** A document as far as it cites: the verdict of an audit, once drawn up, may name a file that is missing. */
export function documentCiting<D extends { readonly document: string; readonly data: unknown }>(document: D): D {
  return document.document === 'Audit' ? { ...document, data: null } : document;
}

function idsIn(pattern: RegExp, value: unknown): readonly string[] {
  return [...new Set(JSON.stringify(value).match(pattern))];
}
