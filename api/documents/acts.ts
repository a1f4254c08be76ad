import { isOfficer, type StoredDocument } from '../../db/documents/document.ts';
import { whyNotIssue } from '../../db/documents/issue.ts';
import { whyNotRedraw } from '../../db/documents/redraw.ts';
import { documentRefused, type DocumentRefusalCode } from '../../db/documents/refusal.ts';
import { whyNotServe } from '../../db/documents/serve.ts';
import { whyNotSign, type Signing } from '../../db/documents/sign.ts';
import type { Signature } from '../../db/documents/signatures.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import type { UnitId } from '../../workflows/kernel/terms.ts';
import { refusedDocument } from './refused.ts';

/** 分管 or above issues (签发). */
const ISSUER_RANK = 2;

/** A document as acts on it are judged: by its current edition, and whose it is before it is drawn. */
export interface Acted {
  readonly document: StoredDocument;
  /** The hash of the current edition's PDF; null before the first. */
  readonly current: string | null;
  readonly signatures: readonly Signature[];
  /** The unit that leads the matter: it has drawn again what no unit has given yet. */
  readonly lead: UnitId | null;
  readonly at: Instant;
}

/** Why not; null for what may be done. */
type WhyNot = Refusal<DocumentRefusalCode> | null;

/** Whether an actor issues what their unit gives. */
export function mayIssue({ rank }: Actor): boolean {
  return rank >= ISSUER_RANK;
}

/** Whether an actor issues this document: of the unit that gives it, 分管 or above. */
export function isIssuer({ unit }: Pick<StoredDocument, 'unit'>, actor: Actor): boolean {
  return actor.unit === unit && mayIssue(actor);
}

/** What people do with a document, beside issuing, which is judged under its lock. */
type Act = Signing['role'] | 'serve' | 'redraw';

/** Whether an act is this actor's at all: officers by name, the rest of the unit that gives it. Throws 403. */
export function requireOwn(document: Owned, act: Act, actor: Actor): void {
  const no = notOwn(document, act, actor);
  if (no !== null) throw refusedDocument(no);
}

type Owned = Pick<StoredDocument, 'unit' | 'content'>;

function notOwn(document: Owned, act: Act, actor: Actor): WhyNot {
  const isNamed = isOfficer(document, actor.person);
  if (act === 'issuer') return isIssuer(document, actor) ? null : documentRefused('NotTheIssuer').refusal;
  // Of officers, and of who holds the pad for the party, the signing itself says that.
  if (act === 'officer' || act === 'party') return null;
  return isNamed || actor.unit === document.unit ? null : documentRefused('NotTheUnit').refusal;
}

/** What an actor may do with a document, and where not, why: by what refuses it. */
export function actsOf({ document, current, signatures, lead, at }: Acted, actor: Actor) {
  const sign = (role: Signing['role']) =>
    said(
      whyNotSign(document, { role, person: actor.person }, current, signatures)?.refusal ??
        notOwn(document, role, actor),
    );
  const own = { ...document, unit: document.unit ?? lead };
  return {
    signAsOfficer: sign('officer'),
    signAsParty: sign('party'),
    signAsIssuer: sign('issuer'),
    issue: said(
      whyNotIssue(document, { by: actor.person, isIssuer: isIssuer(document, actor) }, current, signatures)?.refusal ??
        null,
    ),
    serve: said(whyNotServe(document, at)?.refusal ?? notOwn(document, 'serve', actor)),
    redraw: said(whyNotRedraw(document, isIssuer(own, actor), signatures)?.refusal ?? notOwn(own, 'redraw', actor)),
  };
}

function said(no: WhyNot) {
  return no === null ? { allowed: true } : { allowed: false, refusal: no };
}
