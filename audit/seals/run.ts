import type { SealSettings } from '../../config/environment.ts';
import type { Db } from '../../db/client.ts';
import { lastSeal } from '../../db/seals.ts';
import { deliverToFolder, deliverToWebhook } from './destinations.ts';
import { readKeys, signerAt, type PublicKeys } from './keys.ts';
import { makeSeal } from './make.ts';
import { takeBack } from './take-back.ts';

/** Where what is wrong is told. */
interface Alarms {
  error(meta: object, message: string): void;
}

/**
 * Makes the next seal and brings the folder and the receiver up to it. A destination that fails holds up neither the seal
 * nor the other one: it is logged, and the next run catches up. When no seal could be made nothing is brought
 * anywhere. Answers how much was wrong: sealed heads that do not stand any more, and steps that failed.
 */
export async function sealHeads(db: Db, settings: SealSettings, log: Alarms): Promise<number> {
  const { dir, keyFile, webhookUrl } = settings;
  const signer = signerAt(keyFile);
  let wrong = 0;
  const tried = async (what: string, work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      log.error({ err: error }, what);
      wrong += 1;
      return false;
    }
  };
  let [taken, keys]: [number, PublicKeys] = [0, new Map()];
  await tried('newer seals in the folder could not be taken back', async () => {
    keys = readKeys(dir);
    taken = await takeBack(db, dir, signer);
  });
  const isSound = await tried('no seal could be made', async () => {
    // Seals that were only in the folder: the database is an older one, and any chain may have become shorter.
    const before = (await lastSeal(db))?.body.key ?? signer.id;
    const made = await makeSeal(db, signer, { keys, all: taken > 0 });
    if (before !== signer.id) log.error({ before, key: signer.id }, 'another key seals from now on');
    for (const { head, seal, now } of made?.departed ?? []) {
      log.error({ head, seal, now }, 'what was sealed does not stand in the database any more');
      wrong += 1;
    }
  });
  // What is altered here must not be laid beside what was sealed, and without it the seals outside grow too old.
  if (!isSound) return wrong;
  const last = (await lastSeal(db))?.body.n ?? 0;
  const hasFolder = await tried('seals could not be brought to their folder', () =>
    deliverToFolder(db, dir, signer, last),
  );
  if (webhookUrl !== null)
    await tried('seals could not be sent', () => deliverToWebhook(db, webhookUrl, hasFolder ? dir : null, last));
  return wrong;
}
