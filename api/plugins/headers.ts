import type { FastifyInstance } from 'fastify';

/**
 * What every answer carries, refusals and broken requests included: it is data of one origin, shown nowhere, kept
 * nowhere, and says nothing of what made it. No `Access-Control-…`: no page of another origin reads anything.
 */
export const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
} as const;

/** For what anyone may read without a name, and read again: kept a minute, by the proxy as well. */
export const PUBLISHED = { 'cache-control': 'public, max-age=60' } as const;

/** The pages of `/docs` show what lies beside them, and nothing else. */
export const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A year, of this name alone: other names of the domain are not ours to decide. */
const HSTS = { 'strict-transport-security': 'max-age=31536000' };

/** Puts the headers on every answer before anything else is done; `hsts` where a proxy in front ends TLS. */
export function headers(app: FastifyInstance, { hsts }: { readonly hsts: boolean }): void {
  const all = hsts ? { ...HEADERS, ...HSTS } : HEADERS;
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(all);
    done();
  });
}
