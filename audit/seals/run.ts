import type { SealSettings } from '../../config/environment.ts';
import type { Db } from '../../db/client.ts';
import { lastSeal } from '../../db/seals.ts';
import { deliverToFolder, deliverToWebhook } from './destinations.ts';
import { signerAt } from './keys.ts';
import { makeSeal } from './make.ts';
import { takeBack } from './take-back.ts';

/** Where what is wrong is told. */
interface Alarms {
  error(meta: object, message: string): void;
}

/**
 * Makes the next seal and brings the folder and the receiver up to it. A destination that fails holds up neither the seal
 * nor the other one: it is logged, and the next run catches up. Answers how much was wrong: sealed heads that do not
 * stand any more, and steps that failed.
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
  await tried('newer seals in the folder could not be taken back', () => takeBack(db, dir, signer));
  await tried('no seal could be made', async () => {
    for (const { head, now } of (await makeSeal(db, signer))?.departed ?? []) {
      log.error({ head, now }, 'what was sealed does not stand in the database any more');
      wrong += 1;
    }
  });
  const last = (await lastSeal(db))?.body.n ?? 0;
  const hasFolder = await tried('seals could not be brought to their folder', () =>
    deliverToFolder(db, dir, signer, last),
  );
  if (webhookUrl !== null)
    await tried('seals could not be sent', () => deliverToWebhook(db, webhookUrl, hasFolder ? dir : null, last));
  return wrong;
}
