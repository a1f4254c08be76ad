import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { entryFor, NotAllowed, requirePublic, type Allowed } from './allowed.ts';

/** How long a receiver has, and how much of what it answers is read. */
const ANSWER_MS = 10_000;
const ANSWER_MAX_BYTES = 64_000;

/** Thrown when a receiver did not take what was sent; says its host, never path or query, which may hold a token. */
export class NotTaken extends Error {}

/**
 * Posts JSON to an address of the allow-list and answers what came back, as JSON where it is some. The address that the
 * name leads to is checked at the moment of connecting, so that no name leads inside; redirections are not followed.
 * Throws `NotAllowed`, and `NotTaken` for everything but 2xx.
 */
export async function postJson(allowed: Allowed, address: string, body: object): Promise<unknown> {
  const url = new URL(address);
  const { isInside } = entryFor(url, allowed);
  const agent = new Agent({
    connect: { timeout: ANSWER_MS, ...(isInside ? {} : { lookup: publicLookup }) },
    headersTimeout: ANSWER_MS,
    bodyTimeout: ANSWER_MS,
  });
  try {
    const { statusCode, body: answer } = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      dispatcher: agent,
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const text = await beginningOf(answer);
    if (statusCode < 200 || statusCode >= 300) throw new NotTaken(`${url.host} answered ${statusCode.toString()}`);
    return jsonIn(text);
  } catch (error) {
    throw reasonOf(error, url.host);
  } finally {
    await agent.destroy();
  }
}

/** Every address that the name has must be public: whoever answers for the name may put others among them. */
const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      done(error, '', 0);
      return;
    }
    try {
      for (const { address } of addresses) requirePublic(address);
    } catch (refused) {
      done(refused as NodeJS.ErrnoException, '', 0);
      return;
    }
    if (options.all === true) done(null, addresses);
    else done(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 0);
  });
};

async function beginningOf(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    parts.push(part);
    size += part.length;
    if (size > ANSWER_MAX_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, ANSWER_MAX_BYTES).toString('utf8');
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** The code alone: messages repeat the address. */
function reasonOf(error: unknown, host: string): Error {
  if (error instanceof NotTaken || error instanceof NotAllowed) return error;
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  return new NotTaken(`${host} cannot be reached: ${typeof code === 'string' ? code : String(name)}`);
}
