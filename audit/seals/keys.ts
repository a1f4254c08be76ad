import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Public keys (PEM) by their ids. */
export type PublicKeys = ReadonlyMap<string, string>;

/** What signs: the private key, and its public half with its id. */
export interface Signer {
  readonly id: string;
  /** PEM, like the private one. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/** A public key that goes by its id; the PEM is the only one that this key has. */
export interface NamedKey {
  readonly id: string;
  readonly pem: string;
}

/** A public key that a verifier has from elsewhere: its id, and itself where they have more than the id. */
export interface TrustedKey {
  readonly id: string;
  readonly pem: string | null;
}

/** The keys that are trusted and no others; of an id alone, the known key of that id. */
export function keysOf(trusted: readonly TrustedKey[], known: PublicKeys): PublicKeys {
  return new Map(
    trusted.flatMap(({ id, pem }) => {
      const key = pem ?? known.get(id);
      return key === undefined ? [] : [[id, key] as const];
    }),
  );
}

/** The first 16 hex digits of the SHA-256 of a public key (SPKI, DER), whatever its algorithm. Throws for what is no key. */
export function keyIdOf(publicKey: string): string {
  return idOf(createPublicKey(publicKey));
}

/**
 * The public key that a text is, to the byte. Null for everything else: in a text with something beside the key, such as
 * a second one, what gives the id need not be what signatures are verified by.
 */
export function publicKeyIn(text: string): NamedKey | null {
  try {
    const key = createPublicKey(text);
    return pemOf(key) === text ? { id: idOf(key), pem: text } : null;
  } catch {
    return null;
  }
}

/** The key in a file; made there on first use (Ed25519, mode 0600). Throws for a file that holds no private key. */
export function signerAt(file: string): Signer {
  const privateKey = readOr(file) ?? madeAt(file);
  const key = createPublicKey(privateKey);
  return { id: idOf(key), publicKey: pemOf(key), privateKey };
}

/** The folder of public keys within a folder of seals. */
export function keysFolder(dir: string): string {
  return join(dir, 'keys');
}

/** The public keys that lie with the seals; a file whose name is not its key's id, or that is not that key alone, is left out. */
export function readKeys(dir: string): PublicKeys {
  const folder = keysFolder(dir);
  return new Map(
    filesIn(folder)
      .map((name) => [basename(name, '.pem'), readFileSync(join(folder, name), 'utf8')] as const)
      .filter(([id, pem]) => publicKeyIn(pem)?.id === id),
  );
}

function idOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

function madeAt(file: string): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
    return pem;
  } catch (error) {
    // Another worker has made it in the meantime.
    if (codeOf(error) === 'EEXIST') return readFileSync(file, 'utf8');
    throw error;
  }
}

function readOr(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.pem'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
