import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { problem, type Problem } from '../problems/problem.ts';

/** How much one caller may ask in a minute. */
export interface Limits {
  readonly requestsPerMinute: number;
  /** Refusals of one person, or refused sign-ins of one address, that the trail takes singly; the rest it counts. */
  readonly trailPerMinute: number;
}

/** Our default: a county's busiest desk stays far below; a script that runs wild does not. */
export const LIMITS: Limits = { requestsPerMinute: 6_000, trailPerMinute: 120 };

/** Security headers on every answer, and a limit per caller (by session, else by address). */
export async function protection(app: FastifyInstance, limits: Limits): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
      useDefaults: false,
    },
    // TLS ends before this process; whoever ends it sets HSTS for the name it serves.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  });
  await app.register(rateLimit, { global: false });
  const limit = app.rateLimit({
    max: limits.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: callerOf,
    allowList: (request) => request.url.startsWith('/health/'),
    errorResponseBuilder: (_request, context) => tooMany(context.ttl),
  });
  // As a hook of the whole app, so that it comes before the session is looked up.
  app.addHook('onRequest', limit);
  limitUnknown(app);
}

/**
 * Counts those who are not signed in by address, on routes that say how often (`unknown`). Beside the limit of all: the
 * plugin's own limits of routes would be skipped, since it counts a request once.
 */
function limitUnknown(app: FastifyInstance): void {
  const counters = new Map<string, ReturnType<FastifyInstance['createRateLimit']>>();
  app.addHook('onRoute', (route) => {
    const limit = route.config?.unknown;
    if (limit === undefined) return;
    // A HEAD counts as the GET that it asks about.
    const count =
      counters.get(route.url) ??
      app.createRateLimit({ max: limit.max, timeWindow: limit.windowMs, keyGenerator: ({ ip }) => ip });
    counters.set(route.url, count);
    const hook = async (request: FastifyRequest): Promise<void> => {
      if (request.session !== null) return;
      const counted = await count(request);
      if (!counted.isAllowed && counted.isExceeded) throw tooMany(counted.ttl);
    };
    route.onRequest = [route.onRequest ?? [], hook].flat();
  });
}

function tooMany(ttlMs: number): Problem {
  const headers = { 'retry-after': Math.ceil(ttlMs / 1_000).toString() };
  return problem('TooManyRequests', '请求过于频繁，请稍后再试。', { headers });
}

/**
 * A caller is counted by a digest, so that no token lies in the counter's memory. Where no session is looked up only the
 * address counts: else whoever guesses passwords would be somebody else with each invented token.
 */
function callerOf({ headers: { authorization }, is404, routeOptions, ip }: FastifyRequest): string {
  if (authorization === undefined || is404 || routeOptions.config.access?.who === 'anyone') return ip;
  return createHash('sha256').update(authorization).digest('base64url');
}
