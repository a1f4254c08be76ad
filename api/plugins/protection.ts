import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { GUESSES, NAME_MAX, PACED, PACES, type Pace, type PaceName } from '../access/limits.ts';
import { problem, type Problem } from '../problems/problem.ts';
import { isOpen } from './access.ts';

/** How much one caller may ask in a minute. */
export interface Limits {
  /** Of one person, of one API key, and of all whom nobody knows behind one address. */
  readonly requestsPerMinute: number;
  /** Refusals of one person, or refused sign-ins of one address, that the trail takes singly; the rest it counts. */
  readonly trailPerMinute: number;
  /** Where a test needs others than `PACES`. */
  readonly paces?: Readonly<Record<PaceName, number>>;
}

/** Our default: a county's busiest desk stays far below; a script that runs wild does not. */
export const LIMITS: Limits = { requestsPerMinute: 6_000, trailPerMinute: 120 };

/** Each counter remembers so many callers and forgets who was quiet longest: memory is bounded, whoever comes. */
const REMEMBERED = 5_000;
const MINUTE_MS = 60_000;

type Count = (request: FastifyRequest, options?: { increment?: boolean }) => Promise<void>;

/**
 * Counts those whom nobody knows, by address: before a session is looked up, so that invented tokens cost no statement
 * once they are too many. Counters are of this process alone: with several APIs each has its own.
 */
export async function protection(app: FastifyInstance, limits: Limits): Promise<void> {
  await app.register(rateLimit, { global: false, cache: REMEMBERED });
  const strangers = counter(app, limits.requestsPerMinute, MINUTE_MS, addressOf);
  app.addHook('onRequest', async (request) => {
    if (isProbe(request)) return;
    const isStranger = request.is404 || isOpen(request) || request.headers.authorization === undefined;
    await strangers(request, { increment: isStranger });
  });
  app.addHook('onError', async (request, _reply, error) => {
    const isInvented = request.headers.authorization !== undefined && 'code' in error && error.code === 'NotSignedIn';
    if (isInvented) await strangers(request).catch(() => undefined);
  });
  limitUnknown(app);
  limitNames(app);
}

/** Counts people once it is known who they are: all sessions of a person are one caller, each API key is one of its own. */
export function protectionOfPeople(app: FastifyInstance, limits: Limits): void {
  const people = counter(app, limits.requestsPerMinute, MINUTE_MS, callerOf);
  app.addHook('onRequest', async (request) => {
    if (request.session !== null) await people(request);
  });
  const paced = new Set(Object.keys(PACED));
  const counts = countsOfPaces(app, limits);
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      const pace = PACED[`${method} ${route.url}`];
      if (pace === undefined) continue;
      paced.delete(`${method} ${route.url}`);
      // Before whatever else the route does first.
      route.onRequest = [counts[pace], route.onRequest ?? []].flat();
    }
  });
  app.addHook('onReady', (done) => {
    const [idle] = paced;
    done(idle === undefined ? undefined : new Error(`the limits name ${idle}, which is not served`));
  });
}

function countsOfPaces(
  app: FastifyInstance,
  { paces }: Limits,
): Readonly<Record<PaceName, (r: FastifyRequest) => Promise<void>>> {
  const of = (name: PaceName): ((request: FastifyRequest) => Promise<void>) => {
    const { by, max, windowMs }: Pace = PACES[name];
    const count = counter(app, paces?.[name] ?? max, windowMs, by === 'address' ? addressOf : callerOf);
    return (request) => count(request);
  };
  return { signIn: of('signIn'), secret: of('secret'), order: of('order'), upload: of('upload') };
}

/**
 * Counts those who are not signed in by address, on routes that say how often (`unknown`): beside the limit of all.
 */
function limitUnknown(app: FastifyInstance): void {
  const counters = new Map<string, Count>();
  app.addHook('onRoute', (route) => {
    const limit = route.config?.unknown;
    if (limit === undefined) return;
    // A HEAD counts as the GET that it asks about.
    const count = counters.get(route.url) ?? counter(app, limit.max, limit.windowMs, addressOf);
    counters.set(route.url, count);
    const hook = async (request: FastifyRequest): Promise<void> => {
      if (request.session === null) await count(request);
    };
    route.onRequest = [route.onRequest ?? [], hook].flat();
  });
}

/**
 * Counts the names that are tried at sign-in, from wherever, and what fails by address and name; a name that is no account
 * is counted and refused alike.
 */
function limitNames(app: FastifyInstance): void {
  const names = counter(app, NAME_MAX, MINUTE_MS, nameOf);
  const guesses = counter(app, GUESSES.max, GUESSES.windowMs, (request) => `${addressOf(request)} ${nameOf(request)}`);
  app.addHook('preHandler', async (request) => {
    if (!isSignIn(request)) return;
    await guesses(request, { increment: false });
    await names(request);
  });
  app.addHook('onError', async (request, _reply, error) => {
    const isWrong = isSignIn(request) && 'code' in error && error.code === 'WrongCredentials';
    if (isWrong) await guesses(request).catch(() => undefined);
  });
}

function isSignIn({ method, routeOptions }: FastifyRequest): boolean {
  return method === 'POST' && routeOptions.url === '/v1/sessions';
}

function counter(
  app: FastifyInstance,
  max: number,
  timeWindow: number,
  keyGenerator: (request: FastifyRequest) => string,
): Count {
  const count = app.createRateLimit({ max, timeWindow, keyGenerator });
  return async (request, options = {}) => {
    const counted = await count(request, options);
    if (counted.isAllowed) return;
    const isFull = options.increment === false && counted.remaining === 0;
    if (counted.isExceeded || isFull) throw tooMany(counted.ttl);
  };
}

/** That somebody asks too often, and in how many milliseconds they may again. */
export function tooMany(ttlMs: number): Problem {
  const headers = { 'retry-after': Math.max(1, Math.ceil(ttlMs / 1_000)).toString() };
  return problem('TooManyRequests', '请求过于频繁，请稍后再试。', { headers });
}

/** Probes of orchestrators come often and must be answered. */
function isProbe({ is404, routeOptions }: FastifyRequest): boolean {
  return !is404 && (routeOptions.url ?? '').startsWith('/health/');
}

/** Whoever has one address of IPv6 has the whole network of 64 bits. */
export function addressOf({ ip }: FastifyRequest): string {
  return normalizeIP(ip, 64);
}

function callerOf(request: FastifyRequest): string {
  const { session } = request;
  if (session === null) return addressOf(request);
  return session.method === 'key' ? `key ${session.id}` : `person ${session.actor.person}`;
}

/** By a digest: people type passwords where names belong. */
function nameOf({ body }: FastifyRequest): string {
  const { username } = (body ?? {}) as { readonly username?: unknown };
  return createHash('sha256')
    .update(JSON.stringify(username ?? null))
    .digest('base64url');
}
