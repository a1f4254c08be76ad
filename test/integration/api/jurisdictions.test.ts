import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf, instantOf, plusDays } from '../../../workflows/kernel/instant.ts';
import { exampleOf, handInPicture } from './hazard-bodies.ts';
import { expectProblem } from './register-calls.ts';
import { apiSystem, listOf, textOf, type Answered, type ApiSystem } from './system.ts';

const TODAY = dayOf(instantOf(Date.now()));

let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
  await handInPicture(system);
});
afterAll(() => system.close());

async function as(username: string, url: string, body: unknown, headers = {}): Promise<Answered> {
  return await (await system.as(username)).send(url, body, headers);
}
const seen = async (username: string, url: string): Promise<Answered> => await (await system.as(username)).get(url);
const told = async (username: string, notice: string): Promise<readonly string[]> =>
  listOf(await seen(username, '/v1/inbox?limit=200')).flatMap((item) =>
    item['notice'] === notice ? [String(item['title'])] : [],
  );
const said = ({ status, body }: Answered): unknown => (status < 300 ? status : body['code']);

const JURISDICTIONS = '/v1/registers/jurisdictions';
const NEW = { sector: '氢能', unit: 'u-nengyuan', kind: 'direct', basis: '县政府纪要', validFrom: TODAY };
const END = { sector: '氢能', unit: 'u-nengyuan', kind: 'direct', validTo: TODAY, reason: '职责划转' };

describe('who supervises a sector', () => {
  it('is told with the one that leads: who has had it longest, 安委办 where nobody has', async () => {
    const roads = (await seen('gongzhong', `/v1/jurisdiction?sector=道路交通&region=u-chengguan`)).body;
    expect(roads).toMatchObject({
      direct: [{ unit: 'u-jiaotong' }, { unit: 'u-gongan' }, { unit: 'u-gaosu' }],
      comprehensive: [{ unit: 'u-yingji', basis: expect.any(String) }],
      territorial: [{ unit: 'u-chengguan', name: '城关街道办事处', basis: null }],
      lead: { unit: 'u-jiaotong' },
      gap: false,
    });
    const none = (await seen('gongzhong', '/v1/jurisdiction?sector=太空旅游')).body;
    expect(none).toMatchObject({ direct: [], territorial: [], lead: { unit: 'u-anweiban' }, gap: true });
    expectProblem(await seen('gongzhong', '/v1/jurisdiction'), 400, 'InvalidQuery', ['/sector', 'required']);
    expectProblem(await seen('gongzhong', '/v1/jurisdiction?sector=燃气&region=u-yingji'), 400, 'InvalidQuery');
  });

  it('changes by 安委办主任 and the county’s leaders only', async () => {
    for (const username of ['anweiban', 'admin', 'yingji-zr', 'chengguan-zr', 'gongzhong']) {
      expect([username, said(await as(username, JURISDICTIONS, NEW))]).toEqual([username, 'Forbidden']);
      expect([username, said(await as(username, `${JURISDICTIONS}/end`, END))]).toEqual([username, 'Forbidden']);
    }
    expect(said(await as('fenguan', JURISDICTIONS, NEW))).toBe(201);
    expect(said(await as('anweiban-zr', `${JURISDICTIONS}/end`, END))).toBe(200);
    const id = `氢能/u-nengyuan/direct/${TODAY}`;
    const { body } = await seen('yingji-jb', `${JURISDICTIONS}/${encodeURI(id)}`);
    expect(body).toMatchObject({ id, unitName: '云岭县能源局', validTo: TODAY });
    expect(body['versions']).toMatchObject([
      { by: 'per-fenguan' },
      { by: 'per-anweiban-3', after: { reason: '职责划转' } },
    ]);
  });

  it('asked for again by the same hand is given and ended once', async () => {
    const body = { ...NEW, sector: '储能' };
    const ended = { ...END, sector: '储能', validTo: plusDays(TODAY, 3) };
    for (const time of [1, 2]) expect([time, said(await as('anweiban-zr', JURISDICTIONS, body))]).toEqual([time, 201]);
    expect(said(await as('fenguan', JURISDICTIONS, body))).toBe('NothingToChange');
    expect(said(await as('anweiban-zr', JURISDICTIONS, { ...body, basis: '另一份纪要' }))).toBe('NothingToChange');
    for (const time of [1, 2])
      expect([time, said(await as('anweiban-zr', `${JURISDICTIONS}/end`, ended))]).toEqual([time, 200]);
    const { body: entry } = await seen('yingji-jb', `${JURISDICTIONS}/${encodeURI(`储能/u-nengyuan/direct/${TODAY}`)}`);
    expect(entry['versions']).toHaveLength(2);
  });

  it.each([
    [{ unit: 'u-nowhere' }, 'UnknownUnit'],
    [{ validFrom: '2019-12-31' }, 'UnknownUnit'],
    [{ unit: 'u-chengguan' }, 'JurisdictionUnfit'],
    [{ unit: 'u-qiye01' }, 'JurisdictionUnfit'],
    [{ kind: 'territorial' }, 'JurisdictionUnfit'],
    [{ kind: 'comprehensive', unit: 'u-jiwei' }, 'JurisdictionUnfit'],
    [{ sector: '燃气', unit: 'u-chengguanju' }, 'NothingToChange'],
    [{ sector: '氢能/储能' }, 'InvalidBody'],
    [{ kind: 'indirect' }, 'InvalidBody'],
  ])('is not given as %j: %s', async (changes, code) => {
    expect(said(await as('anweiban-zr', JURISDICTIONS, { ...NEW, ...changes }))).toBe(code);
  });

  it('is not ended before today, nor where it does not stand', async () => {
    const end = { ...END, sector: '燃气', unit: 'u-chengguanju', fallsToOffice: true };
    const url = `${JURISDICTIONS}/end`;
    expect(said(await as('anweiban-zr', url, { ...end, validTo: plusDays(TODAY, -1) }))).toBe('InvalidPeriod');
    expect(said(await as('anweiban-zr', url, { ...end, unit: 'u-yingji' }))).toBe('NotFound');
  });

  it('does not end for the last one of a sector in use unless it is said to fall to 安委办, whose desk is told', async () => {
    const end = (unit: string, more = {}) =>
      as('anweiban-zr', `${JURISDICTIONS}/end`, { ...END, sector: '道路交通', unit, ...more });
    expect(said(await end('u-gaosu'))).toBe(200);
    expect(said(await end('u-gongan', { validTo: plusDays(TODAY, 10) }))).toBe(200);
    // Somebody has it for ten days yet, and nobody afterwards.
    expect(said(await end('u-jiaotong'))).toBe('JurisdictionGap');
    expect(await told('anweiban', 'JurisdictionGap')).toEqual([]);
    expect(said(await end('u-jiaotong', { fallsToOffice: true }))).toBe(200);
    expect(await told('anweiban', 'JurisdictionGap')).toEqual(['监管职责空白：道路交通']);
    await system.db.sql`update jurisdictions set valid_to = null where sector = '道路交通'`;
  });

  it('is asked for by the sector of an open matter alone, too', async () => {
    const sector = `水上乐园${randomUUID().slice(0, 4)}`;
    const pair = { sector, unit: 'u-wenlv', kind: 'direct' };
    const stop = () => as('anweiban-zr', `${JURISDICTIONS}/end`, { ...pair, validTo: TODAY, reason: '划转' });
    await as('anweiban-zr', JURISDICTIONS, { ...pair, basis: '纪要', validFrom: TODAY });
    const { lead: _, ...report } = exampleOf('Report');
    expect(said(await as('chengguan-jb', '/v1/hazards', { ...report, sector }))).toBe(201);
    expect(said(await stop())).toBe('JurisdictionGap');
    const { body } = await seen('shenji', '/v1/jurisdiction/matrix');
    expect(body['items']).toContainEqual({
      sector,
      direct: ['u-wenlv'],
      comprehensive: [],
      territorial: [],
      gap: false,
    });
    await system.db
      .sql`update jurisdictions set valid_to = ${plusDays(TODAY, -1)}, valid_from = '2020-01-01' where sector = ${sector}`;
    expect((await seen('shenji', '/v1/jurisdiction/matrix')).body['gaps']).toEqual([sector]);
    // What somebody wrote into a matter is not for whom the matter does not exist.
    expect((await seen('beihu-jb', '/v1/jurisdiction/matrix')).body['gaps']).toEqual([]);
  });
});

describe('a hazard that is reported with its sector and without a lead', () => {
  const report = async (changes: object, headers = {}): Promise<Answered> => {
    const { lead: _, ...body } = exampleOf('Report');
    return await as('chengguan-jb', '/v1/hazards', { ...body, ...changes }, headers);
  };
  const leadOf = async (opened: Answered): Promise<unknown> =>
    (await seen('anweiban', `/v1/hazards/${textOf(opened, 'id')}`)).body['lead'];

  it('is led by whoever the matrix names; by nobody where it names none', async () => {
    expect(await leadOf(await report({ sector: '燃气' }))).toBe('u-chengguanju');
    expect(await leadOf(await report({ sector: '太空旅游' }))).toBeNull();
    const { sector: _, ...without } = exampleOf('Report');
    const { lead: __, ...neither } = without;
    expect(await leadOf(await as('chengguan-jb', '/v1/hazards', neither))).toBeNull();
    expect(await leadOf(await as('chengguan-jb', '/v1/hazards', { ...without, sector: '燃气' }))).toBe('u-yingji');
  });

  it('keeps with its opening who answered for the enterprise that day, whoever is named later', async () => {
    const opened = await report({});
    const [row] = await system.db.sql<{ named: object }[]>`
      select command -> 'known' -> 'responsible' as named from commands where matter_id = ${textOf(opened, 'id')} and opens`;
    expect(row?.named).toEqual({
      leader: 'per-chengguan-3',
      supervisor: 'per-yingji-1',
      responsible: 'per-qiye01-3',
    });
    const verified = await as('yingji-jb', `/v1/hazards/${textOf(opened, 'id')}/commands/Verify`, exampleOf('Verify'));
    expect(said(verified)).toBe(200);
    const [later] = await system.db.sql<{ known: object }[]>`
      select command -> 'known' as known from commands where matter_id = ${textOf(opened, 'id')} and not opens`;
    expect(later?.known).not.toHaveProperty('responsible');
  });

  it('is not led by whom it is found at', async () => {
    expect(await leadOf(await report({ sector: '学校', subject: 'u-jiaoti' }))).toBeNull();
    expect(await leadOf(await report({ sector: '道路交通', subject: 'u-jiaotong' }))).toBe('u-gongan');
  });

  it('is not led by a unit that has ended', async () => {
    await system.db.sql`update units set valid_to = ${plusDays(TODAY, -1)} where id = 'u-youzheng'`;
    expect(await leadOf(await report({ sector: '寄递' }))).toBeNull();
    await system.db.sql`update units set valid_to = null where id = 'u-youzheng'`;
  });

  it('is the same command by the same key whoever leads meanwhile, also where only its history is known', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await report({ sector: '森林防火' }, key);
    await system.db
      .sql`insert into jurisdictions values ('森林防火', 'u-nongye', 'direct', '纪要', '2019-01-01', '2019-06-01')`;
    expect((await report({ sector: '森林防火' }, key)).body).toEqual(first.body);
    await system.db.sql`update commands set body_hash = null where matter_id = ${textOf(first, 'id')}`;
    expect((await report({ sector: '森林防火' }, key)).body).toEqual(first.body);
    expectProblem(await report({ sector: '燃气' }, key), 422, 'KeyUsedForOther');
  });
});
