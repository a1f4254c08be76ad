import type { Db } from '../../db/client.ts';
import { isReplaced, paperRuleOf, type StoredDocument } from '../../db/documents/document.ts';
import { editionsOf, type Edition } from '../../db/documents/editions.ts';
import { shownSeal } from '../../db/documents/seal.ts';
import { missingSignatures, signaturesOf, type Signature } from '../../db/documents/signatures.ts';
import type { MatterRow } from '../../db/queries/row.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import { PAPER_WORDS } from '../../workflows/kernel/paper-words.ts';
import { actsOf, type Acted } from './acts.ts';
import type { SeenDocument } from './seen.ts';

type Body = Readonly<Record<string, unknown>>;

const STATE_WORDS: Readonly<Record<StoredDocument['state'], string>> = {
  asked: '正在制作',
  drawn: '待签名、签发',
  issued: '已签发',
  served: '已送达',
  lapsed: '已作废',
  failed: '制作失败',
};

/** A document in a list. */
export function shownDocument(it: StoredDocument, of: Pick<MatterRow, 'id' | 'kind' | 'number'>): Body {
  const { id, key, document, seq, unit, number, state, edition, at, drawnAt, issuedAt, servedAt } = it;
  const rule = paperRuleOf(document);
  return {
    id,
    key,
    document,
    title: PAPER_WORDS[document],
    mode: rule?.mode ?? null,
    matter: { id: of.id, kind: of.kind, number: of.number },
    seq,
    unit,
    number,
    state,
    replacedAt: isReplaced(it) ? it.followedAt : null,
    stateLabel: isReplaced(it)
      ? '已由新的整改文书替代'
      : rule?.mode === 'draft' && state === 'drawn'
        ? '草稿'
        : STATE_WORDS[state],
    edition,
    needsService: rule?.needsService === true,
    at,
    drawnAt,
    issuedAt,
    servedAt,
  };
}

/** What stands of a document, as acts on it are judged. */
export async function actedOn(db: Db, { document, of }: SeenDocument, at: Instant): Promise<Acted & Standing> {
  const [editions, signatures] = await Promise.all([editionsOf(db, document.id), signaturesOf(db, document.id)]);
  return { document, editions, signatures, current: editions.at(-1)?.pdfHash ?? null, lead: of.lead, at };
}

interface Standing {
  readonly editions: readonly Edition[];
}

/**
 * A document with its editions, signatures, and what the reader may do with it. Readers outside are shown the edition that
 * was issued, and neither where somebody stood when they signed nor what went wrong in the making.
 */
export function wholeDocument(seen: SeenDocument, standing: Acted & Standing, reader: Actor): Body {
  const { document, of, isOutside, hasWord } = seen;
  const { editions, signatures } = standing;
  const { contentHash, template, failure, issuedBy, issuedPost, service, seal } = document;
  const missing = missingSignatures(document, signatures);
  const { salt: _, ...served } = service ?? {};
  const kept = isOutside ? {} : { template, failure, missing, service: service === null ? null : served };
  return {
    ...shownDocument(document, of),
    code: contentHash,
    publicPage: contentHash === null ? null : `/public/documents/${contentHash}`,
    issuedBy: issuedBy === null && issuedPost === null ? null : { person: issuedBy, post: issuedPost },
    seal: seal === null ? null : shownSeal(seal, standing.current),
    ...kept,
    editions: editions
      .filter(({ edition }) => !isOutside || edition === document.edition)
      .map((edition) => shownEdition(edition, hasWord)),
    signatures: signatures.map((one) => shownSignature(one, isOutside)),
    may: actsOf(standing, reader),
  };
}

function shownEdition({ edition, reason, docxHash, pdfHash, pages, at }: Edition, hasWord: boolean): Body {
  return { edition, reason, pdf: pdfHash, docx: hasWord ? docxHash : null, pages, at };
}

function shownSignature(
  { id, edition, hash, role, person, name, refusal, at, ...it }: Signature,
  isOutside: boolean,
): Body {
  const { latitude, longitude } = it;
  const place = latitude === null || longitude === null ? null : { lat: latitude, lon: longitude };
  return { id, edition, hash, role, person, name, refusal, at, ...(isOutside ? {} : { place }) };
}
