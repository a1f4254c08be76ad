import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';

/**
 * How seals are digested and signed. A seal names its suite, so another one (国密: SM3 with SM2) takes over at any seal:
 * those before it stay as they are and are verified by theirs.
 */
export interface Suite {
  readonly name: string;
  /** Hex. Text counts as UTF-8. */
  digest(content: string | Uint8Array): string;
  /** Base64, over the text as UTF-8. The private key is PEM. */
  sign(privateKey: string, text: string): string;
  /** Whether the signature is of this text by this public key (PEM); false, too, for what is no signature or no key. */
  verify(publicKey: string, text: string, signature: string): boolean;
}

/** The shipped suite: SHA-256 and Ed25519. */
export const SHA256_ED25519: Suite = {
  name: 'sha256-ed25519',
  digest: (content) => hash('sha256', content),
  sign: (privateKey, text) => sign(null, Buffer.from(text), ed25519(createPrivateKey(privateKey))).toString('base64'),
  verify: (publicKey, text, signature) => {
    const bytes = Buffer.from(signature, 'base64');
    // Decoding is lenient: the last letter has bits that say nothing, and a changed one would not be noticed.
    if (bytes.toString('base64') !== signature) return false;
    try {
      return verify(null, Buffer.from(text), ed25519(createPublicKey(publicKey)), bytes);
    } catch {
      return false;
    }
  },
};

/** The suites that an installation knows, by name. */
export type Suites = ReadonlyMap<string, Suite>;

/** Those that are shipped. */
export const SUITES: Suites = new Map([[SHA256_ED25519.name, SHA256_ED25519]]);

function ed25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new Error(`the key that seals is ${key.asymmetricKeyType ?? 'none'}, not ed25519`);
}
