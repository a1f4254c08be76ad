import { join } from 'node:path';
import { contentOf, fileStands } from '../../db/archive/durable-file.ts';
import type { Db } from '../../db/client.ts';
import { keysOfSeals, lastSeal, lockSeals, sealFileName, writeSeal, type Seal } from '../../db/seals.ts';
import { linkFault, ownFault } from './check.ts';
import { readKeys, type Signer } from './keys.ts';
import { sealIn } from './read.ts';
import { SUITES } from './suite.ts';

/**
 * Takes seals back into the database that lie in the folder and are newer than its own, as after a restore from a
 * backup: else the next seal would bear a number that is taken, and the chain would fork. Only what follows the last one
 * and is signed by this signer or by a key that has sealed before. Answers how many.
 */
export async function takeBack(db: Db, dir: string, signer: Signer): Promise<number> {
  const from = ((await lastSeal(db))?.body.n ?? 0) + 1;
  if (!(await fileStands(join(dir, sealFileName(from))))) return 0;
  return await db.sql.begin(async (sql) => {
    await lockSeals(sql);
    const trusted = new Set(await keysOfSeals(sql));
    const keys = new Map([...readKeys(dir)].filter(([id]) => trusted.has(id)));
    keys.set(signer.id, signer.publicKey);
    let last: Seal | null = await lastSeal({ sql });
    for (let taken = 0; ; taken += 1) {
      const n = (last?.body.n ?? 0) + 1;
      const text = await contentOf(join(dir, sealFileName(n)));
      if (text === null) return taken;
      const seal = sealIn(text.toString(), n);
      const fault = ownFault(seal, keys, SUITES) ?? linkFault(seal.body, last?.body ?? null, SUITES);
      if (fault !== null) return taken;
      await writeSeal(sql, seal);
      last = seal;
    }
  });
}
