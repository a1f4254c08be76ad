import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../db/canonical.ts';
import { sealFileName, type Head, type SealBody, type SealDocument } from '../../db/seals.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';

/** Thrown for a folder in which no seals can be looked for; the message names it. */
export class NoSealFolder extends Error {}

/** The name of no suite: a file that is not the text of a seal is read as a seal that no key has signed. */
export const UNREADABLE = 'unreadable';

/**
 * The seals in a folder, by number. A file that does not hold the exact text of its seal is not skipped: it stands as a
 * seal that fails every check. Throws `NoSealFolder`.
 */
export function readSeals(dir: string): SealDocument[] {
  return sealNumbers(dir).map((n) => sealIn(readFileSync(join(dir, sealFileName(n)), 'utf8'), n));
}

/** The numbers of the seals that lie in a folder, ascending. Throws `NoSealFolder`. */
export function sealNumbers(dir: string): number[] {
  return namesIn(dir)
    .filter((name) => /^\d{8,}\.json$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b);
}

/** The text of a seal, as its file holds it. */
export function sealText(seal: SealDocument): string {
  return canonicalJson({ ...seal });
}

/** The seal that a text holds, which must be the seal's exact text and of number `n`; else one that fails every check. */
export function sealIn(text: string, n: number): SealDocument {
  const read = parsed(text);
  // Only one text counts, so that no byte can be changed unseen: blanks, doubled members, other ways to write a number.
  return isSeal(read) && read.body.n === n && sealText(read) === text ? read : unreadable(n);
}

function unreadable(n: number): SealDocument {
  const body = { n, at: '' as Instant, suite: UNREADABLE, key: '', size: 0, root: '', moved: '', prev: '' };
  return { body, signature: '', heads: [] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isSeal(value: unknown): value is SealDocument {
  if (!isObject(value)) return false;
  const { body, signature, heads, ...rest } = value;
  return (
    isSealBody(body) &&
    typeof signature === 'string' &&
    Array.isArray(heads) &&
    heads.every(isHead) &&
    Object.keys(rest).length === 0
  );
}

const TEXTS = ['at', 'suite', 'key', 'root', 'moved', 'prev'] as const;

/** Whether a value has all that a seal's body has. */
export function isSealBody(value: unknown): value is SealBody {
  return (
    isObject(value) &&
    Number.isSafeInteger(value['n']) &&
    Number.isSafeInteger(value['size']) &&
    TEXTS.every((name) => typeof value[name] === 'string')
  );
}

function isHead(value: unknown): value is Head {
  return (
    Array.isArray(value) &&
    value.length === 3 &&
    typeof value[0] === 'string' &&
    Number.isSafeInteger(value[1]) &&
    typeof value[2] === 'string'
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    throw new NoSealFolder(`封签文件夹 ${dir} 打不开`, { cause: error });
  }
}
