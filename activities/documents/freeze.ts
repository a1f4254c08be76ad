import { freezeContent } from '../../db/documents/content.ts';
import {
  documentsOfMatter,
  paperRuleOf,
  type DocumentContent,
  type StoredDocument,
} from '../../db/documents/document.ts';
import { editionsOf } from '../../db/documents/editions.ts';
import { signersAmong } from '../../db/documents/signers.ts';
import { templateInForce } from '../../db/documents/templates.ts';
import { addresseeOf } from './addressee.ts';
import { NotDrawable, type Source } from './definition.ts';
import type { Drawing } from './drawing.ts';
import { documentNamed } from './index.ts';
import { sourceOf } from './source.ts';

/** The one paper that binds the others behind it. */
const CASE_FILE = 'caseFile';

/** A document with its number and content, drawn now where it has none; null where it lapsed meanwhile. */
export async function frozen(ctx: Drawing, asked: StoredDocument): Promise<StoredDocument | null> {
  if (asked.content !== null) return asked;
  const { db, kindOf } = ctx;
  const definition = documentNamed(asked.document);
  if (definition === null) throw new NotDrawable('系统没有这种文书。');
  const bound = asked.document === CASE_FILE ? { bound: await boundBehind(ctx, asked) } : {};
  const [source, template] = await Promise.all([
    sourceOf(db, asked.matterId, asked.seq, kindOf),
    templateInForce(db, asked.document),
  ]);
  if (template === null) throw new Error(`the template of ${asked.document} has not been shipped yet`);
  const officers = await signersAmong(db, definition.officers?.(source) ?? [], source.at);
  const contentOf = (number: string | null): DocumentContent => ({
    fields: definition.fields({ ...source, number }),
    officers,
    addressee: addresseeOf(asked.document, source),
    template: template.docxHash,
    ...bornOf(asked, source),
    ...bound,
  });
  const series = definition.word === null ? null : { word: definition.word, year: Number(source.at.slice(0, 4)) };
  return await freezeContent(db, asked.id, { unit: source.unit, series, template: template.version, contentOf });
}

/** What a named person's act, or the system, gives is valid since the event. */
function bornOf({ document }: StoredDocument, { event }: Source): Pick<DocumentContent, 'born'> {
  const mode = paperRuleOf(document)?.mode;
  if (mode !== 'act' && mode !== 'notice') return {};
  const { person, post, role } = event.actor;
  const isPerson = mode === 'act' && role !== 'system';
  return { born: { by: isPerson ? person : null, post: isPerson ? post : null, at: event.at } };
}

/** What is bound: every paper that stands, in order. One that is still to be drawn is waited for. */
async function boundBehind({ db }: Drawing, { id, matterId, seq }: StoredDocument): Promise<string[]> {
  const all = await documentsOfMatter(db, matterId);
  const papers = all.filter((one) => one.id !== id && one.seq <= seq && paperRuleOf(one.document)?.mode !== 'draft');
  const waited = papers.filter(({ state }) => state === 'asked');
  if (waited.length > 0) throw new Error(`${waited.length.toString()} papers of ${matterId} are to be drawn first`);
  const drawn = papers.filter(({ state, edition }) => state !== 'lapsed' && edition > 0);
  const editions = await Promise.all(drawn.map((one) => editionsOf(db, one.id)));
  return editions.flatMap((each) => each.at(-1)?.pdfHash ?? []);
}
