import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS } from '../../../api/access/table.ts';
import { apiSystem, asked, type ApiSystem, type Caller } from '../api/system.ts';
import { answersIn, lines, listening, raw } from './raw.ts';

let system: ApiSystem;
let enterprise: Caller;
let port: number;

beforeAll(async () => {
  system = await apiSystem({ temporalAddress: '127.0.0.1:9' });
  enterprise = await system.as('qiye01-fzr');
  port = await listening(system.app);
});
afterAll(() => system.close());

/** Other ways to write one address that is closed. */
const disguises = (path: string): readonly string[] => [
  `/${path}`,
  path.replace('/v1/', '/v1//'),
  path.replace('/v1/', '//v1/'),
  `${path}/`,
  `${path}//`,
  `${path}/.`,
  `${path}%2f`,
  `${path}%2F`,
  `${path};a=b`,
  `${path}.json`,
  `${path}%00`,
  `${path}%20`,
  `${path}#a`,
  `${path}?`,
  `${path}\\`,
  path.toUpperCase(),
  path.replace('/v1/', '/V1/'),
  path.replace('v', '%76'),
  path.replace('v', '%2576'),
  path.replace('/v1/', '/v1/./'),
  path.replace('/v1/', '/v1/../v1/'),
  path.replace('/v1/', '/v1/%2e%2e/v1/'),
  path.replace('/v1/', '/v1/%2e/'),
  `/health/live/../..${path}`,
  `/health/%2e%2e${path}`,
  `/docs/static/../..${path}`,
  `/docs/static/..%2f..${path}`,
  `/v1/public/..${path.slice(3)}`,
  `/v1/public/%2e%2e${path.slice(3)}`,
  `/v1/public/..%2f${path.slice(4)}`,
];
const CLOSED = ['/v1/trail', '/v1/accounts', '/v1/audits', '/v1/hazards'];

describe('an address written otherwise', () => {
  it.each(CLOSED)('does not open %s to whoever is not signed in', async (path) => {
    for (const url of disguises(path))
      for (const method of ['GET', 'HEAD'] as const) {
        const { status } = await asked(system.app, { method, url });
        expect([400, 401, 404], `${method} ${url}: ${status.toString()}`).toContain(status);
        const sent = await raw(port, lines(`${method} ${url} HTTP/1.1`, 'Host: a', 'Connection: close')).ended;
        for (const answer of answersIn(sent)) expect([400, 401, 404], `${method} ${url}`).toContain(answer);
        expect(answersIn(sent), `${method} ${url}`).toHaveLength(1);
      }
  });

  it.each(['/v1/trail', '/v1/accounts', '/v1/audits'])('does not open %s to another role', async (path) => {
    for (const url of disguises(path)) {
      const { status } = await enterprise.get(url);
      expect([400, 403, 404], `${url}: ${status.toString()}`).toContain(status);
    }
    expect((await enterprise.get(path)).status).toBe(403);
  });

  it('in full, or for another host, is the same address', async () => {
    for (const host of ['a', 'b.example'])
      expect(
        answersIn(await raw(port, lines('GET http://a/v1/trail HTTP/1.1', `Host: ${host}`, 'Connection: close')).ended),
      ).toEqual([expect.toSatisfy((status) => [400, 401, 404].includes(status as number))]);
  });

  it('leads to no file but those of the pages', async () => {
    for (const file of ['..%2f..%2fpackage.json', '%2e%2e/%2e%2e/package.json', '..%5c..%5cpackage.json', '....//a'])
      expect([400, 403, 404]).toContain((await asked(system.app, { url: `/docs/static/${file}` })).status);
  });
});

describe('another method', () => {
  const OTHERS = ['OPTIONS', 'TRACE', 'PUT', 'PROPFIND', 'LOCK', 'QUERY', 'MKCOL', 'get'];

  it('than those of the access table is not heard', async () => {
    for (const method of OTHERS)
      for (const url of ['/v1/trail', '/v1/hazards', '/v1/sessions', '/health/live']) {
        const sent = await raw(port, lines(`${method} ${url} HTTP/1.1`, 'Host: a', 'Connection: close')).ended;
        for (const status of answersIn(sent)) expect([400, 404], `${method} ${url}`).toContain(status);
      }
  });

  it('cannot be slipped in by a header, a parameter or a field', async () => {
    const slipped = { 'x-http-method-override': 'DELETE', 'x-http-method': 'DELETE', 'x-method-override': 'DELETE' };
    expect((await enterprise.inject({ url: '/v1/sessions?_method=DELETE', headers: slipped })).status).toBe(200);
    expect((await enterprise.get('/v1/sessions')).status).toBe(200);
  });

  it('HEAD is asked as its GET, on every route that has one', async () => {
    for (const { route, who } of ACCESS) {
      const [method, pattern = ''] = route.split(' ');
      // Nothing is told of a stream but by the stream.
      if (method !== 'GET' || who === 'anyone' || pattern === '/v1/stream') continue;
      const url = pattern.replaceAll(/:[a-zA-Z]+/g, 'none').replace('*', 'none');
      expect((await asked(system.app, { method: 'HEAD', url })).status, route).toBe(401);
    }
  });

  it('that claims another address by a header changes nothing', async () => {
    const headers = { 'x-original-url': '/v1/trail', 'x-rewrite-url': '/v1/trail', 'x-forwarded-prefix': '/v1/trail' };
    expect((await asked(system.app, { url: '/health/live', headers })).body).toEqual({ status: 'live' });
  });
});

describe('a request inside a request', () => {
  const hidden = 'GET /v1/public/listings HTTP/1.1\r\nHost: a\r\n\r\n';
  const start = ['POST /v1/sessions HTTP/1.1', 'Host: a', 'Content-Type: application/json'];

  it.each([
    ['both lengths', ['Content-Length: 4', 'Transfer-Encoding: chunked']],
    ['two lengths', ['Content-Length: 0', `Content-Length: ${hidden.length.toString()}`]],
    ['a length with a sign', ['Content-Length: +0']],
    ['a coding that is unknown', ['Transfer-Encoding: chunked, identity']],
    ['a coding twice', ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity']],
    ['a blank before the colon', ['Transfer-Encoding : chunked', 'Content-Length: 4']],
    ['a folded header', ['X-A: b', ' Transfer-Encoding: chunked', 'Content-Length: 4']],
    ['a bare line feed', ['X-A: b\nTransfer-Encoding: chunked', 'Content-Length: 4']],
  ])('by %s is refused with its connection', async (_by, more) => {
    const answers = answersIn(await raw(port, `${lines(...start, ...more)}0\r\n\r\n${hidden}`).ended);
    expect(answers.at(-1)).toBe(400);
    expect(answers).not.toContain(200);
  });
});
