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
  const answer = await chief.add('units', unitBody(changes));
  expect(answer.body).toMatchObject({ id: expect.stringMatching(/^u-/) });
  return textOf(answer, 'id');
}

describe('a unit', () => {
  it('is entered, changed and ended by 安委办主任 or the administrator, each change kept with its reason', async () => {
    for (const username of ['anweiban', 'anweiban-fg', 'shuili-zr', 'shenji', 'anquan-gly', 'gongzhong']) {
      const other = entriesOf(await system.as(username));
      expect([username, said(await other.add('units', unitBody()))]).toEqual([username, 'Forbidden']);
      expect([username, said(await other.change('units', 'u-shuili', { shortName: '水务' }))]).toEqual([username, 'Forbidden']); // prettier-ignore
    }
    const id = await added();
    const admin = entriesOf(await system.as('admin'));
    expect(said(await admin.change('units', id, { shortName: '新简称', sectors: ['水利'] }))).toBe(200);
    const ended = await chief.change('units', id, { validTo: later(3) });
    expect(ended.body).toMatchObject({ id, shortName: '新简称', parent: 'u-shuili', validTo: later(3) });
    const { body } = await chief.get('units', id);
    expect(body).toMatchObject({ parent: 'u-shuili', sectors: ['水利'], validTo: later(3) });
    expect(body['versions']).toMatchObject([
      { by: 'per-anweiban-3', before: null, after: { kind: 'department', reason: '三定方案' } },
      { by: 'per-admin', before: { sectors: [] }, after: { sectors: ['水利'], reason: '变更' } },
      { by: 'per-anweiban-3', before: { validTo: null }, after: { validTo: later(3) } },
    ]);
    expect(await checkRegisters(system.db)).toEqual([]);
    expect(said(await chief.change('units', id, { shortName: '新简称' }))).toBe('NothingToChange');
    expect(said(await chief.change('units', 'u-none', { shortName: '无' }))).toBe('NotFound');
    expect(said(await chief.change('units', id, {}))).toBe('InvalidBody');
    expect(said(await chief.change('units', id, { kind: 'office' }))).toBe('InvalidBody');
  });

  it('with one key, or one id that was given, is one unit; neither is for another', async () => {
    const body = unitBody();
    const headers = { 'idempotency-key': randomUUID() };
    const [first, again] = [await chief.add('units', body, headers), await chief.add('units', body, headers)];
    expect([said(first), again.body]).toEqual([201, first.body]);
    expect(listOf(await chief.get('units', textOf(first, 'id')), 'versions')).toHaveLength(1);
    expect(said(await chief.add('units', unitBody(), headers))).toBe('KeyUsedForOther');

    const given = unitBody({ id: 'u-shuikuzhan' });
    expect([said(await chief.add('units', given)), said(await chief.add('units', given))]).toEqual([201, 201]);
    expect(listOf(await chief.get('units', 'u-shuikuzhan'), 'versions')).toHaveLength(1);
    expect(said(await chief.add('units', unitBody({ id: 'u-shuikuzhan' })))).toBe('IdTaken');
    expect(said(await entriesOf(await system.as('admin')).add('units', given))).toBe('IdTaken');
    expect(said(await chief.add('units', unitBody({ id: 'u-yingji' })))).toBe('IdTaken');
    expect(said(await chief.add('units', unitBody({ id: 'p-yingji' })))).toBe('InvalidBody');
  });

  it('of one id entered twice at once is one unit', async () => {
    const bodies = [unitBody({ id: 'u-race' }), unitBody({ id: 'u-race' })];
    const asks = bodies.map((body) => () => chief.add('units', body));
    const answers = await atOnce(system.db, ['units'], asks);
    expect(answers.map(said).sort()).toEqual([201, 'IdTaken']);
  });

  it('has days the right way round, and does not end in the past', async () => {
    expect(said(await chief.add('units', unitBody({ validTo: later(-1) })))).toBe('InvalidPeriod');
    const id = await added({ validFrom: later(-30) });
    expect(said(await chief.change('units', id, { validTo: later(-31) }))).toBe('InvalidPeriod');
    expect(said(await chief.change('units', id, { validTo: later(-1) }))).toBe('InvalidPeriod');
    expect(said(await chief.change('units', id, { validTo: TODAY }))).toBe(200);
    expect(said(await chief.add('units', unitBody({ validFrom: '2026-02-30' })))).toBe('InvalidBody');
  });

  it('has a name of its own while it stands', async () => {
    const name = '云岭县水利局';
    expect(faultsIn(await chief.add('units', unitBody({ name })))).toEqual({ '/name': 'NameTaken' });
    const id = await added();
    expect(faultsIn(await chief.change('units', id, { name }))).toEqual({ '/name': 'NameTaken' });
    const gone = '已撤销的站';
    const first = await added({ name: gone, validTo: TODAY });
    expect(said(await chief.add('units', unitBody({ name: gone, validFrom: later(1) })))).toBe(201);
    expect(faultsIn(await chief.change('units', first, { validTo: null }))).toEqual({ '/name': 'NameTaken' });
    expect(said(await chief.change('units', first, { name: '又一名', validTo: null }))).toBe(200);
  });
});

describe('the sign of a unit', () => {
  it('is shown, entered, changed and kept, in letters of single width', async () => {
    expect((await chief.get('units', 'u-yingji')).body).toMatchObject({ sign: '云应急' });
    const id = await added({ sign: '云Ａ站' });
    expect((await chief.get('units', id)).body).toMatchObject({ sign: '云A站' });
    expect((await chief.change('units', id, { sign: '云乙站' })).body).toMatchObject({ sign: '云乙站' });
    expect((await chief.change('units', id, { sign: null })).body).toMatchObject({ sign: null });
    const { body } = await chief.get('units', id);
    expect(body['versions']).toMatchObject([
      { after: { sign: '云A站' } },
      { before: { sign: '云A站' }, after: { sign: '云乙站' } },
      { after: { sign: null } },
    ]);
    expect(await checkRegisters(system.db)).toEqual([]);
    const page = await chief.page('units', 'limit=200');
    expect(listOf(page, 'items')).toContainEqual(expect.objectContaining({ id: 'u-yingji', sign: '云应急' }));
    for (const sign of ['', '云应急12', '云〔应〕', '十一个字的机关代字不能填'])
      expect([sign, said(await chief.add('units', unitBody({ sign })))]).toEqual([sign, 'InvalidBody']);
  });

  it('is no other’s while it stands, nor is a short name that leads numbers in its place', async () => {
    expect(faultsIn(await chief.add('units', unitBody({ sign: '云应急' })))).toEqual({ '/sign': 'SignTaken' });
    const id = await added();
    expect(faultsIn(await chief.change('units', id, { sign: '云应急' }))).toEqual({ '/sign': 'SignTaken' });
    // The county's leadership has a sign of its own: its short name leads no numbers. The audit office has none.
    expect(said(await chief.change('units', id, { sign: '县政府' }))).toBe(200);
    expect(faultsIn(await chief.change('units', id, { sign: '审计局' }))).toEqual({ '/sign': 'SignTaken' });
    expect(faultsIn(await chief.add('units', unitBody({ shortName: '云应急' })))).toEqual({
      '/shortName': 'SignTaken',
    });
    // An enterprise gives no documents: what it is called is free.
    const [mill] = await system.db.sql<{ name: string }[]>`select short_name as name from units where id = 'u-qiye01'`;
    expect(said(await chief.add('units', unitBody({ shortName: mill?.name })))).toBe(201);
    const gone = await added({ sign: '云旧', validTo: TODAY });
    expect(said(await chief.add('units', unitBody({ sign: '云旧', validFrom: later(1) })))).toBe(201);
    expect(faultsIn(await chief.change('units', gone, { validTo: null }))).toEqual({ '/sign': 'SignTaken' });
  });

  it('that numbers of this year begin with stays with them, also when their unit has another by now', async () => {
    const first = await added({ sign: '云老' });
    const year = TODAY.slice(0, 4);
    await system.db.sql`
      insert into documents (matter_id, key, document, data, at, unit, number)
      values ('haz-signs', 'draw:1', 'notice', '{}', now(), ${first}, ${`云老整通〔${year}〕1号`})`;
    expect(said(await chief.change('units', first, { sign: '云新' }))).toBe(200);
    expect(faultsIn(await chief.add('units', unitBody({ sign: '云老' })))).toEqual({ '/sign': 'SignTaken' });
    expect(said(await chief.add('units', unitBody({ sign: '云' })))).toBe(201);
    expect(said(await chief.change('units', first, { sign: '云老' }))).toBe(200);
  });

  it('of an enterprise is none', async () => {
    expect(faultsIn(await chief.change('units', 'u-qiye02', { sign: '云润丰' }))).toEqual({ '/sign': 'SignUnfit' });
  });
});

const parentFault = (answer: Answered) => faultsIn(answer)['/parent'];

describe('the unit above', () => {
  it('is there, of a kind that makes sense, and stands as long', async () => {
    expect(parentFault(await chief.add('units', unitBody({ parent: 'u-none' })))).toBe('UnknownUnit');
    for (const parent of ['u-qiye01', 'u-chengguan', 'u-xian'])
      expect([parent, parentFault(await chief.add('units', unitBody({ parent })))]).toEqual([parent, 'ParentUnfit']);
    const parent = await added({ validFrom: TODAY, validTo: later(9) });
    for (const days of [{}, { validTo: later(10) }, { validFrom: later(-1), validTo: later(9) }])
      expect(parentFault(await chief.add('units', unitBody({ parent, ...days })))).toBe('ParentNotValid');
    expect(said(await chief.add('units', unitBody({ parent, validTo: later(9) })))).toBe(201);
  });

  it('is never the unit itself or one below it, nor when two ask at once', async () => {
    const top = await added({ parent: null });
    const middle = await added({ parent: top });
    const low = await added({ parent: middle });
    for (const parent of [top, middle, low])
      expect(parentFault(await chief.change('units', top, { parent }))).toBe('ParentCircle');
    expect(said(await chief.change('units', low, { parent: top }))).toBe(200);
    expect(parentFault(await chief.add('units', unitBody({ id: 'u-selbst', parent: 'u-selbst' })))).toBe('UnknownUnit');
    const [one, two] = [await added({ parent: null }), await added({ parent: null })];
    const answers = await atOnce(
      system.db,
      ['units'],
      [() => chief.change('units', one, { parent: two }), () => chief.change('units', two, { parent: one })],
    );
    expect(answers.map(said).sort()).toEqual([200, 'UnitUnfit']);
  });

  it('of a place in a township is a township, which gives it its region', async () => {
    const village = unitBody({ kind: 'township', parent: 'u-baisha', name: '白沙镇新村' });
    const { body } = await chief.add('units', village);
    expect(body).toMatchObject({ region: 'u-baisha', parent: 'u-baisha' });
    const inVillage = unitBody({ kind: 'township', parent: body['id'] });
    expect(parentFault(await chief.add('units', inVillage))).toBe('ParentUnfit');
    const elsewhere = unitBody({ kind: 'township', parent: 'u-baisha', region: 'u-hekou' });
    expect(faultsIn(await chief.add('units', elsewhere))).toEqual({ '/region': 'RegionUnfit' });
    expect(parentFault(await chief.change('units', String(body['id']), { parent: null }))).toBe('TownshipLevel');
    expect(parentFault(await chief.change('units', 'u-hekou', { parent: 'u-baisha' }))).toBe('TownshipLevel');
    const moved = await chief.change('units', String(body['id']), { parent: 'u-hekou', region: null });
    expect(moved.body).toMatchObject({ parent: 'u-hekou', region: 'u-hekou' });
    const own = await chief.add('units', unitBody({ kind: 'township', parent: null }));
    expect(own.body['region']).toBe(own.body['id']);
  });

  it('does not decide where an enterprise lies: that is said, and is a township', async () => {
    const change = (changes: object) => chief.change('units', 'u-qiye01', changes);
    expect(faultsIn(await change({ region: null }))).toEqual({ '/region': 'RegionMissing' });
    for (const region of ['u-none', 'u-yingji', 'u-xingfu'])
      expect([region, faultsIn(await change({ region }))]).toEqual([region, { '/region': 'RegionUnfit' }]);
    expect(said(await change({ region: 'u-gongye' }))).toBe(200);
  });
});

describe('an enterprise', () => {
  it('is neither entered as a bare unit nor given another sector as one', async () => {
    const bare = unitBody({ kind: 'enterprise', parent: null, region: 'u-gongye' });
    expect(faultsIn(await chief.add('units', bare))).toEqual({ '/kind': 'EnteredElsewhere' });
    const moved = await chief.change('units', 'u-qiye02', { sectors: ['消防'] });
    expect(faultsIn(moved)).toEqual({ '/sectors': 'ChangedElsewhere' });
    expect(said(await chief.change('units', 'u-qiye02', { shortName: '润丰' }))).toBe(200);
  });
});

describe('a unit that ends', () => {
  it('has neither posts nor units below that stand on, and what stands against it is counted', async () => {
    const id = await added();
    const post = textOf(await chief.add('posts', postBody({ unit: id })), 'id');
    const below = await added({ parent: id });
    const refused = await chief.change('units', id, { validTo: later(5) });
    expect([refused.status, said(refused)]).toEqual([409, 'UnitInUse']);
    expect(refused.body['errors']).toMatchObject([
      { code: 'LivePosts', detail: '有效岗位 1 个' },
      { code: 'LiveUnits', detail: '有效下级单位 1 个' },
    ]);
    expect(said(await chief.change('posts', post, { validTo: later(5) }))).toBe(200);
    expect(said(await chief.change('units', below, { validTo: later(6) }))).toBe(200);
    expect((await chief.change('units', id, { validTo: later(5) })).body['errors']).toMatchObject([
      { code: 'LiveUnits' },
    ]);
    expect(said(await chief.change('units', id, { validTo: later(6) }))).toBe(200);
    expect(said(await chief.change('units', id, { validTo: null }))).toBe(200);
  });

  it('holds, leads and is subject of no open matter', async () => {
    for (const column of ['holder_unit', 'lead', 'subject']) {
      const id = await added();
      await matterOf(column, id);
      expect((await chief.change('units', id, { validTo: TODAY })).body['errors']).toMatchObject([
        { pointer: '/validTo', code: 'OpenMatters', detail: '在办事项 1 件' },
      ]);
      await system.db.sql`update matters set open = false where ${system.db.sql(column)} = ${id}`;
      expect(said(await chief.change('units', id, { validTo: TODAY }))).toBe(200);
    }
  });
});

/** An open matter as the projection has it, that names a unit in one of its columns. */
async function matterOf(column: string, unit: string): Promise<void> {
  const { sql } = system.db;
  const row = {
    id: `haz-${randomUUID()}`, kind: 'hazard', number: randomUUID(), title: '隐患', status: 'rectifying', open: true,
    level: 0, round: 0, deadlines: sql.json([]), proposals: sql.json([]), units: [unit], imported: false,
    opened_at: new Date().toISOString(), opened_by: 'per-anweiban-1', heard_at: new Date().toISOString(), version: 1,
    last_hash: '', state: sql.json({}), summary: sql.json({}), [column]: unit,
  }; // prettier-ignore
  await sql`insert into matters ${sql(row)}`;
}

describe('the list of units', () => {
  it('is narrowed by kind, by the unit above and by a day', async () => {
    const ids = async (query: string) => listOf(await chief.page('units', `limit=500&${query}`)).map(({ id }) => id);
    expect((await ids('kind=committee')).length).toBe(4);
    expect(await ids('parent=u-yingji')).toEqual(['u-yingji-zf']);
    expect(await ids('kind=discipline')).toEqual(['u-jiwei']);
    expect(await ids('kind=discipline&validOn=2019-12-31')).toEqual([]);
    expect(said(await chief.page('units', 'role=admin'))).toBe('InvalidQuery');
    expect(said(await chief.page('units', 'validOn=gestern'))).toBe('InvalidQuery');
  });
});
