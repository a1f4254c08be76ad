import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upload } from '../api/hazard-bodies.ts';
import { apiSystem, asked, textOf, type Answered, type ApiSystem, type Caller } from '../api/system.ts';
import { lines, listening, raw } from './raw.ts';

const EVERYWHERE: Readonly<Record<string, string>> = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
};
const DATA = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
const NEVER = ['server', 'x-powered-by', 'access-control-allow-origin', 'access-control-allow-credentials', 'etag'];

let system: ApiSystem;
let office: Caller;
let evidence: string;

beforeAll(async () => {
  system = await apiSystem({ temporalAddress: '127.0.0.1:9' });
  office = await system.as('anweiban');
  evidence = textOf(await upload(office, '/v1/evidence', Buffer.from('%PDF-1.7 一份')), 'id');
});
afterAll(() => system.close());

const post = (payload: string, type = 'application/json') =>
  asked(system.app, { method: 'POST', url: '/v1/sessions', payload, headers: { 'content-type': type } });

/** What is asked, its status, and what may lie in a cache; the policy is that of data unless it is a page's. */
const TABLE: readonly [string, () => Promise<Answered>, number, string | null][] = [
  ['health', () => asked(system.app, { url: '/health/live' }), 200, 'no-store'],
  ['the figures', () => asked(system.app, { url: '/metrics' }), 200, 'no-store'],
  ['the description', () => asked(system.app, { url: '/openapi.json' }), 200, 'no-store'],
  ['what is public', () => asked(system.app, { url: '/v1/public/listings' }), 200, 'public, max-age=60'],
  ['a fault of what is public', () => asked(system.app, { url: '/v1/public/listings?limit=0' }), 400, 'no-store'],
  ['a code that is none', () => asked(system.app, { url: '/v1/public/tips/none' }), 404, 'no-store'],
  ['a list', () => office.get('/v1/hazards'), 200, 'no-store'],
  ['one’s session', () => office.get('/v1/sessions'), 200, 'no-store'],
  ['a file', () => office.get(`/v1/evidence/${evidence}`), 200, 'no-store'],
  ['a HEAD', () => office.inject({ method: 'HEAD', url: '/v1/hazards' }), 200, 'no-store'],
  ['nobody', () => asked(system.app, { url: '/v1/hazards' }), 401, 'no-store'],
  ['somebody else', () => office.get('/v1/accounts'), 403, 'no-store'],
  ['nothing', () => office.get('/nothing'), 404, 'no-store'],
  ['a preflight', () => office.inject({ method: 'OPTIONS', url: '/v1/hazards', headers: { origin: 'https://a.example', 'access-control-request-method': 'GET' } }), 404, 'no-store'],
  ['another origin', () => office.inject({ url: '/v1/hazards', headers: { origin: 'https://a.example' } }), 200, 'no-store'],
  ['a broken address', () => office.get('/%ff'), 400, 'no-store'],
  ['a broken body', () => post('{'), 400, 'no-store'],
  ['another type', () => post('a', 'text/plain'), 415, 'no-store'],
  ['too much', () => post(JSON.stringify({ username: 'x'.repeat(1_100_000) })), 413, 'no-store'],
]; // prettier-ignore

describe('every answer', () => {
  it.each(TABLE)('of %s has the headers and says nothing of what made it', async (_of, call, status, cache) => {
    const answered = await call();
    expect(answered.status).toBe(status);
    expect(answered.headers).toMatchObject({ ...EVERYWHERE, 'content-security-policy': DATA, 'cache-control': cache });
    for (const name of NEVER) expect(answered.headers).not.toHaveProperty(name);
    expect(answered.headers).not.toHaveProperty('strict-transport-security');
    if (status >= 400) expect(Object.keys(answered.body).sort()).toEqual(PROBLEM);
    expect(answered.raw.toString()).not.toMatch(/node_modules|fastify|FST_|postgres|\bat .*:\d+:\d+/i);
  });

  it('of the pages lets in what lies beside them alone', async () => {
    for (const url of ['/docs', '/docs/', '/docs/static/index.html', '/docs/static/swagger-ui.css']) {
      const { headers } = await asked(system.app, { url });
      expect(headers, url).toMatchObject(EVERYWHERE);
      const policy = String(headers['content-security-policy']);
      expect(policy, url).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(policy, url).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/);
    }
  });

  it('that is a file is one to be saved, never one to be shown', async () => {
    const { headers } = await office.get(`/v1/evidence/${evidence}`);
    expect(headers).toMatchObject({ 'content-disposition': 'attachment', 'content-type': 'application/pdf' });
    expect(headers['content-security-policy']).toMatch(/; sandbox$/);
  });

  it('to what is no HTTP has them, too', async () => {
    const port = await listening(system.app);
    const text = (await raw(port, lines('NONSENSE')).ended).toLowerCase();
    expect(text).toMatch(/^http\/1\.1 400 /);
    for (const [name, value] of Object.entries(EVERYWHERE)) expect(text).toContain(`${name}: ${value.toLowerCase()}`);
    expect(text).toContain('application/problem+json');
  });
});

const PROBLEM = ['code', 'detail', 'errors', 'requestId', 'status', 'title', 'type'];

describe('with HSTS', () => {
  it('browsers are told to come by TLS alone', async () => {
    const other = await apiSystem({ temporalAddress: '127.0.0.1:9', hsts: true });
    try {
      for (const url of ['/v1/hazards', '/nothing', '/docs/', '/health/live'])
        expect((await asked(other.app, { url })).headers).toMatchObject({
          'strict-transport-security': 'max-age=31536000',
        });
    } finally {
      await other.close();
    }
  });
});
