import { afterEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../../../api/plugins/protection.ts';
import { PATIENCE } from '../../../api/plugins/server.ts';
import { upload } from '../api/hazard-bodies.ts';
import { tokenOf } from '../access/people.ts';
import { apiSystem, asked, type ApiSystem } from '../api/system.ts';
import { answersIn, lines, listening, raw, type Raw } from './raw.ts';

/** One of them is short, so that a test sees its end; what is awaited is the end, however long it takes. */
const LONG_MS = 300_000;
const NEVER = { ...PATIENCE, headersMs: LONG_MS, requestMs: LONG_MS, idleMs: LONG_MS, everyMs: 50 };

let system: ApiSystem;
let open: Raw[] = [];
afterEach(async () => {
  for (const one of open) one.close();
  open = [];
  await system.close();
});

const begin = async (more: object = {}): Promise<number> => {
  system = await apiSystem({ temporalAddress: '127.0.0.1:9', ...more });
  return await listening(system.app);
};
const opened = (port: number, first: string | Buffer): Raw => {
  const one = raw(port, first);
  open.push(one);
  return one;
};

describe('who sends slowly', () => {
  it('headers is put out, and whoever comes meanwhile is served', async () => {
    const port = await begin({ patience: { ...NEVER, headersMs: 300 } });
    const slow = Array.from({ length: 50 }, () => opened(port, 'GET /v1/public/listings HTTP/1.1\r\nHost: a\r\nX-A: '));
    const quick = await raw(port, lines('GET /health/live HTTP/1.1', 'Host: a', 'Connection: close')).ended;
    expect(answersIn(quick)).toEqual([200]);
    for (const one of slow) expect(answersIn(await one.ended)).toEqual([408]);
  });

  it('a body is put out', async () => {
    const port = await begin({ patience: { ...NEVER, headersMs: 300, requestMs: 600 } });
    const head = lines('POST /v1/sessions HTTP/1.1', 'Host: a', 'Content-Type: application/json', 'Content-Length: 99');
    expect(answersIn(await opened(port, `${head}{"username"`).ended)).toEqual([408]);
  });

  it('nothing at all is put out', async () => {
    const port = await begin({ patience: { ...NEVER, idleMs: 300 } });
    expect(await opened(port, '').ended).toSatisfy((text: string) => text === '' || answersIn(text)[0] === 408);
  });
});

describe('who sends much', () => {
  it('of headers or address is refused before anything reads it', async () => {
    const port = await begin();
    const long = 'x'.repeat(17_000);
    const header = opened(port, lines('GET /health/live HTTP/1.1', 'Host: a', `X-A: ${long}`));
    expect(answersIn(await header.ended)).toEqual([431]);
    expect(answersIn(await opened(port, lines(`GET /${long} HTTP/1.1`, 'Host: a')).ended)).toEqual([431]);
  });

  it('of nesting is refused, to the largest body', async () => {
    await begin();
    const token = await tokenOf(system.db, 'anweiban');
    for (const url of ['/v1/sessions', '/v1/hazards', '/v1/registers/calendars'])
      for (const [from, to] of [
        ['[', ']'],
        ['{"a":', '}'],
      ] as const) {
        const depth = Math.floor(490_000 / from.length);
        const inner = from === '[' ? '' : '1';
        const answered = await asked(system.app, {
          method: 'POST',
          url,
          payload: `${from.repeat(depth)}${inner}${to.repeat(depth)}`,
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': 'k' },
        });
        expect(answered.status, url).toBe(400);
      }
  });

  it('connections gets no more than there are', async () => {
    const port = await begin({ patience: { ...PATIENCE, connections: 3 } });
    const request = lines('GET /health/live HTTP/1.1', 'Host: a');
    const held = [opened(port, request), opened(port, request), opened(port, request)];
    for (const one of held) await one.until('{"status":"live"}');
    expect(await opened(port, request).ended).toBe('');
    held[0]?.close();
    await vi.waitFor(async () => {
      const again = raw(port, lines('GET /health/live HTTP/1.1', 'Host: a', 'Connection: close'));
      expect(answersIn(await again.ended)).toEqual([200]);
    });
  });

  it('requests on one connection is sent off to another', async () => {
    const port = await begin({ patience: { ...PATIENCE, requestsPerConnection: 2 } });
    const request = lines('GET /health/live HTTP/1.1', 'Host: a');
    const text = await opened(port, request.repeat(3)).until('HTTP/1.1 503');
    expect(answersIn(text)).toEqual([200, 200, 503]);
    expect(text.match(/connection: close/gi)?.length).toBeGreaterThan(0);
  });
});

describe('two hundred who upload slowly at once', () => {
  it('have no more in memory than there are places, of one person three; who goes away leaves the place', async () => {
    const port = await begin({ limits: { ...LIMITS, requestsPerMinute: 1_000_000 } });
    const names = ['anweiban', 'yingji-jb', 'chengguan-jb', 'shenji', 'qiye01-fzr', 'ducha', 'fenguan', 'xianzhang'];
    const tokens = await Promise.all(names.map((name) => tokenOf(system.db, name)));
    const taken = vi.spyOn(system.app.places, 'take');
    const slow = (token: string): Raw => {
      const form = '--B\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nslow';
      const head = lines('POST /v1/evidence HTTP/1.1', 'Host: a', `Authorization: Bearer ${token}`,
        'Content-Type: multipart/form-data; boundary=B', 'Content-Length: 20000000'); // prettier-ignore
      return opened(port, `${head}${form}`);
    };
    const all = Array.from({ length: 200 }, (_, i) => slow(tokens[i % tokens.length] ?? ''));
    await vi.waitFor(() => {
      expect(taken).toHaveBeenCalledTimes(200);
    }, 20_000);
    const given = taken.mock.results.filter(({ value }) => typeof value === 'function');
    expect(given).toHaveLength(12);
    const holders = taken.mock.calls.flatMap(([person], i) =>
      typeof taken.mock.results[i]?.value === 'function' ? [person] : [],
    );
    for (const holder of holders) expect(holders.filter((one) => one === holder).length).toBeLessThanOrEqual(3);
    const office = await system.as('anweiban');
    const refused = await upload(office, '/v1/evidence', Buffer.from('%PDF-1.7 a'));
    expect(refused).toMatchObject({ status: 503, body: { code: 'Overloaded' }, headers: { 'retry-after': '5' } });
    expect((await office.get('/v1/inbox')).status).toBe(200);
    for (const one of all) one.close();
    await vi.waitFor(async () => {
      expect((await upload(office, '/v1/evidence', Buffer.from('%PDF-1.7 a'))).status).toBe(201);
    }, 20_000);
  });
});
