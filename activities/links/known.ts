import type { Db } from '../../db/client.ts';
import { registeredAmong } from '../../db/queries/registered.ts';
import { knownFor } from '../../db/terms.ts';
import type { Known } from '../../workflows/kernel/command.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';

/** What the registers say of all units and people that a body made by a job names. One that they no longer know is left out: the rules see that it is missing. */
export async function knownIn(db: Db, body: unknown, at: Instant): Promise<Known> {
  return await knownFor(db, await registeredAmong(db, wordsIn(body), at), at);
}

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}
