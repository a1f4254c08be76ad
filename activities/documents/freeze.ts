import { isYetToAsk } from '../../db/documents/ask.ts';
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
import { eventsOf } from '../../db/queries/events.ts';
import { letterOf } from '../../workflows/hazard/documents.ts';
import { PAPER_WORDS } from '../../workflows/kernel/paper-words.ts';
import type { HazardState } from '../../workflows/hazard/state.ts';
import { addresseeOf } from './addressee.ts';
import { NotDrawable, type DocumentDefinition, type Source } from './definition.ts';
import type { Drawing } from './drawing.ts';
import { documentNamed } from './index.ts';
import { sourceOf } from './source.ts';

/** The one paper that binds the others behind it. */
const CASE_FILE = 'caseFile';

/** A document with its number and content, drawn now where it has none; null where it lapsed meanwhile. */
export async function frozen(ctx: Drawing, asked: StoredDocument): Promise<StoredDocument | null> {
  if (asked.content !== null) return asked;
  const { db, kindOf } = ctx;
  const behind = asked.document === CASE_FILE ? await boundBehind(ctx, asked) : null;
  const source = await sourceOf(db, asked.matterId, asked.seq, kindOf);
  const isDraft = paperRuleOf(asked.document)?.mode === 'draft';
  const name = isDraft ? letterDrafted(asked.document, source) : asked.document;
  const definition = documentNamed(name);
  if (definition === null) throw new NotDrawable('系统没有这种文书。');
  const template = await templateInForce(db, name);
  if (template === null) throw new Error(`the template of ${asked.document} has not been shipped yet`);
  const officers = await signersAmong(db, definition.officers?.(source) ?? [], source.at);
  const contentOf = (number: string | null): DocumentContent => ({
    fields: {
      ...definition.fields({ ...source, number, key: asked.key }),
      ...(behind === null ? {} : { left: behind.left }),
    },
    officers,
    addressee: addresseeOf(asked.document, source),
    template: template.docxHash,
    ...refusedIn(definition, source),
    ...bornOf(asked, source),
    ...(behind === null ? {} : { bound: behind.bound }),
  });
  const series =
    isDraft || definition.word === null ? null : { word: definition.word, year: Number(source.at.slice(0, 4)) };
  return await freezeContent(db, asked.id, { unit: source.unit, series, template: template.version, contentOf });
}

/** A draft looks like the letter that it would be: which one of a listing follows from the grade. */
function letterDrafted(draft: string, { after }: Source): string {
  return letterOf(draft.replace(/Draft$/, ''), after as HazardState) ?? draft;
}

/** Who recorded with the event that the party would not sign. */
function refusedIn({ refused }: DocumentDefinition, source: Source): Pick<DocumentContent, 'refused'> {
  const note = (refused?.(source) ?? '').trim();
  const { person: by, post } = source.event.actor;
  return note === '' ? {} : { refused: { note, by, post, at: source.at } };
}

/** What a named person's act, or the system, gives is valid since the event. */
function bornOf({ document }: StoredDocument, { event }: Source): Pick<DocumentContent, 'born'> {
  const mode = paperRuleOf(document)?.mode;
  if (mode !== 'act' && mode !== 'notice') return {};
  const { person, post, role } = event.actor;
  const isPerson = mode === 'act' && role !== 'system';
  return { born: { by: isPerson ? person : null, post: isPerson ? post : null, at: event.at } };
}

/** What goes into a case file, and what of the matter's papers is left out of it, in words. */
interface Bound {
  /** Hashes of PDFs, in order. */
  readonly bound: readonly string[];
  readonly left: string;
}

/**
 * What is bound: every paper that is valid, in the edition that is, with those that the closing command asked for besides,
 * such as 解除挂牌公告. One that is still to be drawn is waited for; what was never issued or could not be made is named.
 */
async function boundBehind({ db }: Drawing, { id, matterId, seq }: StoredDocument): Promise<Bound> {
  const all = await documentsOfMatter(db, matterId);
  const events = await eventsOf(db, matterId, { from: seq });
  const last = events.findLast(({ commandId }) => commandId === events[0]?.commandId)?.seq ?? seq;
  if (await isYetToAsk(db, matterId)) throw new Error(`papers of ${matterId} are to be asked for first`);
  const papers = all.filter((one) => one.id !== id && one.seq <= last && paperRuleOf(one.document)?.mode !== 'draft');
  const waited = papers.filter(isBeingDrawn);
  if (waited.length > 0) throw new Error(`${waited.length.toString()} papers of ${matterId} are to be drawn first`);
  const editions = await Promise.all(papers.filter(isValid).map((one) => editionsOf(db, one.id)));
  const left = papers.filter((one) => one.state !== 'lapsed' && !isValid(one));
  return {
    bound: editions.flatMap((each) => each.at(-1)?.pdfHash ?? []),
    left: left.map(leftWords).join('、') || '无',
  };
}

/** An edition is on its way: the first, or the one that says who issued it. */
function isBeingDrawn({ state, issuedAt }: StoredDocument): boolean {
  return state === 'asked' || (state === 'drawn' && issuedAt !== null);
}

/** What needs nobody to issue it is valid as it was drawn. */
function isValid({ state, document }: StoredDocument): boolean {
  return (
    state === 'issued' || state === 'served' || (state === 'drawn' && paperRuleOf(document)?.needsIssuer === false)
  );
}

function leftWords({ document, state }: StoredDocument): string {
  return `${PAPER_WORDS[document]}（${state === 'failed' ? '未能制作' : '未签发'}）`;
}
