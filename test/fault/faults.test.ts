import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditorOf } from '../../audit/auditor.ts';
import { verify } from '../../audit/verify.ts';
import { commandRecord, noteCommand } from '../../db/commands.ts';
import { storeOf } from '../../db/archive/store.ts';
import { askLoop } from '../../delivery/ask.ts';
import { sendUpdate } from '../../delivery/send.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { workflowBundle } from '../support/system.ts';
import { eventsOf, signIn, untilDecided, type Caller, type LedgerEvent } from './caller.ts';
import { install, type Installation } from './installation.ts';

let system: Installation;
let office: Caller;
let desk: Caller;
const opened: MatterId[] = [];

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  system = await install();
  office = await signIn(system, 'anweiban');
  desk = await signIn(system, 'yingji-jb');
}, 120_000);

afterAll(async () => {
  await system.close();
}, 60_000);

const today = () => instantOf(Date.now()).slice(0, 10);
const correction = (text: string) => ({ field: '地点', value: text, reason: '笔误' });
const MANY = Array.from({ length: 20 }, (_, i) => i);

async function report(policy: 'standard' | 'trial' = 'standard'): Promise<MatterId> {
  const body = {
    source: 'inspection',
    region: 'u-chengguan',
    lead: 'u-yingji',
    subject: 'u-qiye01',
    policy,
    description: '可燃气体报警器失效',
    place: '二号仓库',
    foundOn: today(),
    items: [{ text: '报警器失效' }],
    evidence: [],
  };
  const answer = await desk.open(body);
  expect(answer).toMatchObject({ status: 201 });
  const id = answer.body['id'] as MatterId;
  opened.push(id);
  return id;
}

/** A hazard whose rectification is due in six seconds. */
async function assigned(): Promise<MatterId> {
  const id = await report('trial');
  const order = {
    type: 'rectifyOrder',
    number: '〔2026〕1号',
    date: today(),
    officers: ['per-yingji-1', 'per-yingji-1b'],
    remedies: '可依法申请行政复议或者提起诉讼。',
  };
  const service = { way: 'direct', date: today(), evidence: [] };
  const steps: [string, object][] = [
    ['Verify', { note: '属实', evidence: [] }],
    ['Grade', { severity: 'general', reason: '危害较小' }],
    ['Assign', { unit: 'u-qiye01', limit: 6, order, service }],
  ];
  for (const [command, body] of steps)
    expect({ command, ...(await desk.act(id, command, body)) }).toMatchObject({
      status: 200,
      body: { version: expect.any(Number) },
    });
  return id;
}

const rungsOf = (events: readonly LedgerEvent[]) => events.filter((event) => event.commandId.startsWith('wake-'));
const corrections = async (id: MatterId) =>
  (await eventsOf(office, id)).filter((event) => event.type === 'RecordCorrected');

describe('many at once', () => {
  it('thirty of the same are one', async () => {
    const id = await report();
    const key = randomUUID();
    const all = await Promise.all(
      Array.from({ length: 30 }, () => office.act(id, 'CorrectRecord', correction('同'), key)),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(all.map(({ body }) => body['version']))).toEqual(new Set([2]));
    expect(await corrections(id)).toHaveLength(1);
  });

  it('thirty openings with one key open one matter', async () => {
    const before = Number((await office.get('/v1/chain')).body['open']);
    const key = randomUUID();
    const body = {
      source: 'inspection',
      region: 'u-chengguan',
      lead: 'u-yingji',
      description: '同一隐患',
      place: '仓库',
      foundOn: today(),
      items: [{ text: '一' }],
      evidence: [],
    };
    const all = await Promise.all(Array.from({ length: 30 }, () => desk.open(body, key)));
    expect(new Set(all.map(({ body: { id } }) => id)).size).toBe(1);
    expect(Number((await office.get('/v1/chain')).body['open'])).toBe(before + 1);
  });

  it('thirty different ones are each done or refused, none lost, in an order that the ledger shows', async () => {
    const id = await report();
    const sends = Array.from({ length: 30 }, (_, i) => {
      const key = randomUUID();
      return i % 5 === 0
        ? () => desk.act(id, 'Verify', { note: i.toString(), evidence: [] }, key)
        : () => office.act(id, 'CorrectRecord', correction(i.toString()), key);
    });
    const all = await Promise.all(sends.map((send) => send()));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(25);
    expect(all.filter(({ body }) => body['code'] === 'NotHeardInStatus')).toHaveLength(5);
    const events = await eventsOf(office, id);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(await corrections(id)).toHaveLength(24);
  });
});

describe('the API', () => {
  it('killed amid twenty commands loses none, and none happens twice', async () => {
    const id = await report();
    const keys = MANY.map(() => randomUUID());
    const sends = keys.map((key, i) => () => office.act(id, 'CorrectRecord', correction(i.toString()), key));
    const first = Promise.race(sends.map((send) => send()));
    await first;
    system.kill('api');
    await system.start('api');
    office = await signIn(system, 'anweiban');
    desk = await signIn(system, 'yingji-jb');
    const again = keys.map((key, i) => () => office.act(id, 'CorrectRecord', correction(i.toString()), key));
    const all = await Promise.all(again.map(untilDecided));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await corrections(id)).toHaveLength(MANY.length);
  });

  it('killed between Temporal’s answer and the append: the sweeper writes it within ten seconds', async () => {
    const id = await report();
    const at = instantOf(Date.now());
    const actor = {
      person: 'per-anweiban-1',
      post: 'post-anweiban-1',
      unit: 'u-anweiban',
      rank: 1,
      role: 'office',
    } as never;
    const command = { commandId: `cmd-${randomUUID()}`, type: 'CorrectRecord', at, actor, body: correction('遗') };
    const noted = await noteCommand(system.db, {
      command,
      kind: 'hazard',
      matterId: id,
      opens: false,
      via: 'update',
      bodyHash: 'x',
    });
    if (noted.status !== 'noted') throw new Error('not noted');
    expect(await sendUpdate(system, noted.record, Date.now() + 5_000)).toMatchObject({ said: 'answer' });
    expect(await corrections(id)).toHaveLength(0);
    const outcome = async () => (await commandRecord(system.db, command.commandId))?.outcome;
    await expect.poll(outcome, { timeout: 10_000 }).toBe('done');
    expect(await corrections(id)).toHaveLength(1);
  });
});

describe('the worker', () => {
  it('killed amid twenty commands: each is decided once by the next one', async () => {
    const id = await report();
    const sends = MANY.map((i) => {
      const key = randomUUID();
      return () => office.act(id, 'CorrectRecord', correction(i.toString()), key);
    });
    const answers = sends.map((send) => send());
    system.kill('worker');
    await system.start('worker');
    expect((await Promise.all(answers)).every(({ status }) => status === 200 || status === 202)).toBe(true);
    const all = await Promise.all(sends.map(untilDecided));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await corrections(id)).toHaveLength(MANY.length);
  });

  it('away while rungs fall due: all fire once, in order, each stamped with when it was due and when it fired', async () => {
    const id = await assigned();
    system.kill('worker');
    const { body } = await office.get(`/v1/hazards/${id}`);
    const due = (body['deadlines'] as { clock: string; due: string }[]).find(({ clock }) => clock === 'T')?.due ?? '';
    const after = Date.parse(due) + 2_500;
    await expect.poll(() => Date.now() > after, { timeout: 20_000 }).toBe(true);
    await system.start('worker');
    const fired = async () => rungsOf(await eventsOf(office, id)).filter(({ at }) => Date.parse(at) <= after);
    await expect.poll(async () => (await fired()).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(3);
    const wakes = await fired();
    expect(wakes.map(({ at }) => at)).toEqual(wakes.map(({ at }) => at).sort());
    expect(wakes.every(({ at, heardAt }) => heardAt > at && Date.parse(heardAt) > after)).toBe(true);
    expect(new Set(wakes.map(({ type, at, data }) => JSON.stringify([type, at, data]))).size).toBe(wakes.length);
  });
});

describe('Temporal', () => {
  it('away: commands answer 202 within five seconds and are decided afterwards in order of receipt', async () => {
    const id = await report();
    system.kill('temporal');
    const keys = ['甲', '乙', '丙'];
    try {
      const started = Date.now();
      const answers: Promise<{ status: number; ms: number }>[] = [];
      for (const [i, key] of keys.entries()) {
        await expect.poll(() => Date.now() - started >= i * 400, { interval: 10 }).toBe(true);
        const from = Date.now();
        const send = office.act(id, 'CorrectRecord', correction(key), `${id}-${i.toString()}`);
        answers.push(send.then(({ status }) => ({ status, ms: Date.now() - from })));
      }
      for (const { status, ms } of await Promise.all(answers)) {
        expect(status).toBe(202);
        expect(ms).toBeLessThan(5_000);
      }
      expect((await office.get(`/v1/hazards/${id}`)).status).toBe(200);
    } finally {
      await system.start('temporal');
    }
    await expect.poll(async () => (await corrections(id)).length, { timeout: 45_000 }).toBe(3);
    expect((await corrections(id)).map(({ data }) => data['value'])).toEqual(keys);
  });
});

describe('PostgreSQL', () => {
  it('away: 503 within five seconds; wakes that fall due are decided meanwhile and recorded once it is back', async () => {
    const id = await assigned();
    const known = (await eventsOf(office, id)).length;
    system.kill('postgres');
    try {
      // A killed server's sessions live on until they notice.
      const isAway = async () => (await office.get(`/v1/hazards/${id}`)).status === 503;
      await expect.poll(isAway, { timeout: 5_000 }).toBe(true);
      const from = Date.now();
      expect((await office.get(`/v1/hazards/${id}`)).status).toBe(503);
      expect(Date.now() - from).toBeLessThan(5_000);
      expect((await office.act(id, 'CorrectRecord', correction('断'))).status).toBe(503);
      const decided = async () => (await askLoop(system, id)).seq;
      await expect.poll(decided, { timeout: 20_000 }).toBeGreaterThanOrEqual(known + 2);
    } finally {
      await system.start('postgres');
    }
    const back = instantOf(Date.now());
    const fired = async () => rungsOf(await eventsOf(office, id)).filter(({ heardAt }) => heardAt < back);
    await expect.poll(async () => (await fired()).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
    const wakes = await fired();
    expect(new Set(wakes.map(({ type, at, data }) => JSON.stringify([type, at, data]))).size).toBe(wakes.length);
    expect(await corrections(id)).toEqual([]);
  });
});

describe('the chain', () => {
  it('shows a terminated run within a minute', async () => {
    const id = await report();
    opened.splice(opened.indexOf(id), 1);
    await system.temporal.client.workflow.getHandle(id).terminate();
    const breaks = async () => (await office.get('/v1/chain')).body['breaks'];
    await expect.poll(breaks, { timeout: 60_000, interval: 500 }).toContainEqual({ id, why: 'runMissing' });
  });

  it('shows a matter without a holder at once', async () => {
    const id = await report();
    opened.splice(opened.indexOf(id), 1);
    await system.db.sql`update matters set holder_post = null where id = ${id}`;
    expect((await office.get('/v1/chain')).body['breaks']).toContainEqual({ id, why: 'noHolder' });
  });
});

describe('after all this', () => {
  it('nothing waits', async () => {
    const waiting = async () => (await system.db.sql`select command_id from commands where outcome = 'waiting'`).length;
    await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
  });

  it('every ledger is what its history says', async () => {
    const { db, temporal } = system;
    const audited = { db, temporal, archive: storeOf(db, null), seal: { dir: `${tmpdir()}/no-seals` } };
    const auditor = auditorOf(audited, workflowBundle().code);
    for (const id of opened) expect(await verify(auditor, id)).toMatchObject({ ok: true, first: null });
  });
});
