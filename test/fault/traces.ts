import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { zipIn, entriesOf, streamOf } from '../../db/zip.ts';

/** Where something was found, and in which form. */
export interface Trace {
  readonly place: string;
  readonly word: string;
  readonly form: string;
}

/** Bytes that are looked through, and what they are called. */
export interface Source {
  readonly place: string;
  readonly bytes: Buffer;
}

/** Every way in which a word may stand in bytes. */
export function formsOf(word: string): Readonly<Record<string, Buffer>> {
  const utf8 = Buffer.from(word, 'utf8');
  const escaped = [...word].map((c) => (c > '\x7f' ? `\\u${c.charCodeAt(0).toString(16)}` : c)).join('');
  const digest = createHash('sha256').update(utf8).digest('hex');
  const text: Readonly<Record<string, string>> = {
    hex: utf8.toString('hex'),
    HEX: utf8.toString('hex').toUpperCase(),
    json: escaped,
    url: encodeURIComponent(word),
    sha256: digest,
    ...Object.fromEntries([0, 1, 2].map((shift) => [`base64+${shift.toString()}`, base64At(utf8, shift)])),
  };
  const urlSafe = [0, 1, 2].map((shift) => base64At(utf8, shift).replaceAll('+', '-').replaceAll('/', '_'));
  return {
    utf8,
    utf16le: Buffer.from(word, 'utf16le'),
    utf16be: Buffer.from(word, 'utf16le').swap16(),
    ...Object.fromEntries(Object.entries(text).map(([form, it]) => [form, Buffer.from(it)])),
    ...Object.fromEntries(urlSafe.map((it, shift) => [`base64url+${shift.toString()}`, Buffer.from(it)])),
  };
}

/** What of base64 is the same whatever stands before and after, when the word begins `shift` bytes into a group of three. */
function base64At(utf8: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
  return text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + utf8.length) * 8) / 6));
}

/** Every form of every word in every source, and in what is packed within it. */
export async function tracesOf(words: readonly string[], sources: readonly Source[]): Promise<readonly Trace[]> {
  const found: Trace[] = [];
  const forms = words.map((word) => [word, Object.entries(formsOf(word))] as const);
  for (const source of sources)
    for (const { place, bytes } of await unpacked(source))
      for (const [word, ways] of forms)
        for (const [form, needle] of ways) if (bytes.includes(needle)) found.push({ place, word, form });
  return found;
}

/** The bytes themselves and, of zip and gzip, what they hold. */
async function unpacked(source: Source): Promise<readonly Source[]> {
  const { place, bytes } = source;
  if (bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])))
    return [source, ...(await unpacked({ place: `${place} (gunzip)`, bytes: gunzipSync(bytes) }))];
  if (!bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return [source];
  const zip = await zipIn(bytes);
  const within: Source[] = [];
  for (const entry of await entriesOf(zip)) {
    const chunks: Buffer[] = [];
    for await (const chunk of await streamOf(zip, entry)) chunks.push(chunk as Buffer);
    within.push(...(await unpacked({ place: `${place} > ${entry.fileName}`, bytes: Buffer.concat(chunks) })));
  }
  return [source, ...within];
}

/** Every file beneath a folder, as it lies there. */
export function filesIn(home: string): readonly Source[] {
  const entries = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.flatMap((entry) => {
    const place = join(entry.parentPath, entry.name);
    try {
      return [{ place: place.slice(home.length), bytes: readFileSync(place) }];
    } catch {
      // Gone since it was listed, as Postgres does with its own files.
      return [];
    }
  });
}

/** Every piece of bytes and text in a decoded message of Temporal, payloads above all. */
export function piecesOf(message: unknown): Buffer {
  const pieces: Buffer[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') pieces.push(Buffer.from(value));
    else if (value instanceof Uint8Array) pieces.push(Buffer.from(value));
    else if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) {
        pieces.push(Buffer.from(key));
        walk(item);
      }
  };
  walk(message);
  return Buffer.concat(pieces.flatMap((piece) => [piece, Buffer.from('\n')]));
}
