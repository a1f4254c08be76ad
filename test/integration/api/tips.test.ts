import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiSystem, asked, listOf, textOf, type Answered, type ApiSystem } from './system.ts';

const NAME = '欧阳青禾';
const PHONE = '13877665544';
const TIP = {
  about: 'hazard',
  source: 'web',
  description: '三号井绞车制动失灵仍在使用。',
  place: '石坝沟煤矿三号井',
  region: 'u-chengguan',
  subject: 'u-qiye01',
} as const;
const IDENTITY = { name: NAME, phone: PHONE };

let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
});
afterAll(() => system.close());

interface Stranger {
  readonly key?: string;
  readonly address?: string;
  readonly bearer?: string;
}

let addresses = 0;
/** Each from an address of its own unless a test gives one: what a stranger may ask is counted by address. */
function asStranger(body: unknown, { key = randomUUID(), address, bearer }: Stranger = {}): Promise<Answered> {
  addresses += 1;
  return asked(system.app, {
    method: 'POST',
    url: '/v1/tips',
    remoteAddress: address ?? `10.0.${(addresses >> 8).toString()}.${(addresses & 255).toString()}`,
    headers: {
      'idempotency-key': key,
      'content-type': 'application/json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    payload: JSON.stringify(body),
  });
}

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

  it('is held to so many an hour from one address; the desk is not', async () => {
    const address = '10.8.0.1';
    const answers: Answered[] = [];
    for (let i = 0; i < 21; i += 1) answers.push(await asStranger({}, { address }));
    expect(answers.filter((it) => it.status === 400)).toHaveLength(20);
    const [tooMany] = answers.filter((it) => it.status === 429);
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
    const { body } = await byCode(textOf(given, 'code'));
    expect(body).toMatchObject({
      status: 'rejected',
      dueAt: null,
      answer: { text: '未说明具体事实，无法核查。', interim: false },
    });
  });
});

describe('opening an identity', () => {
  const openings = (id: string) => `/v1/tips/${id}/identity-openings`;
  const given = async (tip: object = { ...TIP, identity: IDENTITY }) => textOf(await asStranger(tip), 'id');
  const ask = async (id: string, username = 'anweiban-fg', headers = {}) =>
    (await system.as(username)).send(openings(id), { reason: '须向本人核实' }, headers);
  const decide = async (id: string, opening: string, username: string, agree = true) =>
    (await system.as(username)).send(`${openings(id)}/${opening}/decisions`, { agree, reason: '确有必要' });
  const open = async (id: string, opening: string, username = 'anweiban-fg') =>
    (await system.as(username)).send(`${openings(id)}/${opening}/open`, {});
  const said = (answer: Answered) => [answer.status, answer.body['code']];

  it('takes who asks and another who agrees; then it is read once, by who asked', async () => {
    const id = await given();
    const key = { 'idempotency-key': randomUUID() };
    const asking = await ask(id, 'anweiban-fg', key);
    expect(asking.status, JSON.stringify(asking.body)).toBe(201);
    expect((await ask(id, 'anweiban-fg', key)).body).toEqual(asking.body);
    const opening = textOf(asking, 'id');
    expect(said(await open(id, opening))).toEqual([409, 'OpeningNotAgreed']);
    expect(listOf(await (await system.as('fenguan')).get(openings(id)))).toMatchObject([
      { id: opening, reason: '须向本人核实', agreed: null, openUntil: null },
    ]);
    const decided = await decide(id, opening, 'fenguan');
    expect(decided.body).toMatchObject({ agreed: true, openUntil: expect.any(String) as unknown });
    expect(said(await decide(id, opening, 'fenguan'))).toEqual([409, 'OpeningDecided']);
    expect(said(await open(id, opening, 'anweiban-zr'))).toEqual([403, 'Forbidden']);
    const read = await open(id, opening);
    expect([read.status, read.body]).toEqual([200, { identity: IDENTITY }]);
    expect(read.headers['cache-control']).toBe('no-store');
    expect(said(await open(id, opening))).toEqual([409, 'OpeningUsed']);
    const trail = await system.db.sql`select * from trail where subject = ${`tip/${id}`}`;
    for (const word of [NAME, PHONE, '须向本人核实', '确有必要']) expect(JSON.stringify(trail)).not.toContain(word);
  });

  it('is not agreed to by the same person under another account', async () => {
    const id = await given();
    const opening = textOf(await ask(id), 'id');
    // The same person also in a post of a leader, with an account of its own.
    await system.db
      .sql`update tip_openings set asked_by = (select person from accounts where username = 'fenguan') where id = ${opening}`;
    expect(said(await decide(id, opening, 'fenguan'))).toEqual([403, 'AskerDecides']);
  });

  it('that was refused opens nothing', async () => {
    const id = await given();
    const opening = textOf(await ask(id), 'id');
    expect((await decide(id, opening, 'xianzhang', false)).status).toBe(200);
    expect(said(await open(id, opening))).toEqual([409, 'OpeningNotAgreed']);
  });

  it('is asked for by 安委办 from 分管 up and by 纪检监察, and decided by leaders and the security administrator', async () => {
    const id = await given();
    for (const username of ['anweiban', 'yingji-jb', 'fenguan', 'gongzhong', 'admin', 'shenji'])
      expect((await ask(id, username)).status, username).not.toBe(201);
    const opening = textOf(await ask(id), 'id');
    for (const username of ['anweiban-zr', 'admin', 'shenji', 'gongzhong', 'yingji-zr'])
      expect((await decide(id, opening, username)).status, username).toBe(403);
    const security = await decide(id, opening, 'anquan-gly');
    expect(security.status, JSON.stringify(security.body)).toBe(200);
  });

  it('is asked for by 纪检监察 who see the tip, and by no other department that does', async () => {
    const id = await given();
    const desk = await system.as('anweiban');
    expect((await desk.send(`/v1/tips/${id}/commands/AcceptTip`, { unit: 'u-yingji' })).status).toBe(200);
    const { sql } = system.db;
    await sql`update units set parent = 'u-jiwei' where id = 'u-yingji'`;
    expect((await ask(id, 'jiwei')).status).toBe(201);
    await sql`update units set kind = 'department' where id = 'u-jiwei'`;
    expect(said(await ask(id, 'jiwei'))).toEqual([403, 'Forbidden']);
    await sql`update units set kind = 'discipline' where id = 'u-jiwei'`;
    await sql`update units set parent = null where id = 'u-yingji'`;
  });

  it('is not there for whom the matter is not, nor for whom it is about', async () => {
    const id = await given();
    expect((await ask(id, 'jiwei')).status).toBe(404);
    const about = await given({ ...TIP, subject: 'u-anweiban', identity: IDENTITY });
    expect((await ask(about)).status).toBe(404);
    expect((await ask(`tip-${'0'.repeat(24)}`)).status).toBe(404);
  });

  it('is not asked for where nobody gave a name, nor without a reason', async () => {
    expect(said(await ask(await given(TIP)))).toEqual([422, 'NoIdentity']);
    const caller = await system.as('anweiban-fg');
    expect((await caller.send(openings(await given()), {})).status).toBe(400);
  });

  it('under a key that was used for another tip is not another one', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const [one, other] = [await given(), await given()];
    expect((await ask(one, 'anweiban-fg', key)).status).toBe(201);
    expect(said(await ask(other, 'anweiban-fg', key))).toEqual([422, 'KeyUsedForOther']);
  });
});
