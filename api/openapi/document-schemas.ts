import { array, closed, count, flag, instant, list, nullable, object, ref, text } from './shapes.ts';

const STATES = { enum: ['asked', 'drawn', 'issued', 'served', 'lapsed', 'failed'] };

const SHORT = {
  id: text,
  key: text,
  document: text,
  title: text,
  mode: nullable({ enum: ['officers', 'unit', 'act', 'notice', 'draft'] }),
  matter: closed({ id: text, kind: text, number: text }),
  seq: count,
  unit: nullable(text),
  number: nullable(text),
  state: STATES,
  stateLabel: text,
  edition: count,
  needsService: flag,
  at: instant,
  drawnAt: nullable(instant),
  issuedAt: nullable(instant),
  servedAt: nullable(instant),
  replacedAt: nullable(instant),
};

const ACT = closed({ allowed: flag }, { refusal: closed({ code: text, detail: text }) });
const MAY = closed({ signAsOfficer: ACT, signAsParty: ACT, signAsIssuer: ACT, issue: ACT, serve: ACT, redraw: ACT });

const PLACE = nullable(closed({ lat: { type: 'number' }, lon: { type: 'number' } }));
const SIGNED = closed(
  {
    id: count,
    edition: count,
    hash: text,
    role: { enum: ['officer', 'party', 'issuer', 'witness'] },
    person: text,
    name: nullable(text),
    refusal: nullable(text),
    at: instant,
  },
  { place: PLACE },
);

const SEAL = closed({
  provider: text,
  key: text,
  publicKey: text,
  fingerprint: nullable(text),
  hash: text,
  signature: text,
  at: instant,
  holds: flag,
});
const EDITION = closed({ edition: count, reason: text, pdf: text, docx: nullable(text), pages: count, at: instant });
const FILE = closed({ edition: count, current: flag, pdf: text, docx: nullable(text) });

/** What documents and their templates are answered with. */
export const DOCUMENT_SCHEMAS: Readonly<Record<string, object>> = {
  Document: closed(SHORT),
  DocumentList: list(ref('Document')),
  WholeDocument: closed(
    {
      ...SHORT,
      code: nullable(text),
      publicPage: nullable(text),
      issuedBy: nullable(closed({ person: nullable(text), post: nullable(text) })),
      seal: nullable(SEAL),
      editions: array(EDITION),
      signatures: array(SIGNED),
      may: MAY,
    },
    {
      template: nullable(text),
      failure: nullable(text),
      missing: closed({ officers: array(text), party: flag }),
      service: nullable(object({ way: text, date: text, witness: nullable(text), by: text })),
    },
  ),
  PublicDocument: closed({
    code: text,
    title: text,
    number: nullable(text),
    unit: nullable(text),
    issuerPost: nullable(text),
    state: { enum: ['valid', 'replaced', 'superseded', 'lapsed'] },
    issuedAt: nullable(instant),
    servedAt: nullable(instant),
    files: array(FILE),
    seal: nullable(SEAL),
  }),
  TemplateCheck: closed({
    id: text,
    document: text,
    docx: text,
    by: text,
    at: instant,
    dryRun: flag,
    status: { enum: ['running', 'done', 'failed'] },
    faults: array(text),
    fields: array(text),
    preview: nullable(text),
    stands: flag,
    error: nullable(text),
    finishedAt: nullable(instant),
  }),
};
