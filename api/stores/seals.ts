import { join } from 'node:path';
import type { SealSettings } from '../../config/environment.ts';
import { contentOf, fileStands } from '../../db/archive/durable-file.ts';
import type { Db } from '../../db/client.ts';
import {
  SEAL_EVERY_MS,
  sealFileName,
  sealsBefore,
  WEBHOOK_FILE,
  type Seal,
  type WebhookState,
} from '../../db/seals.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import { secondsSince } from './age.ts';

/** Where seals have to arrive. */
export type SealPlaces = Pick<SealSettings, 'dir' | 'webhookUrl'>;

/** The newest seal at one place, and how old it is; null where none of the last ones is there. */
export interface NewestSeal {
  readonly n: number;
  readonly at: Instant;
  readonly ageSeconds: number;
}

/** The newest seal at each place; `receiver` only where one is named. `alarm`: one of them is too old, or missing. */
export interface SealState {
  readonly database: NewestSeal | null;
  readonly folder: NewestSeal | null;
  readonly receiver?: NewestSeal | null;
  readonly alarm: boolean;
}

/** A seal may be so old: with one every ten minutes, two have failed. */
const MAX_AGE_SECONDS = (3 * SEAL_EVERY_MS) / 1_000;
/** So many of the newest seals are looked for outside; what lies behind them is too old in any case. */
const LOOKED_AT = 8;

/** Looks at the seals where they are, not at what somebody wrote down about them. The folder must be readable here. */
export async function sealState(db: Db, { dir, webhookUrl }: SealPlaces, now = Date.now()): Promise<SealState> {
  const newest = await sealsBefore(db, null, LOOKED_AT);
  const aged = (seal: Seal | undefined): NewestSeal | null => {
    if (seal === undefined) return null;
    const { n, at } = seal.body;
    return { n, at, ageSeconds: secondsSince(at, now) };
  };
  const database = aged(newest[0]);
  const folder = aged(await firstIn(newest, dir));
  const places = [database, folder];
  if (webhookUrl === null) return { database, folder, alarm: isAlarm(places) };
  const received = await receivedIn(dir, webhookUrl);
  const receiver = aged(newest.find(({ body }) => body.n <= received));
  return { database, folder, receiver, alarm: isAlarm([...places, receiver]) };
}

function isAlarm(places: readonly (NewestSeal | null)[]): boolean {
  return places.some((newest) => newest === null || newest.ageSeconds > MAX_AGE_SECONDS);
}

async function firstIn(seals: readonly Seal[], dir: string): Promise<Seal | undefined> {
  for (const seal of seals) if (await fileStands(join(dir, sealFileName(seal.body.n))).catch(() => false)) return seal;
  return undefined;
}

async function receivedIn(dir: string, url: string): Promise<number> {
  const text = await contentOf(join(dir, WEBHOOK_FILE)).catch(() => null);
  if (text === null) return 0;
  const state = JSON.parse(text.toString()) as WebhookState;
  return state.url === url ? state.n : 0;
}
