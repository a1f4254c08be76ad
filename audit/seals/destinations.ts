import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { contentOf, fileStands, writeDurably } from '../../db/archive/durable-file.ts';
import type { Db } from '../../db/client.ts';
import {
  receivedOf,
  sealDocuments,
  sealFileName,
  WEBHOOK_FILE,
  type SealDocument,
  type WebhookState,
} from '../../db/seals.ts';
import { keysFolder, type Signer } from './keys.ts';
import { sealNumbers, sealText } from './read.ts';

/** Thrown when what lies outside is not what the database sealed under that number: one of the two was changed. */
class SealsDiffer extends Error {}

/** How long a receiver has for one seal; the next run goes on where this one ended. */
const RECEIVE_MS = 30_000;
/** How many seals are read from the database at once. */
const PAGE = 100;

/**
 * Brings the folder up to the database's seals: the public key, and every seal that is missing, each first under another
 * name. Nothing is written over: of what lies there the last seal is compared, since a fork differs from where it began
 * on, and a difference throws `SealsDiffer`. Answers how many were written.
 */
export async function deliverToFolder(db: Db, dir: string, signer: Signer, last: number): Promise<number> {
  await mkdir(keysFolder(dir), { recursive: true });
  const keyFile = join(keysFolder(dir), `${signer.id}.pem`);
  if (!(await fileStands(keyFile))) await writeDurably(keyFile, Buffer.from(signer.publicKey));
  const there = sealNumbers(dir);
  await compareLast(db, dir, there.at(-1) ?? 0, last);
  const known = new Set(there);
  const missing = range(1, last).filter((n) => !known.has(n));
  for await (const seal of sealsOf(db, missing))
    await writeDurably(join(dir, sealFileName(seal.body.n)), Buffer.from(sealText(seal)));
  return missing.length;
}

/**
 * Posts every seal that the receiver has not confirmed by 2xx, in order, as the text of its file; a repeated one must be
 * taken as received. How far it got is kept in the folder of seals; without the folder (`dir` null) only the last one is
 * sent. Answers how many were sent; throws at the first that is not received: the next run goes on there. Each has
 * `withinMs` to be received.
 */
export async function deliverToWebhook(
  db: Db,
  url: string,
  dir: string | null,
  last: number,
  withinMs = RECEIVE_MS,
): Promise<number> {
  const file = dir === null ? null : join(dir, WEBHOOK_FILE);
  const numbers = file === null ? [last] : range((await receivedBy(file, url, last)) + 1, last);
  for await (const seal of sealsOf(db, numbers)) {
    await post(url, sealText(seal), withinMs);
    const state: WebhookState = { url, n: seal.body.n };
    if (file !== null) await writeDurably(file, Buffer.from(JSON.stringify(state)));
  }
  return numbers.length;
}

async function compareLast(db: Db, dir: string, there: number, last: number): Promise<void> {
  if (there > last)
    throw new SealsDiffer(`${dir} holds seal ${there.toString()}, the database ends with ${last.toString()}`);
  const [seal] = await sealDocuments(db, [there]);
  if (seal !== undefined && (await contentOf(join(dir, sealFileName(there))))?.toString() !== sealText(seal))
    throw new SealsDiffer(`seal ${there.toString()} in ${dir} is not the one in the database`);
}

async function* sealsOf(db: Db, numbers: readonly number[]): AsyncGenerator<SealDocument> {
  for (let from = 0; from < numbers.length; from += PAGE)
    yield* await sealDocuments(db, numbers.slice(from, from + PAGE));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to + 1 - from) }, (_, i) => from + i);
}

/** A number that was never sealed confirms nothing: such a receiver is sent all of them. */
async function receivedBy(file: string, url: string, last: number): Promise<number> {
  const received = receivedOf(await contentOf(file), url);
  return received > last ? 0 : received;
}

/** Thrown when a receiver did not take a seal; says its host, never path or query, which may hold a token. */
class NotReceived extends Error {}

async function post(url: string, body: string, withinMs: number): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const { origin } = new URL(url);
  const signal = AbortSignal.timeout(withinMs);
  const answer = await fetch(url, { method: 'POST', headers, body, signal }).catch((error: unknown) => {
    throw new NotReceived(`${origin} ${signal.aborted ? `did not answer in ${withinMs.toString()} ms` : whyOf(error)}`);
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new NotReceived(`${origin} answered ${answer.status.toString()}`);
}

/** The code alone: messages of `fetch` repeat the address. */
function whyOf(error: unknown): string {
  const { cause } = error as { readonly cause?: { readonly code?: unknown } };
  return typeof cause?.code === 'string' ? `cannot be reached: ${cause.code}` : 'cannot be reached';
}
