import type { HearBody } from './command.ts';
import type { Happened } from './event.ts';
import { parseDay, parseInstant, type Day, type Instant } from './instant.ts';
import { PAPER_RULES, type DocumentName, type Paper } from './papers.ts';
import type { PersonId, PostId } from './terms.ts';

interface Told {
  /** The key of the effect that asked for the paper. */
  readonly key: string;
  readonly document: DocumentName;
  readonly id: string;
}

/** What became of a paper outside the loop, as a job tells it: ids, numbers and hashes (`sha256:` of the PDF's edition). */
export interface PaperEvents {
  /** `issued`: the paper is valid as it was drawn. */
  readonly DocumentDrawn: Told & {
    readonly number: string | null;
    readonly hash: string;
    readonly issued?: { readonly by: PersonId | null; readonly at: Instant };
  };
  readonly DocumentIssued: Told & {
    readonly number: string | null;
    readonly hash: string;
    readonly by: PersonId | null;
    readonly at: Instant;
    readonly post?: PostId | null;
    readonly signers: readonly PersonId[];
    /** The hash of every signature under what was issued, the party's as well. */
    readonly signatures?: string;
  };
  readonly DocumentServed: Told & {
    readonly way: string;
    readonly date: Day;
    readonly evidence: readonly string[];
    /** The salted hash of who served it and who saw it. */
    readonly witness?: string;
  };
}

/** One of the things that a job tells of a paper. */
export type PaperHappened = { [T in keyof PaperEvents]: Happened<T, PaperEvents[T]> }[keyof PaperEvents];

type Data = HearBody['data'];

/** What a telling must hold for the rules to go on with it; the rest is only kept. */
const HOLDS: { readonly [T in keyof PaperEvents]: (data: Data) => boolean } = {
  DocumentDrawn: ({ hash }) => typeof hash === 'string',
  DocumentIssued: ({ hash, at }) => typeof hash === 'string' && typeof at === 'string' && parseInstant(at) !== null,
  DocumentServed: ({ way, date }) => typeof way === 'string' && typeof date === 'string' && parseDay(date) !== null,
};

/** What enters the record: nothing that somebody wrote. */
const FIELDS: { readonly [T in keyof PaperEvents]: readonly (keyof PaperEvents[T])[] } = {
  DocumentDrawn: ['key', 'document', 'id', 'number', 'hash', 'issued'],
  DocumentIssued: ['key', 'document', 'id', 'number', 'hash', 'by', 'post', 'at', 'signers', 'signatures'],
  DocumentServed: ['key', 'document', 'id', 'way', 'date', 'evidence', 'witness'],
};

/** What a telling says of one of these papers; null when it speaks of something else. */
export function paperTold(papers: readonly Paper[], { event, data }: HearBody): PaperHappened | null {
  const isKnown = papers.some(
    ({ key, document, replaced }) => key === data['key'] && document === data['document'] && replaced === undefined,
  );
  if (!isKnown || !isTelling(event) || !HOLDS[event](data)) return null;
  const fields: readonly string[] = FIELDS[event];
  const kept: unknown = Object.fromEntries(Object.entries(data).filter(([field]) => fields.includes(field)));
  return { type: event, eventVersion: 1, data: kept } as PaperHappened;
}

function isTelling(event: string): event is keyof PaperEvents {
  return event in HOLDS;
}

/** Whether an event is such a telling. */
export function isPaperEvent(event: { readonly type: string }): event is PaperHappened {
  return isTelling(event.type);
}

/** The papers after a telling that was heard at an instant. */
export function papersAfter(papers: readonly Paper[], told: PaperHappened, at: Instant): readonly Paper[] {
  return papers.map((paper) => (paper.key === told.data.key ? { ...paper, ...changeOf(paper, told, at) } : paper));
}

function changeOf(paper: Paper, told: PaperHappened, at: Instant): Partial<Paper> {
  switch (told.type) {
    case 'DocumentDrawn': {
      const { number, hash, issued } = told.data;
      const drawn = { number, hash, at };
      return issued === undefined ? { drawn } : { drawn, issued: { ...issued, hash }, lapsed: false };
    }
    // What somebody had issued before the loop knew stands, whatever has overtaken it meanwhile.
    case 'DocumentIssued':
      return { lapsed: false, issued: { by: told.data.by, at: told.data.at, hash: told.data.hash } };
    case 'DocumentServed':
      return { served: { way: told.data.way, date: told.data.date, at } };
  }
}

/** Whether a paper has all the effect that the law wants of it: issued, and served where it must reach somebody. */
export function isInEffect({ document, issued, served }: Paper): boolean {
  return issued !== null && (served !== null || !PAPER_RULES[document].needsService);
}
