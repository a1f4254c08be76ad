import { bareEvent } from '../../db/chain.ts';
import type { Db } from '../../db/client.ts';
import { documentsOfMatter, type StoredDocument } from '../../db/documents/document.ts';
import { editionsOf } from '../../db/documents/editions.ts';
import { evidenceNamed, unseal } from '../../db/evidence.ts';
import { fold, shippedKind, type KindOf } from '../../db/matters.ts';
import { eventsOf, kindOfMatter } from '../../db/queries/events.ts';
import { registersAsOf } from '../../db/queries/registers-as-of.ts';
import type { Recorded } from '../../workflows/kernel/event.ts';
import type { MatterId, Terms, UnitId } from '../../workflows/kernel/terms.ts';
import { frozenDossier } from './clue-transfer-letter/frozen-dossier.ts';
import type { EarlierPaper, Source } from './definition.ts';
import { namesOf } from './names.ts';

/**
 * All that the document of an event may be made of, as of that event: states folded from the ledger up to it, sealed texts
 * in place, names as the registers had them. `number` and `key` are left to whoever draws. Throws when there is no such event.
 */
export async function sourceOf(db: Db, id: MatterId, seq: number, kindOf: KindOf = shippedKind): Promise<Source> {
  const kindName = await kindOfMatter(db, id);
  const chained = await eventsOf(db, id, { limit: seq });
  const last = chained.at(-1);
  if (kindName === null || last?.seq !== seq) throw new Error(`matter ${id} has no event ${seq.toString()}`);
  const kind = kindOf(kindName);
  const bare = chained.map(bareEvent);
  const folded = seq === 1 ? null : fold(kind, id, null, bare.slice(0, -1), chained.at(-2)?.hash ?? '');
  const reached = fold(kind, id, folded, bare.slice(-1), last.hash);
  const { events, before, after } = await opened(db, {
    events: bare,
    before: folded?.state ?? null,
    after: reached.state,
  });
  const event = events[seq - 1] as Recorded;
  const summary = kind.face.summary(reached.state);
  const papers = await papersBefore(db, id, seq);
  const dossier = await frozenDossier(db, after);
  const words = [
    ...wordsIn(events),
    ...wordsIn(after),
    ...wordsIn(dossier),
    ...papers.flatMap(({ service, unit }) => [service?.by, unit]),
  ];
  const { county } = (after as { readonly terms: Terms }).terms;
  const registers = await registersAsOf(
    db,
    words.flatMap((word) => word ?? []),
    event.at,
  );
  return {
    event,
    before,
    after,
    events,
    matter: {
      id,
      number: reached.number,
      kind: kindName,
      title: summary.title,
      subject: summary.subject,
      region: summary.region,
      lead: summary.lead,
      openedAt: reached.openedAt,
    },
    at: event.at,
    name: namesOf(registers),
    unit: issuerOf(events, papers, summary.lead ?? county.officeUnit),
    government: registers.posts.find((post) => post.id === county.committeeHead)?.unit ?? null,
    number: null,
    key: null,
    papers,
    evidence: await evidenceNamed(
      db,
      wordsIn(events).filter((word) => word.startsWith('sha256:')),
    ),
    dossier,
  };
}

/**
 * Whoever acted gives the paper. A receipt is the unit's whose paper was served, the minutes of a talk the unit's that
 * called it, and what the system gives the lead's.
 */
function issuerOf(events: readonly Recorded[], papers: readonly EarlierPaper[], lead: UnitId): UnitId {
  const event = events.at(-1) as Recorded;
  const { key } = event.data as { readonly key?: unknown };
  const served = event.type === 'DocumentServed' ? papers.find((paper) => paper.key === key) : undefined;
  if (served?.unit != null) return served.unit;
  const called = event.type === 'SupervisionAnswered' ? events.findLast(isIssueOf(key)) : undefined;
  return called?.actor.unit ?? (event.actor.role === 'system' ? lead : event.actor.unit);
}

function isIssueOf(key: unknown): (event: Recorded) => boolean {
  return ({ type, data }) => type === 'RungIssued' && (data as { readonly key?: unknown }).key === key;
}

async function papersBefore(db: Db, id: MatterId, seq: number): Promise<EarlierPaper[]> {
  const all = await documentsOfMatter(db, id);
  const stored = all.filter((document) => document.seq < seq || (document.seq === seq && document.drawnAt !== null));
  return await Promise.all(stored.map((document) => earlier(db, document)));
}

async function earlier(db: Db, document: StoredDocument): Promise<EarlierPaper> {
  const printed = (await editionsOf(db, document.id)).at(-1);
  const { id, key, seq, unit, number, issuedAt, drawnAt, state, service } = document;
  return {
    id,
    key,
    document: document.document,
    seq,
    unit,
    number,
    issuedAt,
    drawnAt,
    hash: printed?.pdfHash ?? null,
    pages: printed?.pages ?? null,
    service,
    lapsed: state === 'lapsed',
  };
}

/** The value with every sealed text that it names in place of its id; one that is gone stays an id. */
async function opened<Value>(db: Db, value: Value): Promise<Value> {
  const json = JSON.stringify(value);
  const ids = [...new Set(json.match(/sealed:[0-9a-f]{64}/g))];
  if (ids.length === 0) return value;
  const texts = await unseal(db, ids);
  const inPlace = (_key: string, item: unknown): unknown =>
    typeof item === 'string' ? (texts.get(item) ?? item) : item;
  return JSON.parse(json, inPlace) as Value;
}

/** Every text in a value that may be an id, in order of first mention. */
function wordsIn(value: unknown): string[] {
  const found = new Set<string>();
  JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item === 'string' && /^[\x21-\x7e]{1,80}$/.test(item)) found.add(item);
    return item;
  });
  return [...found];
}
