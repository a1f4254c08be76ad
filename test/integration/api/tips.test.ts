import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upload } from './hazard-bodies.ts';
import { apiSystem, asked, textOf, type Answered, type ApiSystem } from './system.ts';
import { IDENTITY, NAME, PHONE, TIP, tipFrom, type Stranger } from './tip-calls.ts';

let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
});
afterAll(() => system.close());

const asStranger = (body: unknown, stranger?: Stranger): Promise<Answered> => tipFrom(system.app, body, stranger);

function byCode(code: string, remoteAddress = '10.9.0.1'): Promise<Answered> {
  return asked(system.app, { method: 'GET', url: `/v1/public/tips/${code}`, remoteAddress });
}

const identities = async (): Promise<number> => {
  const [row] = await system.db.sql<{ count: number }[]>`select count(*)::int as count from tip_identities`;
  return row?.count ?? -1;
};

describe('whoever gives a tip without signing in', () => {
  it('is nobody in the record, is told a code once and again for the same request, and hears by it how it stands', async () => {
    const key = randomUUID();
    const given = await asStranger({ ...TIP, identity: IDENTITY }, { key });
    expect(given.status, JSON.stringify(given.body)).toBe(201);
    const again = await asStranger({ ...TIP, identity: IDENTITY }, { key });
    expect(again.body).toEqual(given.body);
    const id = textOf(given, 'id');
    const [row] = await system.db.sql<{ openedBy: string; state: { tipId: string; named: boolean } }[]>`
      select opened_by as "openedBy", state from matters where id = ${id}`;
    expect(row).toMatchObject({ openedBy: 'anonymous', state: { named: true } });
    expect(row?.state.tipId).toMatch(/^tid-[0-9a-f]{32}$/);
    const code = textOf(given, 'code');
    const told = await byCode(code);
    expect(told.status).toBe(200);
    expect(told.headers['cache-control']).toBe('no-store');
    expect(told.body).toEqual({
      number: textOf(given, 'number'),
      status: 'received',
      statusLabel: '待受理',
      acceptedAt: null,
      dueAt: expect.any(String) as unknown,
      answer: null,
      reward: null,
    });
    const stored = await system.db.sql`select * from tip_codes where matter_id = ${id}`;
    expect(JSON.stringify(stored)).not.toContain(code);
  });

  it('does not meet another stranger of the same key', async () => {
    const [one, other] = await Promise.all([
      asStranger({ ...TIP, identity: IDENTITY }, { key: '1' }),
      asStranger({ ...TIP, identity: { name: '司马南枝' } }, { key: '1' }),
    ]);
    expect([one.status, other.status]).toEqual([201, 201]);
    expect(one.body['id']).not.toBe(other.body['id']);
    expect(one.body['code']).not.toBe(other.body['code']);
    expect(one.headers['command-id']).not.toBe(other.headers['command-id']);
  });

  it('sent five times at once is one tip and one identity', async () => {
    const before = await identities();
    const key = randomUUID();
    const body = { ...TIP, identity: IDENTITY };
    const answers = await Promise.all(Array.from({ length: 5 }, () => asStranger(body, { key })));
    expect(new Set(answers.map((it) => it.body['id'])).size).toBe(1);
    expect(await identities()).toBe(before + 1);
  });

  it('leaves no identity where none was given, and a tip id all the same', async () => {
    const before = await identities();
    const given = await asStranger(TIP);
    expect(given.status).toBe(201);
    expect(await identities()).toBe(before);
    const [row] = await system.db.sql<{ state: object }[]>`select state from matters where id = ${textOf(given, 'id')}`;
    expect(row?.state).toMatchObject({ named: false, tipId: expect.stringMatching(/^tid-/) as unknown });
  });

  it('may be signed in as the public: the record and the trail know nobody all the same', async () => {
    const before = await system.db.sql`select seq from trail where type in ('CommandRefused', 'AccessRefused')`;
    for (const username of ['gongzhong', 'zhuanjia01']) {
      const caller = await system.as(username);
      const given = await caller.send('/v1/tips', { ...TIP, identity: IDENTITY });
      expect(given.status, username).toBe(201);
      const id = textOf(given, 'id');
      const rows = await system.db.sql`
        select actor::text as text from ledger where matter_id = ${id}
        union all select command::text from commands where matter_id = ${id}`;
      expect(JSON.stringify(rows)).toContain('anonymous');
      expect(JSON.stringify(rows)).not.toContain(username);
      expect((await caller.send('/v1/tips', { ...TIP, place: 7 })).status).toBe(400);
    }
    const after = await system.db.sql`select seq from trail where type in ('CommandRefused', 'AccessRefused')`;
    expect(after).toHaveLength(before.length);
  });

  it('is refused with a session that has ended, rather than taken for nobody', async () => {
    expect((await asStranger(TIP, { bearer: 'gone' })).status).toBe(401);
  });

  it('is held to so many an hour from one address, refused and repeated ones not counted; the desk is not', async () => {
    const address = '10.8.0.1';
    for (let i = 0; i < 21; i += 1) expect((await asStranger({}, { address })).status).toBe(400);
    const keys = Array.from({ length: 21 }, () => randomUUID());
    const again = keys.slice(0, 5);
    const answers: Answered[] = [];
    for (const key of [...again, ...again, ...keys.slice(5), keys[0]])
      answers.push(await asStranger(TIP, { address, key: key ?? '' }));
    expect(answers.filter((it) => it.status === 201)).toHaveLength(26);
    const [tooMany] = answers.filter((it) => it.status === 429);
    expect(answers.indexOf(tooMany ?? ({} as Answered))).toBe(25);
    expect(tooMany?.body['code']).toBe('TooManyRequests');
    expect(Number(tooMany?.headers['retry-after'])).toBeGreaterThan(0);
    const desk = await system.as('anweiban');
    const options = { method: 'POST', url: '/v1/tips', remoteAddress: address, payload: {} } as const;
    expect((await desk.inject({ ...options, headers: { 'idempotency-key': 'x' } })).status).toBe(400);
  });

  it('opens nothing else, and learns nothing else', async () => {
    const headers = { 'idempotency-key': 'x' };
    for (const url of ['/v1/hazards', '/v1/accountability-cases', '/v1/tips/tip-0/identity-openings'])
      expect((await asked(system.app, { method: 'POST', url, headers, payload: {} })).status, url).not.toBe(201);
    expect((await asked(system.app, { url: '/v1/tips' })).status).toBe(401);
  });
});

describe('who enters a tip at the desk', () => {
  it('stands in the record; the same key with another identity is another thing', async () => {
    const desk = await system.as('anweiban');
    const headers = { 'idempotency-key': randomUUID() };
    const given = await desk.send('/v1/tips', { ...TIP, identity: IDENTITY }, headers);
    expect(given.status).toBe(201);
    const before = await identities();
    const same = await desk.send('/v1/tips', { ...TIP, identity: { phone: PHONE, name: NAME } }, headers);
    expect(same.body).toEqual(given.body);
    for (const identity of [{ name: '司马南枝' }, undefined]) {
      const other = await desk.send('/v1/tips', { ...TIP, identity }, headers);
      expect([other.status, other.body['code']]).toEqual([422, 'KeyUsedForOther']);
    }
    expect(await identities()).toBe(before);
  });

  it.each(['tipId', 'named'])('does not say %s', async (field) => {
    const desk = await system.as('anweiban');
    const value = field === 'named' ? true : `tid-${'0'.repeat(32)}`;
    const answer = await desk.send('/v1/tips', { ...TIP, [field]: value });
    expect([answer.status, answer.body['code']]).toEqual([400, 'InvalidBody']);
  });
});

describe('an identity that is not well formed', () => {
  it.each([
    { name: 7 },
    { name: NAME, phone: PHONE.repeat(9) },
    { phone: PHONE },
    [NAME, PHONE],
    NAME,
    { name: NAME, age: PHONE },
  ])('is refused without being repeated: %j', async (identity) => {
    const answer = await asStranger({ ...TIP, identity });
    expect(answer.status).toBe(400);
    expect(answer.raw.toString()).not.toContain(NAME);
    expect(answer.raw.toString()).not.toContain(PHONE);
  });
});

describe('a hash of what was asked', () => {
  it('cannot be tried with names by whoever has no key', async () => {
    const given = await asStranger({ ...TIP, identity: IDENTITY });
    const id = textOf(given, 'id');
    const [row] = await system.db.sql<
      { hash: string }[]
    >`select body_hash as hash from commands where matter_id = ${id}`;
    const body = { ...TIP, identity: IDENTITY };
    const sorted = (value: object) => JSON.stringify(value, Object.keys({ ...value, ...body, ...IDENTITY }).toSorted());
    const plain = sorted({ body, kind: 'tip', matterId: id, opens: 'standard', type: 'GiveTip' });
    expect(row?.hash).not.toBe(createHash('sha256').update(plain).digest('hex'));
  });
});

describe('a code', () => {
  it('that nobody was told is 404, whatever it looks like', async () => {
    for (const code of ['0000-0000-0000-0000', 'x', '%E4%B8%AD', 'a'.repeat(120)]) {
      const answer = await byCode(code);
      expect([answer.status, answer.body['code']], code).toEqual([404, 'NotFound']);
    }
  });

  it('may be tried thirty times a minute from one address', async () => {
    const answers: Answered[] = [];
    for (let i = 0; i < 31; i += 1) answers.push(await byCode('0000', '10.9.0.2'));
    expect(answers.filter((it) => it.status === 404)).toHaveLength(30);
    expect(answers.filter((it) => it.status === 429)).toHaveLength(1);
  });

  it('tells the answer in words, and why a tip was declined', async () => {
    const given = await asStranger(TIP);
    const desk = await system.as('anweiban');
    const url = `/v1/tips/${textOf(given, 'id')}/commands/DeclineTip`;
    const declined = await desk.send(url, { ground: 'noFacts', reason: '未说明具体事实，无法核查。' });
    expect(declined.status, JSON.stringify(declined.body)).toBe(200);
    // Another person decides on it.
    const agreed = { decision: 'approve' };
    const decision = `/v1/tips/${textOf(given, 'id')}/commands/DecideDismissal`;
    expect((await desk.send(decision, agreed)).status).not.toBe(200);
    expect((await (await system.as('anweiban-zr')).send(decision, agreed)).status).toBe(200);
    const { body } = await byCode(textOf(given, 'code'));
    expect(body).toMatchObject({
      status: 'rejected',
      dueAt: null,
      answer: { text: '未说明具体事实，无法核查。', interim: false },
    });
  });

  it('tells when an answer is owed, and why its reward was declined, in words', async () => {
    const given = await asStranger({ ...TIP, about: 'violation' });
    const url = `/v1/tips/${textOf(given, 'id')}`;
    const officer = await system.as('yingji-jb');
    const evidence = [textOf(await upload(officer, '/v1/evidence', Buffer.from('现场核查记录'), '记录.txt'), 'id')];
    const steps = [
      ['anweiban', 'AcceptTip', { unit: 'u-yingji' }],
      [
        'yingji-jb',
        'VerifyTip',
        { result: 'true', note: '属实。', officers: ['per-yingji-1', 'per-yingji-1b'], evidence },
      ],
      ['yingji-jb', 'AnswerTip', { text: '已依法处理。' }],
      ['anweiban', 'ProposeReward', { reward: 'none', reason: '举报人自愿放弃。' }],
    ] as const;
    const told = async (): Promise<unknown> => (await byCode(textOf(given, 'code'))).body;
    for (const [username, command, body] of steps) {
      const sent = await (await system.as(username)).send(`${url}/commands/${command}`, body);
      expect(sent.status, JSON.stringify(sent.body)).toBe(200);
      if (command === 'AcceptTip') expect(await told()).toMatchObject({ dueAt: expect.any(String) as unknown });
    }
    expect(await told()).toMatchObject({ dueAt: null, reward: { status: 'pending', amount: null, reason: null } });
    const declined = { decision: 'decline', reason: '经核实，举报人已书面放弃奖励。' };
    expect((await (await system.as('anweiban-zr')).send(`${url}/commands/DecideReward`, declined)).status).toBe(200);
    expect(await told()).toMatchObject({ reward: { status: 'declined', amount: null, reason: declined.reason } });
  });
});
