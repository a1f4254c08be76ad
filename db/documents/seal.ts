import { createPublicKey, hash, verify } from 'node:crypto';
import type { Instant } from '../../workflows/kernel/instant.ts';

/** An electronic seal (电子签章) over a hash, with all that is needed to check it. */
export interface DocumentSeal {
  /** Who sealed, such as `local`. */
  readonly provider: string;
  /** The first 16 hex digits of the SHA-256 of the public key (SPKI, DER). */
  readonly key: string;
  /** PEM. */
  readonly publicKey: string;
  /** What was sealed. */
  readonly hash: string;
  /** Base64, over `sealedText`. */
  readonly signature: string;
  readonly at: Instant;
}

/** What the signature of a seal is of: says what it is, so that no signature made for anything else passes for one. */
export function sealedText({ hash, at }: Pick<DocumentSeal, 'hash' | 'at'>): string {
  return `bihuan document\n${hash}\n${at}`;
}

/** Whether a seal is of its hash and moment by its own key, and the key goes by its id. Whose key it is, paper says. */
export function sealHolds(seal: DocumentSeal): boolean {
  try {
    const key = createPublicKey(seal.publicKey);
    const bytes = Buffer.from(seal.signature, 'base64');
    const isNamed = keyId(seal.publicKey) === seal.key;
    // A lenient decoder would let a changed last letter pass.
    return (
      isNamed && bytes.toString('base64') === seal.signature && verify(null, Buffer.from(sealedText(seal)), key, bytes)
    );
  } catch {
    return false;
  }
}

/** A seal as it is shown: with the fingerprint of its key, null for what is no key, and whether it holds for this file. */
export function shownSeal(seal: DocumentSeal, file: string | null) {
  return { ...seal, fingerprint: fingerprintOr(seal.publicKey), holds: seal.hash === file && sealHolds(seal) };
}

/** The id that a public key (PEM) goes by. Throws for what is no key. */
export function keyId(publicKey: string): string {
  return fingerprint(publicKey).slice(0, 16);
}

/** The SHA-256 of a public key (SPKI, DER) in hex. */
function fingerprint(publicKey: string): string {
  return hash('sha256', createPublicKey(publicKey).export({ type: 'spki', format: 'der' }));
}

function fingerprintOr(publicKey: string): string | null {
  try {
    return fingerprint(publicKey);
  } catch {
    return null;
  }
}
