import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openingFace } from '../../../api/matters/lifecycle.ts';
import { LIMITS } from '../../../api/plugins/protection.ts';
import { mayReadEvidence } from '../../../api/stores/evidence.ts';
import type { Actor } from '../../../workflows/kernel/command.ts';
import { KINDS } from '../../../workflows/kinds.ts';
import { upload as handIn } from './hazard-bodies.ts';
import { apiSystem, asked, listOf, textOf, type Answered, type ApiSystem, type Caller } from './system.ts';

interface PolicyWords {
  readonly periods: Readonly<Record<string, string>>;
  readonly policies: readonly { readonly periods: Readonly<Record<string, unknown>> }[];
}

let system: ApiSystem;
let office: Caller;

beforeAll(async () => {
  system = await apiSystem();
  office = await system.as('anweiban');
});
afterAll(() => system.close());

function expectProblem(answered: Answered, status: number, code: string): void {
  expect({ status: answered.status, code: answered.body['code'] }).toEqual({ status, code });
  expect(String(answered.headers['content-type'])).toContain('application/problem+json');
  expect(answered.body).toMatchObject({ type: `urn:bihuan:problem:${code}`, status });
  expect(textOf(answered, 'title')).toMatch(/\p{Script=Han}/u);
  expect(textOf(answered, 'detail')).toMatch(/\p{Script=Han}/u);
  expect(textOf(answered, 'requestId')).not.toBe('');
}

describe('signing in', () => {
  it('gives a token, says who is signed in, and ends with signing out', async () => {
    const chief = await system.as('anweiban-zr');
    const session = await chief.get('/v1/sessions');
    expect(session.body).toMatchObject({ username: 'anweiban-zr', role: 'office' });
    expect((await chief.inject({ method: 'DELETE', url: '/v1/sessions' })).status).toBe(204);
    expectProblem(await chief.get('/v1/sessions'), 401, 'NotSignedIn');
  });

  it('is asked for on every route but the open ones', async () => {
    const open = ['/health/live', '/health/ready', '/metrics', '/openapi.json', '/docs', '/v1/public/listings'];
    for (const url of open) expect((await asked(system.app, { url })).status).toBe(200);
    const closed = ['/v1/kinds', '/v1/hazards', '/v1/hazards/x', '/v1/inbox', '/v1/chain', '/v1/statistics'];
    for (const url of closed) expectProblem(await asked(system.app, { url }), 401, 'NotSignedIn');
    const wrong = { url: '/v1/kinds', headers: { authorization: 'Bearer no-such-token' } };
    expectProblem(await asked(system.app, wrong), 401, 'NotSignedIn');
  });
});

describe('a malformed request', () => {
  const post = (payload: string | Buffer, type = 'application/json') =>
    asked(system.app, { method: 'POST', url: '/v1/sessions', payload, headers: { 'content-type': type } });

  it('is refused when it is no JSON, no UTF-8, too large, of another type or poisoned', async () => {
    expectProblem(await post('{"username":'), 400, 'MalformedRequest');
    expectProblem(await post(''), 400, 'MalformedRequest');
    expectProblem(await post('{"__proto__":{"admin":true}}'), 400, 'MalformedRequest');
    expectProblem(await post('['.repeat(50_000) + ']'.repeat(50_000)), 400, 'MalformedRequest');
    expectProblem(await post(Buffer.from('22ff22', 'hex')), 400, 'InvalidText');
    expectProblem(await post('{"username":"\\ud800","password":"x"}'), 400, 'InvalidText');
    expectProblem(await post(JSON.stringify({ username: 'x'.repeat(2_000_000) })), 413, 'TooLarge');
    expectProblem(await post('username=x', 'application/x-www-form-urlencoded'), 415, 'UnsupportedMediaType');
    expectProblem(await post('x', 'text/plain'), 415, 'UnsupportedMediaType');
  });

  it('is refused when its address or a parameter is none', async () => {
    expectProblem(await office.get('/v1/nothing'), 404, 'NotFound');
    expectProblem(await office.get('/%ff'), 400, 'MalformedRequest');
    expectProblem(await office.get('/v1/hazards?limit=0'), 400, 'InvalidQuery');
    expectProblem(await office.get('/v1/hazards?nope=1'), 400, 'InvalidQuery');
    expectProblem(await office.get('/v1/hazards?open=1'), 400, 'InvalidQuery');
    expectProblem(await office.get('/v1/hazards?q=a&q=b'), 400, 'InvalidQuery');
    expectProblem(await office.get('/v1/hazards?status=nope'), 400, 'InvalidQuery');
    expectProblem(await office.get('/v1/hazards?cursor=nope'), 400, 'InvalidQuery');
    expectProblem(await office.get('/v1/hazards?severity=xx'), 400, 'InvalidQuery');
    expect((await office.get('/v1/hazards?severity=major')).status).toBe(200);
    expect((await office.get('/v1/hazards?limit=x')).body).toMatchObject({ errors: [{ pointer: '/limit' }] });
    expectProblem(await office.get('/v1/statistics?from=2026-02-30'), 400, 'InvalidQuery');
    expectProblem(await office.get('/v1/statistics?from=2026-02-02&to=2026-02-01'), 400, 'InvalidQuery');
    expectProblem(await office.get('/v1/registers/nope'), 404, 'NotFound');
    expectProblem(await office.get('/v1/inbox?cursor=x'), 400, 'InvalidQuery');
  });
});

describe('evidence', () => {
  const upload = (caller: Caller, content: Buffer, field = 'file') =>
    handIn(caller, '/v1/evidence', content, '现场.png', field);
  // One pixel.
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAADUlEQVR4AQECAP3/AIAAggCBw24l4AAAAABJRU5ErkJggg==',
    'base64',
  );

  it('is kept by its hash, once, and handed back as it came', async () => {
    const first = await upload(office, picture);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ size: picture.length, type: 'image/png' });
    expect(textOf(first, 'id')).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect((await upload(office, picture)).body).toEqual(first.body);
    const read = await office.get(`/v1/evidence/${textOf(first, 'id')}`);
    expect(read.raw.equals(picture)).toBe(true);
    expect(read.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
  });

  it('of someone else is not there for whoever sees no matter that cites it', async () => {
    const { body } = await upload(office, Buffer.from('%PDF-1.7 某单位'));
    const enterprise = await system.as('qiye01-fzr');
    expectProblem(await enterprise.get(`/v1/evidence/${String(body['id'])}`), 404, 'NotFound');
  });

  it('is there for everyone who handed it in, and for their unit', async () => {
    const pdf = Buffer.from('%PDF-1.7 两人各交一份');
    const { body } = await upload(office, pdf);
    const enterprise = await system.as('qiye01-fzr');
    expect((await upload(enterprise, pdf)).body).toMatchObject({ id: body['id'] });
    for (const name of ['qiye01-fzr', 'qiye01-aqy'])
      expect((await (await system.as(name)).get(`/v1/evidence/${String(body['id'])}`)).status).toBe(200);
    expectProblem(await (await system.as('qiye02-fzr')).get(`/v1/evidence/${String(body['id'])}`), 404, 'NotFound');
  });

  it('is not there for the unit that whoever handed it in has left', async () => {
    const { body } = await upload(await system.as('qiye03-aqy'), Buffer.from('%PDF-1.7 离任前所交'));
    const url = `/v1/evidence/${String(body['id'])}`;
    const colleague = await system.as('qiye03-fzr');
    expect((await colleague.get(url)).status).toBe(200);
    const [left] = await system.db.sql`
      update tenures set valid_to = valid_from where person = (select person from accounts where username = 'qiye03-aqy')
      returning person`;
    expect(left).toBeDefined();
    expectProblem(await colleague.get(url), 404, 'NotFound');
  });

  it('is looked for by its id alone: another text is 404 without a search', async () => {
    const [row] = await system.db.sql<Actor[]>`
      select person, post, unit, rank, role from accounts a join posts p on p.id = a.post where username = 'anweiban'`;
    for (const text of ['x', 'u-chengguan', `sha256:${'0'.repeat(63)}`, `sha256:${'0'.repeat(64)}x`]) {
      expectProblem(await office.get(`/v1/evidence/${text}`), 404, 'NotFound');
      expect(await mayReadEvidence(system.db, text, row as Actor), text).toBe(false);
    }
  });

  it('of a type that is not taken, without its field, or too large is refused', async () => {
    expectProblem(await upload(office, Buffer.from('7f454c4602010100', 'hex')), 415, 'UnsupportedMediaType');
    expectProblem(await upload(office, picture, 'photo'), 400, 'InvalidBody');
    expectProblem(await upload(office, Buffer.alloc(21 * 1024 * 1024, 0x20)), 413, 'TooLarge');
    expectProblem(await office.send('/v1/evidence', {}), 415, 'UnsupportedMediaType');
  });
});

describe('registers and the inbox', () => {
  it('registers are read by page and entry, with versions; people and posts are not for the public', async () => {
    const page = await office.get('/v1/registers/units?limit=3');
    expect(listOf(page)).toHaveLength(3);
    const next = await office.get(`/v1/registers/units?limit=3&cursor=${String(page.body['next'])}`);
    expect(listOf(next)[0]?.['id']).not.toBe(listOf(page)[0]?.['id']);
    const [first] = listOf(page);
    const entry = await office.get(`/v1/registers/units/${String(first?.['id'])}`);
    expect(entry.body).toMatchObject({ ...first });
    expect(listOf(entry, 'versions')[0]).toMatchObject({ before: null, after: { id: first?.['id'] } });
    const citizen = await system.as('gongzhong');
    expect((await citizen.get('/v1/registers/clauses')).status).toBe(200);
    expectProblem(await citizen.get('/v1/registers/people'), 403, 'Forbidden');
  });

  it('notices are read by the post that they are for, and by no other', async () => {
    const { body } = await office.get('/v1/sessions');
    await system.db.sql`
      insert into inbox (post, key, notice, title, body, data, at)
      values (${String(body['post'])}, 'k1', 'Urged', '催办', '请办理', '{}', now())`;
    const [notice] = listOf(await office.get('/v1/inbox'));
    expect(notice).toMatchObject({ title: '催办', readAt: null });
    const url = `/v1/inbox/${String(notice?.['id'])}/read`;
    expectProblem(await (await system.as('yingji-jb')).send(url, {}), 404, 'NotFound');
    expect((await office.send(url, {})).status).toBe(200);
    expect(listOf(await office.get('/v1/inbox?unread=true'))).toEqual([]);
  });
});

describe('the description', () => {
  it('names only routes that are served', async () => {
    const { body } = await asked(system.app, { url: '/openapi.json' });
    const paths = body['paths'] as Readonly<Record<string, Readonly<Record<string, object>>>>;
    const described = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    for (const route of described) {
      const [method = '', url = ''] = route.split(' ');
      expect(system.app.hasRoute({ method: method, url: servedAs(method, url) }), route).toBe(true);
    }
  });

  it('every kind with its words is listed', async () => {
    const kinds = listOf(await office.get('/v1/kinds'));
    for (const { periods, policies } of kinds as unknown as readonly PolicyWords[])
      for (const policy of policies)
        expect(Object.keys(periods)).toEqual(expect.arrayContaining(Object.keys(policy.periods)));
    expect(kinds.map((kind) => kind['name'])).toEqual(KINDS.map((kind) => kind.rules.name));
    const openings = kinds.map(({ opening }) => (opening as { schema: unknown }).schema);
    expect(openings).toEqual(KINDS.map((kind) => openingFace(kind)?.schema ?? null));
    expect(openings[0]).toMatchObject({ properties: { place: { title: '地点' } } });
  });
});

/** The router knows one route for all commands of a kind, and reads all registers by two; register ids may hold slashes. */
function servedAs(method: string, url: string): string {
  const bare = url.replace(/\/commands\/[A-Z]\w+$/, '/commands/:command');
  if (method !== 'GET') return bare;
  if (/^\/v1\/registers\/[^/]+$/.test(bare)) return '/v1/registers/:name';
  return /^\/v1\/registers\/([^/]+\/:\w+|policies\/:kind\/:policy\/:version|calendars\/:year\/:version)$/.test(bare)
    ? '/v1/registers/:name/*'
    : bare;
}

describe('limits', () => {
  it('a caller who asks too much is told when to come back', async () => {
    const narrow = await apiSystem({ limits: { ...LIMITS, requestsPerMinute: 3 }, temporalAddress: '127.0.0.1:9' });
    try {
      const answers = [];
      for (let i = 0; i < 4; i += 1) answers.push(await asked(narrow.app, { url: '/v1/kinds' }));
      expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 429]);
      expectProblem(answers[3] as Answered, 429, 'TooManyRequests');
      expect((await asked(narrow.app, { url: '/health/live' })).status).toBe(200);
    } finally {
      await narrow.close();
    }
  });

  it('who signs in is counted by address, whatever token they invent', async () => {
    const narrow = await apiSystem({ limits: { ...LIMITS, requestsPerMinute: 3 }, temporalAddress: '127.0.0.1:9' });
    try {
      const attempt = (token: number) =>
        asked(narrow.app, {
          method: 'POST',
          url: '/v1/sessions',
          headers: { authorization: `Bearer invented-${token.toString()}` },
          payload: {},
        });
      const answers = [];
      for (let i = 0; i < 4; i += 1) answers.push(await attempt(i));
      expect(answers.map((answer) => answer.status)).toEqual([400, 400, 400, 429]);
    } finally {
      await narrow.close();
    }
  });
});
