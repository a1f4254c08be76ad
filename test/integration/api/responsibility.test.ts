import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertGaps } from '../../../activities/supervision.ts';
import { dayOf, instantOf, plusDays } from '../../../workflows/kernel/instant.ts';
import { expectProblem, patch } from './register-calls.ts';
import { apiSystem, asked, listOf, type Answered, type ApiSystem } from './system.ts';

const NOW = instantOf(Date.now());
const TODAY = dayOf(NOW);
const DAY_MS = 86_400_000;

let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem();
});
afterAll(() => system.close());

async function as(username: string, url: string, body: unknown): Promise<Answered> {
  return await (await system.as(username)).send(url, body);
}
const seen = async (username: string, url: string): Promise<Answered> => await (await system.as(username)).get(url);
const told = async (username: string, notice: string): Promise<readonly string[]> =>
  listOf(await seen(username, '/v1/inbox?limit=200')).flatMap((item) =>
    item['notice'] === notice ? [String(item['title'])] : [],
  );
const said = ({ status, body }: Answered): unknown => (status < 300 ? status : body['code']);

const RESPONSIBILITIES = '/v1/registers/responsibilities';
const NAME = {
  enterprise: 'u-qiye01',
  duty: 'supervisor',
  person: 'per-yingji-2',
  validFrom: TODAY,
  reason: '分工调整',
};

describe('who answers for an enterprise', () => {
  it('is named by 安委办, its township and its regulator, by leaders there; by nobody else', async () => {
    const tries = [
      ['anweiban', 201], ['admin', 'NothingToChange'], ['chengguan-fg', 'NothingToChange'], ['yingji-zr', 'NothingToChange'],
      ['chengguan-jb', 'Forbidden'], ['yingji-jb', 'Forbidden'], ['dongcheng-zr', 'Forbidden'], ['zhujian-zr', 'Forbidden'],
      ['qiye01-fzr', 'Forbidden'], ['shenji', 'Forbidden'], ['fenguan', 'Forbidden'], ['gongzhong', 'Forbidden'],
    ] as const; // prettier-ignore
    for (const [username, answer] of tries)
      expect([username, said(await as(username, RESPONSIBILITIES, NAME))]).toEqual([username, answer]);
    const end = { enterprise: 'u-qiye01', duty: 'supervisor', validTo: plusDays(TODAY, -1), reason: '离任' };
    expect(said(await as('dongcheng-zr', `${RESPONSIBILITIES}/end`, end))).toBe('Forbidden');
    expect(said(await as('chengguan-zr', `${RESPONSIBILITIES}/end`, end))).toBe('InvalidPeriod');
  });

  it.each([
    [{ enterprise: 'u-yingji' }, 422, 'UnknownUnit'],
    [{ person: 'per-nobody' }, 422, 'UnknownPerson'],
    [{ person: 'per-wenlv-1', validFrom: plusDays(TODAY, 1) }, 422, 'ResponsibilityUnfit', ['/person', 'DutyUnfit']],
    [{ person: 'per-yingji-1', validFrom: '2019-01-01' }, 422, 'ResponsibilityUnfit', ['/person', 'NotInPost']],
    [{ person: 'per-yingji-1b', validFrom: '2020-01-01' }, 422, 'InvalidPeriod'],
    [{ duty: 'owner' }, 400, 'InvalidBody'],
  ] as [object, number, string, ...[string, string][]][])(
    'is not named as %j: %s %s',
    async (changes, status, code, ...faults) => {
      const named = { ...NAME, enterprise: 'u-qiye02', ...changes };
      expectProblem(await as('anweiban', RESPONSIBILITIES, named), status, code, ...faults);
    },
  );

  it('is not another for days that are over: only what nobody was named for is entered late', async () => {
    const of = { ...NAME, enterprise: 'u-qiye03' };
    for (const days of [-1, -20]) {
      const validFrom = plusDays(TODAY, days);
      expect([days, said(await as('anweiban', RESPONSIBILITIES, { ...of, validFrom }))]).toEqual([
        days,
        'InvalidPeriod',
      ]);
    }
    const { sql } = system.db;
    await sql`update responsibilities set valid_to = ${plusDays(TODAY, -60)} where enterprise = 'u-qiye03' and duty = 'supervisor'`;
    const late = (days: number) => as('anweiban', RESPONSIBILITIES, { ...of, validFrom: plusDays(TODAY, days) });
    expect([said(await late(-32)), said(await late(-31))]).toEqual(['InvalidPeriod', 201]);
    await sql`delete from responsibilities where enterprise = 'u-qiye03' and duty = 'supervisor'`;
    expect(said(await late(-400))).toBe(201);
  });

  it('stands in the entry of the enterprise by name and validity, but not for the public', async () => {
    const { body } = await seen('yingji-jb', '/v1/registers/enterprises/u-qiye01');
    expect(body['people']).toEqual({
      leader: { person: 'per-chengguan-3', name: expect.any(String), validFrom: '2020-01-01', validTo: null },
      supervisor: { person: 'per-yingji-2', name: expect.any(String), validFrom: TODAY, validTo: null },
      responsible: { person: 'per-qiye01-3', name: expect.any(String), validFrom: '2020-01-01', validTo: null },
    });
    expect((await seen('gongzhong', '/v1/registers/enterprises/u-qiye01')).body).not.toHaveProperty('people');
    expect(said(await seen('gongzhong', RESPONSIBILITIES))).toBe('Forbidden');
  });
});

describe('the coverage of the chains', () => {
  it('is told by scope, and not to the public, experts or the security administrator', async () => {
    const counted = async (username: string) => (await seen(username, '/v1/responsibility')).body['enterprises'];
    expect(await Promise.all(['shenji', 'ducha01', 'fenguan', 'yingji-jb'].map(counted))).toEqual([74, 74, 74, 74]);
    expect(await Promise.all(['chengguan-jb', 'zhujian-jb', 'wenlv-jb', 'qiye01-fzr'].map(counted))).toEqual([
      3, 8, 0, 1,
    ]);
    expect((await seen('wenlv-jb', '/v1/responsibility')).body).toMatchObject({ rate: null, bySector: [] });
    for (const username of ['gongzhong', 'zhuanjia01'])
      expect([username, said(await seen(username, '/v1/responsibility'))]).toEqual([username, 'Forbidden']);
  });

  it('falls by a gap, which is told once to 安委办, township and regulator, and again when it opens again', async () => {
    const metric = async () => /^bihuan_responsibility_coverage (.*)$/m.exec(
      (await asked(system.app, { url: '/metrics' })).raw.toString())?.[1]; // prettier-ignore
    const alerts = async () =>
      await Promise.all(['anweiban', 'dongcheng-jb', 'dongcheng-jb2', 'yingji-jb', 'zhujian-jb', 'dongcheng-fg'].map(
        async (username) => (await told(username, 'ResponsibilityGap')).length)); // prettier-ignore
    const end = { enterprise: 'u-qiye02', duty: 'responsible', validTo: TODAY, reason: '离职' };
    expect([await alertGaps(system.db, NOW), await metric()]).toEqual([0, '100']);
    await system.db.sql`
      update responsibilities set valid_to = ${plusDays(TODAY, -1)} where enterprise = 'u-qiye02' and duty = 'responsible'`;
    expect(await metric()).toBe('98.6');
    const { body } = await seen('dongcheng-jb', '/v1/responsibility');
    expect(body).toMatchObject({
      enterprises: 3, covered: 2, rate: 66.6, byTownship: [{ region: 'u-dongcheng', rate: 66.6 }],
      gaps: { items: [{ enterprise: 'u-qiye02', missing: [{ duty: 'responsible', why: 'ended' }] }], next: null },
    }); // prettier-ignore
    expect(await alertGaps(system.db, NOW)).toBe(1);
    expect(await alertGaps(system.db, instantOf(Date.parse(NOW) + DAY_MS))).toBe(1);
    expect(await alerts()).toEqual([1, 1, 1, 1, 0, 0]);
    const again = { ...NAME, enterprise: 'u-qiye02', duty: 'responsible', person: 'per-qiye02-1' };
    expect(said(await as('anweiban', RESPONSIBILITIES, again))).toBe(201);
    expect(await alertGaps(system.db, NOW)).toBe(0);
    expect(said(await as('anweiban', `${RESPONSIBILITIES}/end`, end))).toBe(200);
    expect(await alertGaps(system.db, instantOf(Date.parse(NOW) + DAY_MS))).toBe(1);
    expect(await alerts()).toEqual([2, 2, 2, 2, 0, 0]);
  });

  it('waits with what an import entered until somebody has verified it, and pages do not skip a gap', async () => {
    await system.db.sql`delete from responsibilities where enterprise in ('u-qiye60', 'u-qiye61', 'u-qiye62')`;
    await system.db.sql`update enterprises set verified = false where unit = 'u-qiye61'`;
    const limited = (limit: number) => alertGaps(system.db, NOW, undefined, limit);
    expect(await limited(1)).toBe(await limited(500));
    expect(
      (await told('anweiban', 'ResponsibilityGap')).filter((title) => /华通|欢乐谷|龙潭水库/.test(title)),
    ).toHaveLength(6);
    expect(
      said(
        await patch(await system.as('anweiban'), '/v1/registers/enterprises/u-qiye61', {
          verified: true,
          reason: '已核实',
        }),
      ),
    ).toBe(200);
    await limited(500);
    expect(
      (await told('anweiban', 'ResponsibilityGap')).filter((title) => /华通|欢乐谷|龙潭水库/.test(title)),
    ).toHaveLength(9);
  });

  it('tells of a sector whose only supervisor has ended', async () => {
    await system.db.sql`update units set valid_to = ${plusDays(TODAY, -1)} where id = 'u-weijian'`;
    await alertGaps(system.db, NOW);
    await alertGaps(system.db, instantOf(Date.parse(NOW) + DAY_MS));
    expect((await told('anweiban', 'JurisdictionGap')).filter((title) => title.endsWith('医疗卫生'))).toHaveLength(1);
    await system.db.sql`update units set valid_to = null where id = 'u-weijian'`;
  });
});
