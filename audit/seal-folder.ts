import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { sealFileName } from '../db/seals.ts';
import { oneByOne } from './one-by-one.ts';
import { SealCollection, type SealIndex } from './seal-index.ts';
import { readKeys } from './seals/keys.ts';
import { NoSealFolder, sealIn, sealNumbers } from './seals/read.ts';

/** So many are read and checked before others get their turn: some milliseconds. */
const AT_A_TIME = 32;

/**
 * The seals of a folder for a process that audits again and again: each answer is what has been sealed by now, and reads
 * only what is new. A seal that was sound is not read again: it stays sound, and one that is altered or taken away later
 * still says what it said. Whoever audits the seals themselves reads the folder anew. Throws what reading throws.
 */
export function sealFolder(dir: string): () => Promise<SealIndex> {
  const collection = new SealCollection();
  const inTurn = oneByOne();
  const look = async (): Promise<SealIndex> => {
    const keys = readKeys(dir);
    const fresh = numbersIn(dir).filter((n) => !collection.isSound(n));
    for (let from = 0; from < fresh.length; from += AT_A_TIME) {
      for (const n of fresh.slice(from, from + AT_A_TIME))
        collection.take(sealIn(await readFile(join(dir, sealFileName(n)), 'utf8'), n), keys);
      await pause();
    }
    return collection.index(keys, 'folder');
  };
  return () => inTurn(look);
}

function numbersIn(dir: string): number[] {
  try {
    return sealNumbers(dir);
  } catch (error) {
    if (error instanceof NoSealFolder) return [];
    throw error;
  }
}
