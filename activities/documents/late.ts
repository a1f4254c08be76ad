import { paperRuleOf, type DocumentContent, type StoredDocument } from '../../db/documents/document.ts';
import { documentFile } from '../../db/documents/files.ts';
import { editionWanted } from '../../db/documents/printed.ts';
import { signaturesOf, type Signature } from '../../db/documents/signatures.ts';
import type { Fields } from './definition.ts';
import type { Drawing } from './drawing.ts';
import { qr, type Images } from './engine/index.ts';
import { lateFields, type Edition } from './late-fields.ts';

/** What an edition shows beside the frozen content: who signed and issued it, and the code that it is verified by. */
export interface Late {
  readonly fields: Fields;
  readonly images: Images;
}

/** The late parts of the edition that a document waits for; a draft has no code, because nobody outside is told of it. */
export async function lateParts(ctx: Drawing, document: StoredDocument, content: DocumentContent): Promise<Late> {
  const code = document.contentHash ?? '';
  const url = `${ctx.publicUrl}/public/documents/${code}`;
  const isIssued = editionWanted(document) === 'issued';
  const signatures = isIssued ? await signedUnder(ctx, document) : [];
  const fields = lateFields({
    code,
    url,
    issued: isIssued ? await issuedBy(ctx, document, content) : null,
    party: partyOf(signatures),
  });
  if (paperRuleOf(document.document)?.mode === 'draft')
    return { fields: { ...fields, verifyUrl: '', verifyCode: '草稿不能核验' }, images: {} };
  return { fields, images: { qr: await qr(url), ...(await picturesOf(ctx, document, signatures)) } };
}

async function signedUnder({ db }: Drawing, { id, edition }: StoredDocument): Promise<Signature[]> {
  return (await signaturesOf(db, id)).filter((one) => one.edition === edition);
}

/** The person who issued it with their post, or the unit where no person did. */
async function issuedBy(
  { db }: Drawing,
  document: StoredDocument,
  { born }: DocumentContent,
): Promise<Edition['issued']> {
  const { issuedAt, issuedBy, issuedPost, unit } = document;
  const at = issuedAt ?? born?.at ?? null;
  if (at === null) return null;
  const [row] = await db.sql<{ name: string; title: string }[]>`
    select coalesce(p.name, u.name) as name, case when p.id is null then '' else coalesce(o.title, '') end as title
    from units u left join people p on p.id = ${issuedBy ?? born?.by ?? null}
      left join posts o on o.id = ${issuedPost ?? born?.post ?? null}
    where u.id = ${unit}`;
  return { at, name: row?.name ?? '', title: row?.title ?? '' };
}

function partyOf(signatures: readonly Signature[]): Edition['party'] {
  const party = signatures.find(({ role }) => role === 'party');
  if (party === undefined) return 'pending';
  if (party.refusal === null) return 'signed';
  return { refusal: party.refusal, witness: signatures.find(({ role }) => role === 'witness')?.name ?? null };
}

/** The signatures as pictures; those of officers stand side by side. */
async function picturesOf(
  { db }: Drawing,
  { issuedBy }: StoredDocument,
  signatures: readonly Signature[],
): Promise<Images> {
  const officers = signatures.filter(({ role }) => role === 'officer');
  const named: (readonly [string, Signature | undefined])[] = [
    ...officers.map((one, i) => [i === 0 ? 'officerSignatures' : `officerSignatures.${i.toString()}`, one] as const),
    ['partySignature', signatures.find(({ role }) => role === 'party')],
    ['issuerSignature', signatures.find(({ role, person }) => role === 'issuer' && person === issuedBy)],
  ];
  const pictures: Record<string, Buffer> = {};
  for (const [name, signature] of named) {
    const hash = signature?.imageHash ?? null;
    const file = hash === null ? null : await documentFile(db, hash);
    if (file !== null) pictures[name] = file.content;
  }
  return pictures;
}
