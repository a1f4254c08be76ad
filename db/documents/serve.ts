import { randomUUID } from 'node:crypto';
import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { Db, Transaction } from '../client.ts';
import { asJson } from '../client.ts';
import {
  documentById,
  isReplaced,
  lockDocument,
  paperRuleOf,
  type DocumentService,
  type StoredDocument,
} from './document.ts';
import { orderTelling } from './jobs.ts';
import { documentDenied, documentRefused, type DocumentAnswer } from './refusal.ts';
import { witnessHash } from './service-witness.ts';

/** Ways in which nobody takes the paper, so that someone else must have seen it left. */
const UNTAKEN: readonly string[] = ['refused', 'left'];
/** Ways that reach somebody of whom something must show it: the receipt that they signed, or that of the way itself. */
const RECEIVED: readonly string[] = ['direct', 'electronic', 'post'];

/**
 * 送达: records how and when a valid document reached its addressee, and tells the loop, from which the deadline runs. The
 * same again changes nothing.
 */
export async function serveDocument(
  db: Db,
  id: string,
  service: DocumentService,
  at: Instant,
): Promise<DocumentAnswer<StoredDocument>> {
  return await db.sql.begin(async (sql): Promise<DocumentAnswer<StoredDocument>> => {
    const document = await lockDocument(sql, id);
    if (document === null) return documentRefused('UnknownDocument');
    if (document.service !== null && isSame(document.service, service)) return { done: document };
    const no = deniedBy(document, service, at);
    if (no !== null) return no;
    await write(sql, document, service, at);
    return { done: (await documentById({ sql }, id)) ?? document };
  });
}

type Way = Pick<DocumentService, 'way' | 'date' | 'witness' | 'evidence'>;

function deniedBy(document: StoredDocument, { way, date, witness, evidence }: Way, at: Instant) {
  const { state, issuedAt } = document;
  const isWitnessed = (witness ?? '').trim() !== '' && evidence.length > 0;
  return documentDenied({
    NoServiceNeeded: paperRuleOf(document.document)?.needsService !== true,
    DocumentLapsed: state === 'lapsed',
    DocumentReplaced: isReplaced(document),
    DocumentAlreadyServed: state === 'served',
    DocumentNotIssued: state !== 'issued',
    DayInFuture: date > dayOf(at),
    ServedBeforeIssue: issuedAt !== null && date < dayOf(issuedAt),
    ServiceNotWitnessed: UNTAKEN.includes(way) && !isWitnessed,
    ServiceNotConfirmed: RECEIVED.includes(way) && evidence.length === 0,
  });
}

async function write(sql: Transaction, document: StoredDocument, said: DocumentService, at: Instant): Promise<void> {
  const service = { ...said, salt: randomUUID() };
  await sql`
    update documents set state = 'served', served_at = ${at}, service = ${asJson(sql, service)} where id = ${document.id}`;
  const { way, date, evidence } = service;
  await orderTelling(sql, document, 'DocumentServed', 'served', { way, date, evidence, witness: witnessHash(service) });
}

function isSame(stands: DocumentService, { way, date, witness, evidence }: DocumentService): boolean {
  return (
    stands.way === way &&
    stands.date === date &&
    stands.witness === witness &&
    stands.evidence.join() === evidence.join()
  );
}

/** Why a document cannot be served at all today; null when it can. What `serveDocument` refuses beforehand. */
export function whyNotServe(document: StoredDocument, at: Instant) {
  return deniedBy(document, { way: 'direct', date: dayOf(at), witness: null, evidence: [''] }, at);
}
