import { DOCUMENT_REFUSALS, type DocumentAnswer, type DocumentRefusalCode } from '../../db/documents/refusal.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import { Problem } from '../problems/problem.ts';

/** Every other refusal is 422: what was handed in does not do. */
const OTHERWISE = 422;
const STATUSES: Readonly<Partial<Record<DocumentRefusalCode, number>>> = {
  UnknownDocument: 404,
  NotNamedOfficer: 403,
  NotTheIssuer: 403,
  IssuerIsOfficer: 403,
  SignedAlready: 403,
  NotTheUnit: 403,
  DocumentNotDrawn: 409,
  DocumentLapsed: 409,
  DocumentIssued: 409,
  DocumentNotIssued: 409,
  DocumentAlreadyServed: 409,
  DocumentBeingDrawn: 409,
  NotThisEdition: 409,
  AlreadySigned: 409,
};

/** The status and words of each refusal of a document. */
export const DOCUMENT_PROBLEMS: Readonly<Record<string, { readonly title: string; readonly status: number }>> =
  Object.fromEntries(
    Object.entries(DOCUMENT_REFUSALS).map(([code, title]) => [
      code,
      { title, status: STATUSES[code as DocumentRefusalCode] ?? OTHERWISE },
    ]),
  );

/** The problem that a refusal of a document is answered with. */
export function refusedDocument({ code, detail }: Refusal<DocumentRefusalCode>): Problem {
  return new Problem(code, STATUSES[code] ?? OTHERWISE, DOCUMENT_REFUSALS[code], `${detail}。`);
}

/** What was done. Throws what was refused as a problem. */
export function doneOf<Done>(answer: DocumentAnswer<Done>): Done {
  if ('refusal' in answer) throw refusedDocument(answer.refusal);
  return answer.done;
}
