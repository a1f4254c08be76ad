import type { Document } from 'docx';
import type { Dossier } from '../../workflows/accountability/dossier.ts';
import type { Recorded } from '../../workflows/kernel/event.ts';
import type { Day, Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId, PersonId, UnitId } from '../../workflows/kernel/terms.ts';

/** What a template is filled with: a text, or the rows of a list (`{#items}…{/items}`), each with its own fields. */
export interface Fields {
  readonly [name: string]: string | readonly Fields[];
}

/** A field of a document: its tag (of a list's rows `items.text`), what people call it, and where it comes from, in words. */
export interface FieldSource {
  readonly field: string;
  readonly label: string;
  readonly source: string;
}

/** How one kind of document is made of an event. Pure: the same source gives the same fields, the template the same bytes. */
export interface DocumentDefinition {
  readonly name: string;
  /** 文书名称. */
  readonly title: string;
  /** 文种字 of its number; null for a document that bears none. */
  readonly word: string | null;
  /** Throws `NotDrawable` where the source lacks what the law wants on this paper. */
  readonly fields: (source: Source) => Fields;
  /** Fields that the document is not valid without: none of them is ever empty. */
  readonly required: readonly FieldSource[];
  /** Every other field that `fields` gives, so that a county's template may use it. */
  readonly others: readonly FieldSource[];
  /** The officers who each sign it in person; absent where nobody must. */
  readonly officers?: (source: Source) => readonly PersonId[];
  /** The party's refusal to sign (拒签) as the event recorded it; null, or absent, where there is none. */
  readonly refused?: (source: Source) => string | null;
  readonly template: () => Document;
}

/** A unit, post or person as the registers said at the time of the event; null is what no register knows. */
export interface Named {
  readonly id: string;
  /** Of a post its title. */
  readonly name: string;
  readonly shortName: string | null;
  /** Of a person: the title of the post that they act by, or of their first one. */
  readonly title: string | null;
  /** Of a post or person: their unit. */
  readonly unit: UnitId | null;
  /** Of a person: 执法证号 that was valid then. */
  readonly certificate: string | null;
  /** Of a person their own, of an enterprise that of its 主体责任人. */
  readonly phone: string | null;
  /** Of an enterprise: 地址, 法定代表人或者主要负责人 (主体责任人 of the register), 统一社会信用代码, 行业. */
  readonly address: string | null;
  readonly legalPerson: string | null;
  readonly creditCode: string | null;
  readonly sector: string | null;
  /** Of a post: the name of whoever is in it. */
  readonly incumbent: string | null;
}

/** An earlier document of the matter. `hash` is of its last PDF; null until it was drawn. */
export interface EarlierPaper {
  readonly id: string | null;
  readonly key: string;
  readonly document: string;
  readonly seq: number;
  readonly unit: UnitId | null;
  readonly number: string | null;
  readonly issuedAt: Instant | null;
  readonly drawnAt: Instant | null;
  readonly hash: string | null;
  readonly pages: number | null;
  /** How it reached its addressee; the witness and who brought it, where that is known. */
  readonly service: {
    readonly way: string;
    readonly date: Day;
    readonly witness: string | null;
    readonly by: PersonId | null;
  } | null;
  readonly lapsed: boolean;
}

/** A file that the ledger names up to then. */
export interface EvidenceNamed {
  readonly id: string;
  readonly name: string | null;
  readonly type: string;
  readonly at: Instant;
}

/** All that a document may be made of, as of its event. */
export interface Source {
  /** With its sealed texts in place. */
  readonly event: Recorded;
  /** The state before and after the event, with sealed texts in place; null before the opening. */
  readonly before: unknown;
  readonly after: unknown;
  /** The ledger up to the event, with it, sealed texts in place. */
  readonly events: readonly Recorded[];
  readonly matter: {
    readonly id: MatterId;
    readonly number: string;
    readonly kind: string;
    readonly title: string;
    readonly subject: UnitId | null;
    readonly region: UnitId | null;
    readonly lead: UnitId | null;
    readonly openedAt: Instant;
  };
  readonly at: Instant;
  /** Throws for an id that no register knows: a paper never shows one. */
  readonly name: (id: string) => Named;
  /** Whose number the document bears: the unit of whoever acted; of what the system gives, the lead or 安委办. */
  readonly unit: UnitId;
  /** The county's government, which reviews what its departments do; null where the matter's terms name none. */
  readonly government: UnitId | null;
  /** Drawn by whoever draws the document; null before, and for a document without one. */
  readonly number: string | null;
  /** The key of the effect that asked for the document: it tells apart those of one event; null before it is known. */
  readonly key: string | null;
  /** Earlier documents of the matter, in order. */
  readonly papers: readonly EarlierPaper[];
  /** The files that the matter's events name, in order of first mention. */
  readonly evidence: readonly EvidenceNamed[];
  /** The frozen dossier that an accountability case was opened on; null for what has none. */
  readonly dossier: Dossier | null;
}

/** A document cannot be drawn from what is recorded; the words say in Chinese what is missing. */
export class NotDrawable extends Error {
  readonly words: string;

  constructor(words: string) {
    super(words);
    this.name = 'NotDrawable';
    this.words = words;
  }
}
