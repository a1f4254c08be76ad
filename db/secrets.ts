import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, readFile, rm, writeFile } from 'node:fs/promises';

/** Seals what the database holds but must not know: each purpose under a key of its own. */
export interface Secrets {
  /** AES-256-GCM of a text, as `<key id>.<nonce, ciphertext and tag in base64url>`; it opens for the same purpose and owner alone. */
  readonly seal: (purpose: string, owner: string, text: string) => string;
  /** The text; throws `CannotOpen` for what was altered, sealed for another purpose or owner, or under a key that is gone. */
  readonly open: (purpose: string, owner: string, sealed: string) => string;
  /** HMAC-SHA-256 (hex): the same text has the same, and without the key nobody can try texts. */
  readonly mac: (purpose: string, text: string) => string;
}

/** Thrown for what does not open; says nothing of the content. */
export class CannotOpen extends Error {}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * The secrets under the keys of a file: base64 of 32 bytes on each line, the first seals, the others only open (rotation);
 * `mac` always takes the last, which is the oldest, so that what was hashed is found again. Where there is no file it is
 * made, readable by its owner alone. Throws for a file that holds anything else.
 */
export async function secretsIn(file: string): Promise<Secrets> {
  const keys = await keysIn(file);
  const [first] = keys;
  const last = keys.at(-1);
  if (first === undefined || last === undefined) throw new Error(`${file} holds no key`);
  return {
    seal: (purpose, owner, text) => sealed(first, purpose, owner, text),
    open: (purpose, owner, text) => opened(keys, purpose, owner, text),
    mac: (purpose, text) =>
      createHmac('sha256', derived(last, `mac ${purpose}`))
        .update(text.normalize('NFC'))
        .digest('hex'),
  };
}

async function keysIn(file: string): Promise<readonly Buffer[]> {
  if (!existsSync(file)) await makeKey(file);
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  const keys = lines.map((line) => Buffer.from(line.trim(), 'base64'));
  if (keys.some((key) => key.length !== KEY_BYTES))
    throw new Error(`${file} must hold base64 of 32 bytes on each line`);
  return keys;
}

/** Two processes may start at once: whole before it has its name, and whoever comes second reads what the first one made. */
async function makeKey(file: string): Promise<void> {
  const fresh = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(fresh, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
  try {
    await link(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(fresh, { force: true });
  }
}

function sealed(key: Buffer, purpose: string, owner: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', derived(key, `seal ${purpose}`), nonce).setAAD(Buffer.from(owner));
  const parts = [nonce, cipher.update(text, 'utf8'), cipher.final()];
  return `${idOf(key)}.${Buffer.concat([...parts, cipher.getAuthTag()]).toString('base64url')}`;
}

function opened(keys: readonly Buffer[], purpose: string, owner: string, text: string): string {
  const [id, body] = text.split('.');
  const key = keys.find((one) => idOf(one) === id);
  const bytes = Buffer.from(body ?? '', 'base64url');
  if (key === undefined || bytes.length < NONCE_BYTES + TAG_BYTES)
    throw new CannotOpen('sealed under no key that is here');
  const decipher = createDecipheriv('aes-256-gcm', derived(key, `seal ${purpose}`), bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const plain = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([plain, decipher.final()]).toString('utf8');
  } catch (error) {
    throw new CannotOpen('altered, or sealed for something else', { cause: error });
  }
}

function derived(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `bihuan ${purpose}`, KEY_BYTES));
}

/** Tells keys apart without telling anything of them. */
function idOf(key: Buffer): string {
  return createHash('sha256').update('id').update(key).digest('hex').slice(0, 8);
}
