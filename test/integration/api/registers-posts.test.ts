import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRegisters } from '../../../audit/trail/registers.ts';
import { atOnce, entriesOf, faultsIn, identityOf, later, postBody, said, TODAY, unitBody } from './register-entries.ts';
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

let people = 0;
async function person(): Promise<string> {
  people += 1;
  const identityNumber = identityOf(people);
  return textOf(await chief.add('people', { name: '何新任', identityNumber, reason: '新进' }), 'id');
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

  it('is found by its unit and its own name together', async () => {
    const id = await added({ title: '瞭望岗' });
    const found = async (q: string) =>
      listOf(await chief.page('posts', `q=${encodeURIComponent(q)}`)).map((it) => it['id']);
    expect(await found('云岭县林业局瞭望')).toEqual([id]);
    expect(await found('林业局')).toContain(id);
    expect(await found('瞭望岗林业')).toEqual([]);
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
    await system.db.sql`update posts set county_post = null where id = 'p-anweiban-3'`;
    const own = await chief.change('posts', 'p-anweiban-3', { rank: 2 });
    expect([own.status, said(own)]).toEqual([403, 'OwnAppointment']);
    expect(said(await chief.change('posts', 'p-anweiban-3', { title: '安委办主任席' }))).toBe(200);
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
    const auditor = await person();
    for (const post of [await auditPost(), await auditPost()]) expect(said(await begin(auditor, post))).toBe(201);
  });

  it('are not two when two tenures of one person are asked for at once', async () => {
    const who = await person();
    const posts = [await adminPost(), await auditPost(), await securityPost()];
    const asks = posts.map((post) => () => begin(who, post));
    const answers = await atOnce(system.db, ['tenures'], asks);
    expect(answers.map(said).sort()).toEqual([201, 'AdministratorsApart', 'AdministratorsApart']);
  });

  it('do no work on matters beside it, in whichever order, not even one who would audit it', async () => {
    const working = [await added(), await added({ unit: 'u-zhiban', role: 'office' }), 'p-qiye01-1', 'p-chengguan-1'];
    for (const post of [await adminPost(), await securityPost(), await auditPost()])
      for (const other of working) {
        const [first, second] = [await person(), await person()];
        expect(said(await begin(first, post, { validTo: later(5) }))).toBe(201);
        const apart = other === 'p-qiye01-1' ? 'WorksElsewhere' : 'AdministratorsApart';
        expect([other, said(await begin(first, other, { validFrom: later(5) }))]).toEqual([other, apart]);
        expect(said(await begin(second, other, { validFrom: later(5) }))).toBe(201);
        expect([other, said(await begin(second, post))]).toEqual([other, apart]);
      }
  });

  it('are not one person’s with other work when both tenures are asked for at once', async () => {
    const who = await person();
    const posts = [await adminPost(), await added()];
    const answers = await atOnce(
      system.db,
      ['tenures'],
      posts.map((post) => () => begin(who, post)),
    );
    expect(answers.map(said).sort()).toEqual([201, 'AdministratorsApart']);
  });

  it('have posts that are theirs from the beginning to the end: no role or rank becomes another', async () => {
    const audit = await auditPost();
    expect(faultsIn(await chief.change('posts', audit, { rank: 2 }))).toEqual({ '/role': 'AdministratorsPost' });
    expect(faultsIn(await chief.change('posts', 'p-anquan-gly', { role: 'department', rank: 1 }))).toEqual({ '/role': 'AdministratorsPost' }); // prettier-ignore
    const other = await added({ unit: 'u-wangxin', role: 'department' });
    expect(faultsIn(await chief.change('posts', other, { role: 'security', rank: 0 }))).toEqual({ '/role': 'AdministratorsPost' }); // prettier-ignore
    expect(said(await chief.change('posts', audit, { title: '审计专岗' }))).toBe(200);
  });

  it('are not made, changed or ended by the system administrator, but by 安委办主任', async () => {
    const admin = entriesOf(await system.as('admin'));
    const post = { unit: 'u-wangxin', role: 'security', rank: 0 };
    const held = { post: 'p-anquan-gly', person: 'per-anquan-gly', validTo: TODAY, reason: '离岗' };
    for (const refused of [
      await admin.add('posts', postBody(post)),
      await admin.change('posts', 'p-anquan-gly', { title: '安全岗' }),
      await admin.change('posts', 'p-admin', { validTo: TODAY }),
      await admin.add('tenures', { post: await auditPost(), person: await person(), validFrom: TODAY, reason: '任职' }),
      await admin.add('tenures/end', { ...held, post: 'p-shenji-1', person: 'per-shenji-1' }),
    ])
      expect([refused.status, said(refused)]).toEqual([403, 'Forbidden']);
    const [who, mine] = [await person(), await securityPost()];
    expect(said(await begin(who, mine))).toBe(201);
    expect(said(await chief.add('tenures/end', { ...held, post: mine, person: who }))).toBe(200);
    expect(said(await chief.change('posts', mine, { validTo: TODAY }))).toBe(200);
  });

  it('are known by more than a name', async () => {
    const namesake = textOf(await chief.add('people', { name: '何新任', reason: '新进' }), 'id');
    const refused = await begin(namesake, await securityPost());
    expect([refused.status, said(refused)]).toEqual([422, 'IdentityMissing']);
    expect(said(await begin(namesake, await added()))).toBe(201);
  });

  it('are never nobody: who alone can sign in as one neither leaves nor has the post taken away', async () => {
    for (const [post, who] of [
      ['p-admin', 'per-admin'],
      ['p-anquan-gly', 'per-anquan-gly'],
      ['p-shenji-1', 'per-shenji-1'],
    ] as const)
      for (const validTo of [TODAY, later(9)]) {
        const left = await chief.add('tenures/end', { post, person: who, validTo, reason: '离岗' });
        expect([left.status, said(left)]).toEqual([409, 'LastAdministrator']);
        expect(said(await chief.change('posts', post, { validTo }))).toBe('LastAdministrator');
      }
    const { sql } = system.db;
    const [who, post] = [await person(), await securityPost()];
    const end = () =>
      chief.add('tenures/end', { post: 'p-anquan-gly', person: 'per-anquan-gly', validTo: TODAY, reason: '离岗' });
    expect(said(await begin(who, post, { validTo: later(30) }))).toBe(201);
    await sql`insert into accounts (username, person, post, password_hash, released_at) values ('second', ${who}, ${post}, 'x', now())`;
    // Who stands for some days only leaves nobody after them.
    expect(said(await end())).toBe('LastAdministrator');
    expect(said(await begin(who, post, { validFrom: later(31) }))).toBe(201);
    expect(said(await end())).toBe(200);
  });
});

describe('the list of posts', () => {
  it('is narrowed by unit, role and day', async () => {
    const ids = async (query: string) => listOf(await chief.page('posts', `limit=500&${query}`)).map(({ id }) => id);
    expect(await ids('unit=u-yingji-zf')).toEqual(['p-yingji-zf-1', 'p-yingji-zf-3']);
    expect(await ids('unit=u-xian&role=leader')).toEqual(['p-fenguan', 'p-xianzhang']);
    expect(await ids('unit=u-xian&validOn=2019-12-31')).toEqual([]);
    expect(said(await chief.page('posts', 'kind=office'))).toBe('InvalidQuery');
    for (const [register, filter] of [
      ['posts', 'role=x'],
      ['units', 'kind=x'],
      ['people', 'role=x'],
    ] as const)
      expect([filter, said(await chief.page(register, filter))]).toEqual([filter, 'InvalidQuery']);
  });
});
