import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRegisters } from '../../../audit/trail/registers.ts';
import { atOnce, entriesOf, faultsIn, later, postBody, said, TODAY, unitBody } from './register-entries.ts';
import { apiSystem, listOf, textOf, type Answered, type ApiSystem } from './system.ts';

let system: ApiSystem;
let chief: ReturnType<typeof entriesOf>;
beforeAll(async () => {
  system = await apiSystem();
  chief = entriesOf(await system.as('anweiban-zr'));
});
afterAll(() => system.close());

async function added(changes: object = {}): Promise<string> {
  const answer = await chief.add('posts', postBody(changes));
  expect(answer.body).toMatchObject({ id: expect.stringMatching(/^p-/) });
  return textOf(answer, 'id');
}

async function person(): Promise<string> {
  return textOf(await chief.add('people', { name: '何新任', reason: '新进' }), 'id');
}

const begin = (who: string, post: string, days: object = {}): Promise<Answered> =>
  chief.add('tenures', { post, person: who, validFrom: TODAY, reason: '任职', ...days });

describe('a post', () => {
  it('is entered and changed by 安委办主任 or the administrator, each change kept', async () => {
    for (const username of ['anweiban', 'linye-zr', 'shenji', 'anquan-gly'])
      expect([username, said(await entriesOf(await system.as(username)).add('posts', postBody()))]).toEqual([username, 'Forbidden']); // prettier-ignore
    const id = await added();
    const admin = entriesOf(await system.as('admin'));
    expect((await admin.change('posts', id, { title: '防火岗', rank: 2, role: 'department' })).body).toMatchObject({
      id, unit: 'u-linye', title: '防火岗', rank: 2, role: 'department', validTo: null,
    }); // prettier-ignore
    const { body } = await chief.get('posts', id);
    expect(body).toMatchObject({ name: '防火岗', rank: 2, role: 'department', countyPost: null });
    expect(body['versions']).toMatchObject([
      { by: 'per-anweiban-3', before: null, after: { role: 'regulator', reason: '增设' } },
      { by: 'per-admin', before: { role: 'regulator', rank: 1 }, after: { role: 'department', rank: 2 } },
    ]);
    expect(await checkRegisters(system.db)).toEqual([]);
    expect(said(await chief.change('posts', id, { rank: 2 }))).toBe('NothingToChange');
    expect(said(await chief.change('posts', id, { unit: 'u-yingji' }))).toBe('InvalidBody');
    expect(said(await chief.change('posts', id, { countyPost: 'dutyDesk' }))).toBe('InvalidBody');
  });

  it('with one key is one post, and its id is never another’s', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const [first, again] = [
      await chief.add('posts', postBody(), headers),
      await chief.add('posts', postBody(), headers),
    ];
    expect([said(first), again.body]).toEqual([201, first.body]);
    expect(listOf(await chief.get('posts', textOf(first, 'id')), 'versions')).toHaveLength(1);
    expect(said(await chief.add('posts', postBody({ title: '另一岗' }), headers))).toBe('KeyUsedForOther');
    expect(said(await chief.add('posts', postBody({ id: 'p-linye-1' })))).toBe('IdTaken');
  });

  it('is of a unit that is there and stands as long', async () => {
    expect(said(await chief.add('posts', postBody({ unit: 'u-none' })))).toBe('UnknownUnit');
    expect(said(await chief.add('posts', postBody({ validTo: later(-1) })))).toBe('InvalidPeriod');
    const unit = textOf(await chief.add('units', unitBody({ validTo: later(5) })), 'id');
    for (const days of [{}, { validTo: later(6) }])
      expect(faultsIn(await chief.add('posts', postBody({ unit, ...days })))).toEqual({ '/validTo': 'UnitEnded' });
    const early = postBody({ unit, validFrom: later(-1), validTo: later(5) });
    expect(faultsIn(await chief.add('posts', early))).toEqual({ '/validFrom': 'BeforeUnit' });
    const id = await added({ unit, validTo: later(4) });
    for (const validTo of [null, later(6)])
      expect(faultsIn(await chief.change('posts', id, { validTo }))).toEqual({ '/validTo': 'UnitEnded' });
    expect(said(await chief.change('posts', id, { validTo: later(5) }))).toBe(200);
    expect(said(await chief.change('posts', id, { title: '改名' }))).toBe(200);
  });

  it('is not entered into a unit that ends at that moment', async () => {
    const unit = textOf(await chief.add('units', unitBody()), 'id');
    const answers = await atOnce(
      system.db,
      ['units', 'posts'],
      [() => chief.add('posts', postBody({ unit })), () => chief.change('units', unit, { validTo: TODAY })],
    );
    expect([[201, 'UnitInUse'], ['PostUnfit', 200]]).toContainEqual(answers.map(said)); // prettier-ignore
  });

  it('has a role that its unit may have, and a rank that its role may have', async () => {
    for (const [unit, role] of [
      ['u-linye', 'enterprise'], ['u-linye', 'leader'], ['u-linye', 'office'], ['u-qiye01', 'regulator'],
      ['u-chengguan', 'auditor'], ['u-shenji', 'admin'], ['u-xian', 'office'], ['u-anweiban', 'leader'],
    ]) // prettier-ignore
      expect([unit, role, faultsIn(await chief.add('posts', postBody({ unit, role, rank: role === 'leader' ? 4 : role === 'admin' ? 0 : 1 })))]).toEqual([unit, role, { '/role': 'RoleUnfit' }]); // prettier-ignore
    expect(said(await chief.add('posts', postBody({ unit: 'u-zhiban', role: 'office' })))).toBe(201);
    expect(faultsIn(await chief.add('posts', postBody({ rank: 4 })))).toEqual({ '/rank': 'RankUnfit' });
    const id = await added();
    expect(faultsIn(await chief.change('posts', id, { role: 'township' }))).toEqual({ '/role': 'RoleUnfit' });
    expect(faultsIn(await chief.change('posts', id, { rank: 0 }))).toEqual({ '/rank': 'RankUnfit' });
    expect(said(await chief.add('posts', postBody({ role: 'system' })))).toBe('InvalidBody');
  });

  it('that every ladder needs keeps its role and its rank', async () => {
    expect(faultsIn(await chief.change('posts', 'p-anweiban-1', { rank: 2 }))).toEqual({ '/role': 'CountyPost' });
    expect(said(await chief.change('posts', 'p-anweiban-1', { title: '安委办值班席' }))).toBe(200);
  });

  it('gets no other role or rank by the hand of who holds it', async () => {
    const own = await entriesOf(await system.as('admin')).change('posts', 'p-admin', { role: 'department', rank: 1 });
    expect([own.status, said(own)]).toEqual([403, 'OwnAppointment']);
    expect(said(await entriesOf(await system.as('admin')).change('posts', 'p-admin', { title: '系统管理' }))).toBe(200);
  });
});

describe('三员', () => {
  const adminPost = () => added({ unit: 'u-shuju', role: 'admin', rank: 0 });
  const securityPost = () => added({ unit: 'u-wangxin', role: 'security', rank: 0 });
  const auditPost = () => added({ unit: 'u-shenji', role: 'auditor', rank: 1 });

  it('are never one person’s in the same days, by whichever pair', async () => {
    const posts = [await adminPost(), await securityPost(), await auditPost()];
    for (const [i, first] of posts.entries()) {
      const who = await person();
      expect(said(await begin(who, first, { validTo: later(5) }))).toBe(201);
      for (const other of posts.filter((_, j) => j !== i)) {
        const refused = await begin(who, other, { validFrom: later(5) });
        expect([refused.status, said(refused)]).toEqual([422, 'AdministratorsApart']);
      }
      expect(said(await begin(who, posts[(i + 1) % 3] ?? '', { validFrom: later(6) }))).toBe(201);
    }
    expect(said(await begin('per-shenji-1', 'p-anquan-gly'))).toBe('AdministratorsApart');
    expect(said(await begin('per-shenji-1', await auditPost()))).toBe(201);
  });

  it('are not two when two tenures of one person are asked for at once', async () => {
    const who = await person();
    const posts = [await adminPost(), await auditPost(), await securityPost()];
    const asks = posts.map((post) => () => begin(who, post));
    const answers = await atOnce(system.db, ['tenures'], asks);
    expect(answers.map(said).sort()).toEqual([201, 'AdministratorsApart', 'AdministratorsApart']);
  });

  it('do not become one person’s when a post gets another role', async () => {
    const who = await person();
    const post = await added({ unit: 'u-wangxin', role: 'department' });
    expect([said(await begin(who, post)), said(await begin(who, await auditPost()))]).toEqual([201, 201]);
    expect(said(await chief.change('posts', post, { role: 'admin', rank: 0 }))).toBe('AdministratorsApart');
    expect(said(await chief.change('posts', post, { role: 'supervisor' }))).toBe(200);
  });

  it('nor when two posts of one person get their roles at once, or one does while a tenure begins', async () => {
    const who = await person();
    const one = await added({ unit: 'u-wangxin', role: 'department' });
    const two = await added({ unit: 'u-shuju', role: 'department' });
    expect([said(await begin(who, one)), said(await begin(who, two))]).toEqual([201, 201]);
    const roles = await atOnce(
      system.db,
      ['posts'],
      [
        () => chief.change('posts', one, { role: 'security', rank: 0 }),
        () => chief.change('posts', two, { role: 'admin', rank: 0 }),
      ],
    );
    expect(roles.map(said).sort()).toEqual([200, 'AdministratorsApart']);

    const other = await person();
    const three = await added({ unit: 'u-shuju', role: 'department' });
    const audit = await auditPost();
    expect(said(await begin(other, three))).toBe(201);
    const answers = await atOnce(
      system.db,
      ['posts', 'tenures'],
      [() => begin(other, audit), () => chief.change('posts', three, { role: 'admin', rank: 0 })],
    );
    expect(answers.map(said).filter((it) => it === 'AdministratorsApart')).toHaveLength(1);
  });
});

describe('the list of posts', () => {
  it('is narrowed by unit, role and day', async () => {
    const ids = async (query: string) => listOf(await chief.page('posts', `limit=500&${query}`)).map(({ id }) => id);
    expect(await ids('unit=u-yingji-zf')).toEqual(['p-yingji-zf-1', 'p-yingji-zf-3']);
    expect(await ids('unit=u-xian&role=leader')).toEqual(['p-fenguan', 'p-xianzhang']);
    expect(await ids('unit=u-xian&validOn=2019-12-31')).toEqual([]);
    expect(said(await chief.page('posts', 'kind=office'))).toBe('InvalidQuery');
  });
});
