import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { exampleOf, handInPicture, hazardAfter, upload } from './hazard-bodies.ts';
import { apiSystem, listOf, textOf, type Answered, type ApiSystem, type Caller } from './system.ts';

let system: ApiSystem;
let reporter: Caller;
let regulator: Caller;

beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
  await handInPicture(system);
  reporter = await system.as('chengguan-jb');
  regulator = await system.as('yingji-jb');
});
afterAll(() => system.close());

function expectProblem(answered: Answered, status: number, code: string): void {
  expect({ status: answered.status, code: answered.body['code'] }).toEqual({ status, code });
  expect(textOf(answered, 'detail')).toMatch(/\p{Script=Han}/u);
}

async function versionOf(url: string): Promise<number> {
  return Number((await regulator.get(url)).body['version']);
}

const STRAIGHT = ['Verify', 'Grade', 'Assign', 'Accept', 'SubmitRectification', 'Recheck', 'DecideCloseout'];

describe('one hazard', () => {
  it('goes from discovery to closeout, and every read tells the same', async () => {
    const url = await hazardAfter(system, STRAIGHT);
    const projection = await regulator.get(url);
    expect(projection.body).toMatchObject({ status: 'closed', kind: 'hazard', severity: 'general', daysOverdue: 0 });
    expect(projection.headers['etag']).toBe(`"${String(projection.body['version'])}"`);
    const fields = ['id', 'number', 'version', 'status', 'severity', 'holder', 'deadlines', 'level', 'items'];
    const told = Object.fromEntries(fields.map((field) => [field, projection.body[field]]));
    expect((await regulator.get(`${url}?source=workflow`)).body).toMatchObject(told);
    const later = encodeURIComponent(new Date(Date.now() + 60_000).toISOString());
    expect((await regulator.get(`${url}?asOf=${later}`)).body).toMatchObject(told);
    const events = listOf(await regulator.get(`${url}/events`));
    expect(events.map((event) => event['seq'])).toEqual(events.map((_event, i) => i + 1));
    expect(events.slice(1).map((event) => event['prevHash'])).toEqual(
      events.slice(0, -1).map((event) => event['hash']),
    );
    const history = await regulator.get(`${url}/history`);
    expect(history.body).toMatchObject({ workflowId: projection.body['id'] });
    const first = String(events[0]?.['at']);
    const asOpened = await regulator.get(`${url}?asOf=${encodeURIComponent(String(events[0]?.['heardAt']))}`);
    expect(asOpened.body).toMatchObject({ status: 'reported', version: 1 });
    expectProblem(
      await regulator.get(`${url}?asOf=${String(Number(first.slice(0, 4)) - 1)}-01-01T00:00:00Z`),
      404,
      'NotFound',
    );
  });

  it('is listed by its filters, page by page', async () => {
    const url = await hazardAfter(system, []);
    const { body } = await regulator.get(url);
    const ids = async (query: string) => listOf(await regulator.get(`/v1/hazards?${query}`)).map((row) => row['id']);
    const { post } = body['holder'] as { post: string };
    expect(await ids(`status=reported&open=true&holder=${post}&region=${String(body['region'])}`)).toContain(
      body['id'],
    );
    expect(await ids(`q=${String(body['number'])}`)).toEqual([body['id']]);
    expect(await ids('status=closed')).not.toContain(body['id']);
    expect(await ids('overdue=true')).toEqual([]);
    const page = await regulator.get('/v1/hazards?limit=1');
    const rest = await regulator.get(`/v1/hazards?limit=200&cursor=${String(page.body['next'])}`);
    const all = await ids('limit=200');
    expect([...listOf(page), ...listOf(rest)].map((row) => row['id'])).toEqual(all);
  });

  it('is not there for whoever has nothing to do with it', async () => {
    const url = await hazardAfter(system, []);
    for (const name of ['jiaotong-jb', 'gongzhong', 'zhuanjia01']) {
      const stranger = await system.as(name);
      expectProblem(await stranger.get(url), 404, 'NotFound');
      expectProblem(await stranger.get(`${url}/events`), 404, 'NotFound');
      expectProblem(await stranger.send(`${url}/commands/Verify`, exampleOf('Verify')), 404, 'NotFound');
      expect(listOf(await stranger.get('/v1/hazards?limit=200'))).toEqual([]);
    }
    expect((await (await system.as('shenji')).get(url)).status).toBe(200);
  });

  it('tells its caller what may be done now, and the hearing agrees', async () => {
    const url = await hazardAfter(system, []);
    const commandsFor = async (caller: Caller) =>
      Object.fromEntries(
        listOf(await caller.get(`${url}/commands`), 'commands').map(({ type, allowed, refusal }) => [
          String(type),
          allowed === true ? 'allowed' : (refusal as { code: string }).code,
        ]),
      );
    expect(await commandsFor(regulator)).toMatchObject({ Verify: 'allowed', Recheck: 'NotHeardInStatus' });
    expect(await commandsFor(reporter)).toMatchObject({ Verify: 'NotYours' });
    expect(await commandsFor(regulator)).not.toHaveProperty('Wake');
    expectProblem(await reporter.send(`${url}/commands/Verify`, exampleOf('Verify')), 403, 'NotYours');
    expectProblem(await regulator.send(`${url}/commands/Recheck`, exampleOf('Recheck')), 409, 'NotHeardInStatus');
    expect((await regulator.send(`${url}/commands/Verify`, exampleOf('Verify'))).status).toBe(200);
  });
});

describe('a command', () => {
  it('under the same key is answered the same, and with another body it is refused', async () => {
    const key = { 'idempotency-key': 'open-once' };
    const first = await reporter.send('/v1/hazards', exampleOf('Report'), key);
    expect(first.status).toBe(201);
    const url = `/v1/hazards/${textOf(first, 'id')}`;
    const verify = { 'idempotency-key': 'verify-once' };
    const verified = await regulator.send(`${url}/commands/Verify`, exampleOf('Verify'), verify);
    expect(verified).toMatchObject({ status: 200, body: { status: 'registered' } });
    await regulator.send(`${url}/commands/Grade`, exampleOf('Grade'));
    const again = await regulator.send(`${url}/commands/Verify`, exampleOf('Verify'), verify);
    expect({ status: again.status, body: again.body }).toEqual({ status: verified.status, body: verified.body });
    expect(again.headers['command-id']).toBe(verified.headers['command-id']);
    const conditional = await regulator.send(`${url}/commands/Verify`, exampleOf('Verify'), {
      ...verify,
      'if-match': '"1"',
    });
    expect({ status: conditional.status, body: conditional.body }).toEqual({ status: 200, body: verified.body });
    expect((await reporter.send('/v1/hazards', exampleOf('Report'), key)).body).toEqual(first.body);
    const other = { ...exampleOf('Verify'), note: '另一份核实情况。' };
    expectProblem(await regulator.send(`${url}/commands/Verify`, other, verify), 422, 'KeyUsedForOther');
    expectProblem(
      await reporter.send('/v1/hazards', { ...exampleOf('Report'), place: '别处' }, key),
      422,
      'KeyUsedForOther',
    );
  });

  it('has its id named in every answer, also when its body was not even read', async () => {
    const key = { 'idempotency-key': 'named', 'content-type': 'application/json' };
    const sent = (payload: string, headers = {}) =>
      reporter.inject({ method: 'POST', url: '/v1/hazards', payload, headers: { ...key, ...headers } });
    const { headers } = await reporter.send('/v1/hazards', { place: 1 }, key);
    expect(headers['command-id']).toMatch(/^cmd-[0-9a-f]{32}$/);
    const unread = [
      [await sent('{"place":'), 400, 'MalformedRequest'],
      [await sent('{"place":"\\ud800"}'), 400, 'InvalidText'],
      [await sent('{"place":"\\u200b"}'), 400, 'InvalidBody'],
      [await sent(JSON.stringify({ place: 'x'.repeat(2_000_000) })), 413, 'TooLarge'],
      [await sent('x', { 'content-type': 'text/plain' }), 415, 'UnsupportedMediaType'],
    ] as const;
    for (const [answered, status, code] of unread) {
      expectProblem(answered, status, code);
      expect([code, answered.headers['command-id']]).toEqual([code, headers['command-id']]);
    }
    expect((await sent('{}', { 'idempotency-key': '' })).headers).not.toHaveProperty('command-id');
  });

  it('cites only evidence that its sender handed in or may read', async () => {
    const paper = Buffer.from('%PDF-1.7 别人的材料');
    const { body } = await upload(await system.as('jiaotong-jb'), '/v1/evidence', paper, '材料.pdf');
    const report = { ...exampleOf('Report'), evidence: [body['id']] };
    const foreign = await reporter.send('/v1/hazards', report);
    expectProblem(foreign, 422, 'UnknownEvidence');
    expect(foreign.body).toMatchObject({ errors: [{ pointer: '/evidence/0' }] });
    const passing = { ...exampleOf('Report'), description: `见 ${String(body['id'])}` };
    expectProblem(await reporter.send('/v1/hazards', passing), 422, 'UnknownEvidence');
    expect((await (await system.as('jiaotong-jb2')).send('/v1/hazards', report)).body).not.toHaveProperty('errors');
    await upload(reporter, '/v1/evidence', paper, '材料.pdf');
    expect((await reporter.send('/v1/hazards', report)).status).toBe(201);
  });

  it('names no text that is kept apart: it would be read where the command is shown', async () => {
    const named = { ...exampleOf('Report'), description: `sealed:${'0'.repeat(64)}` };
    expectProblem(await reporter.send('/v1/hazards', named), 400, 'InvalidBody');
  });

  it('that was refused stays refused under its key, and can be asked for', async () => {
    const url = await hazardAfter(system, []);
    const key = { 'idempotency-key': 'too-early' };
    const refused = await regulator.send(`${url}/commands/Grade`, exampleOf('Grade'), key);
    expectProblem(refused, 409, 'NotHeardInStatus');
    await regulator.send(`${url}/commands/Verify`, exampleOf('Verify'));
    expectProblem(await regulator.send(`${url}/commands/Grade`, exampleOf('Grade'), key), 409, 'NotHeardInStatus');
    const outcome = await regulator.get(`/v1/commands/${String(refused.headers['command-id'])}`);
    expect(outcome.body).toMatchObject({ outcome: 'refused', code: 'NotHeardInStatus' });
    const stranger = await system.as('jiaotong-jb');
    expectProblem(await stranger.get(`/v1/commands/${String(refused.headers['command-id'])}`), 404, 'NotFound');
  });

  it('is refused, and nothing changes, when anything about it is wrong', async () => {
    const url = await hazardAfter(system, []);
    const before = await versionOf(url);
    const good = exampleOf('Verify');
    const verify = (body: unknown, headers = {}) => regulator.send(`${url}/commands/Verify`, body, headers);
    expectProblem(await verify({ ...good, extra: 1 }), 400, 'InvalidBody');
    expectProblem(await verify({ ...good, note: 7 }), 400, 'InvalidBody');
    expectProblem(await verify([]), 400, 'InvalidBody');
    expectProblem(await verify({ ...good, note: 'a\ud800' }), 400, 'InvalidText');
    expectProblem(await verify(good, { 'idempotency-key': '' }), 400, 'IdempotencyKeyRequired');
    expectProblem(await verify(good, { 'idempotency-key': '带汉字' }), 400, 'InvalidIdempotencyKey');
    expectProblem(await verify(good, { 'if-match': 'abc' }), 400, 'InvalidIfMatch');
    expectProblem(await verify(good, { 'if-match': '"99"' }), 412, 'StaleVersion');
    expectProblem(await verify({ ...good, evidence: [`sha256:${'0'.repeat(64)}`] }), 422, 'UnknownEvidence');
    expectProblem(await regulator.send(`${url}/commands/Fly`, {}), 404, 'UnknownCommand');
    expectProblem(await regulator.send(`${url}/commands/Wake`, {}), 404, 'UnknownCommand');
    expectProblem(await regulator.send('/v1/hazards/haz-none/commands/Verify', good), 404, 'NotFound');
    const report = exampleOf('Report');
    expectProblem(await reporter.send('/v1/hazards', { ...report, foundOn: '2026-02-30' }), 400, 'InvalidBody');
    expectProblem(await reporter.send('/v1/hazards', { ...report, region: 'u-nowhere' }), 422, 'UnknownUnit');
    expectProblem(await reporter.send('/v1/hazards', { ...report, inspectors: ['per-nobody'] }), 422, 'UnknownPerson');
    expectProblem(await reporter.send('/v1/hazards', { ...report, policy: 'fast' }), 400, 'InvalidBody');
    expectProblem(await reporter.send('/v1/accountability-cases', {}), 403, 'NotYours');
    expect(await versionOf(url)).toBe(before);
  });

  it('sent thirty times at once happens once; thirty different ones each happen or are refused', async () => {
    const url = await hazardAfter(system, []);
    const key = { 'idempotency-key': 'thirty-times' };
    const same = await Promise.all(
      Array.from({ length: 30 }, () => regulator.send(`${url}/commands/Verify`, exampleOf('Verify'), key)),
    );
    expect(new Set(same.map(({ status, body }) => JSON.stringify([status, body])))).toHaveProperty('size', 1);
    const different = await Promise.all(
      Array.from({ length: 30 }, () => regulator.send(`${url}/commands/Grade`, exampleOf('Grade'))),
    );
    const done = different.filter(({ status }) => status === 200);
    expect(different.every(({ status }) => status === 200 || status === 409 || status === 422)).toBe(true);
    expect(done.length).toBeGreaterThan(0);
    const ids = listOf(await regulator.get(`${url}/events`)).map((event) => event['commandId']);
    for (const { headers } of done) expect(ids).toContain(headers['command-id']);
  });

  it('with Prefer: respond-async is answered at once and decided as the same rule would', async () => {
    const url = await hazardAfter(system, []);
    const sent = await regulator.send(`${url}/commands/Verify`, exampleOf('Verify'), { prefer: 'respond-async' });
    expect(sent).toMatchObject({ status: 202, body: { outcome: 'waiting' } });
    const early = await regulator.send(`${url}/commands/Recheck`, exampleOf('Recheck'), { prefer: 'respond-async' });
    await vi.waitFor(
      async () => {
        expect((await regulator.get(String(sent.headers['location']))).body).toMatchObject({ outcome: 'done' });
        expect((await regulator.get(String(early.headers['location']))).body).toMatchObject({
          outcome: 'refused',
          code: 'NotHeardInStatus',
        });
      },
      { timeout: 10_000, interval: 100 },
    );
    expect((await regulator.get(url)).body).toMatchObject({ status: 'registered' });
  });
});

/** Whether a report may choose its policy, as the forms are told. */
async function asksForPolicy(caller: Caller): Promise<boolean> {
  const [hazard] = listOf(await caller.get('/v1/kinds')) as unknown as readonly { opening: { schema: object } }[];
  return 'policy' in (hazard?.opening.schema as { properties: object }).properties;
}

describe('the trial policy', () => {
  it('is refused where the launcher did not start both parts', async () => {
    const production = await apiSystem({ trialAllowed: false, temporalAddress: '127.0.0.1:9' });
    try {
      await handInPicture(production);
      const caller = await production.as('chengguan-jb');
      const body = { ...exampleOf('Report'), policy: 'trial' };
      expectProblem(await caller.send('/v1/hazards', body), 422, 'PolicyNotAllowed');
      expect(await asksForPolicy(caller)).toBe(false);
      expect(await asksForPolicy(regulator)).toBe(true);
    } finally {
      await production.close();
    }
  });
});

describe('what is counted', () => {
  it('statistics and the chain agree with what was opened', async () => {
    const { body } = await regulator.get('/v1/statistics');
    const count = (field: string) => Number(body[field]);
    const parts = ['closed', 'open', 'rejected', 'merged', 'transferred', 'abolished'];
    expect(count('found')).toBe(parts.reduce((sum, field) => sum + count(field), 0));
    expect(count('found')).toBeGreaterThan(0);
    const chain = await regulator.get('/v1/chain');
    expect(chain.body).toMatchObject({ open: count('open'), held: count('open'), breaks: [] });
  });

  it('an audit is asked for by a job, whose verdict comes back', async () => {
    const url = await hazardAfter(system, ['Verify']);
    const verdict = await regulator.send(`${url}/audit`, {});
    expect(verdict).toMatchObject({ status: 200, body: { ok: true, first: null } });
  });
});
