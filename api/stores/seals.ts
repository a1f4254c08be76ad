import { join } from 'node:path';
import type { SealSettings } from '../../config/environment.ts';
import { contentOf } from '../../db/archive/durable-file.ts';
import type { Db } from '../../db/client.ts';
import { SEAL_EVERY_MS, receivedOf, sealFileName, sealsBefore, WEBHOOK_FILE, type Seal } from '../../db/seals.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import { secondsSince } from './age.ts';
import { lyingAt } from './seal-file.ts';

/** Where seals have to arrive. */
export type SealPlaces = Pick<SealSettings, 'dir' | 'webhookUrl'>;

/** The newest seal at one place, and how old it is; null where none of the last ones is there. */
export interface NewestSeal {
  readonly n: number;
  readonly at: Instant;
  readonly ageSeconds: number;
}

/**
 * The newest seal at each place; `receiver` only where one is named. `differs` is the newest number under which the folder
 * holds another text than the database's seal: a fork, or a file that was changed; null when none of the last ones is so.
 * `alarm`: one place is too old or empty, or something differs.
 */
export interface SealState {
  readonly database: NewestSeal | null;
  readonly folder: NewestSeal | null;
  readonly receiver?: NewestSeal | null;
  readonly differs: number | null;
  readonly alarm: boolean;
}

/** A seal may be so old: with one every ten minutes, two have failed. */
const MAX_AGE_SECONDS = (3 * SEAL_EVERY_MS) / 1_000;
/** So many of the newest seals are looked for outside; what lies behind them is too old in any case. */
const LOOKED_AT = 8;

/** Looks at the seals where they are, not at what somebody wrote down about them. The folder must be readable here. */
export async function sealState(db: Db, { dir, webhookUrl }: SealPlaces, now = Date.now()): Promise<SealState> {
  // Before the database is read: what the receiver has, the database has by then.
  const received = webhookUrl === null ? null : await receivedIn(dir, webhookUrl);
  const newest = await sealsBefore(db, null, LOOKED_AT);
  const aged = (seal: Seal | undefined): NewestSeal | null => {
    if (seal === undefined) return null;
    const { n, at } = seal.body;
    return { n, at, ageSeconds: secondsSince(at, now) };
  };
  const lying = await Promise.all(newest.map((seal) => lyingAt(join(dir, sealFileName(seal.body.n)), seal)));
  const differs = newest.find((_, i) => lying[i] === 'other')?.body.n ?? null;
  const database = aged(newest[0]);
  const folder = aged(newest.find((_, i) => lying[i] === 'same'));
  const receiver = received === null ? {} : { receiver: aged(upTo(newest, received)) };
  const alarm = differs !== null || isAlarm([database, folder, ...Object.values(receiver)]);
  return { database, folder, ...receiver, differs, alarm };
}

function isAlarm(places: readonly (NewestSeal | null)[]): boolean {
  return places.some((newest) => newest === null || newest.ageSeconds > MAX_AGE_SECONDS);
}

/** What a receiver has that confirmed up to `n`; a number that was never sealed confirms nothing. */
function upTo(newest: readonly Seal[], n: number): Seal | undefined {
  return n > (newest[0]?.body.n ?? 0) ? undefined : newest.find(({ body }) => body.n <= n);
}

async function receivedIn(dir: string, url: string): Promise<number> {
  return receivedOf(await contentOf(join(dir, WEBHOOK_FILE)).catch(() => null), url);
}
