import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRegisters } from '../../../audit/trail/registers.ts';
import { dayOf, instantOf } from '../../../workflows/kernel/instant.ts';
import { expectProblem, patch } from './register-calls.ts';
import { apiSystem, listOf, textOf, type Answered, type ApiSystem } from './system.ts';

const TODAY = dayOf(instantOf(Date.now()));
const URL = '/v1/registers/enterprises';
/** Codes with their right check characters under a division that no county has. */
const [CODE, OTHER_CODE] = ['91509900MA0000999E', '91509900MA0000998B'];
const NEW = { name: '新源储能有限公司', region: 'u-beihu', sector: '电力', validFrom: TODAY, reason: '新投产' };

let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem();
});
afterAll(() => system.close());

const enter = async (username: string, changes: object): Promise<Answered> =>
  (await system.as(username)).send(URL, { ...NEW, ...changes });
const change = async (username: string, id: string, changes: object): Promise<Answered> =>
  patch(await system.as(username), `${URL}/${id}`, { reason: '更正', ...changes });
const said = ({ status, body }: Answered): unknown => (status < 300 ? status : body['code']);
const versionsOf = async (entry: string) =>
  listOf(await (await system.as('shenji')).get(`/v1/registers/${entry}`), 'versions');

describe('an enterprise', () => {
  it('is entered with its unit by 安委办, its township or its regulator', async () => {
    const tries = [
      ['anweiban', {}], ['beihu-fg', {}], ['nengyuan-zr', { regulator: 'u-nengyuan' }], ['admin', {}],
    ] as const; // prettier-ignore
    for (const [username, parts] of tries) {
      const entered = await enter(username, { ...parts, name: `${username}登记的企业` });
      expect([username, said(entered)]).toEqual([username, 201]);
      const id = textOf(entered, 'id');
      expect(entered.body).toMatchObject({ sector: '电力', region: 'u-beihu', verified: true, key: false });
      expect(await versionsOf(`units/${id}`)).toMatchObject([{ before: null, after: { kind: 'enterprise' } }]);
      expect(await versionsOf(`enterprises/${id}`)).toMatchObject([{ before: null, after: { reason: '新投产' } }]);
    }
    expect(await checkRegisters(system.db)).toEqual([]);
    for (const username of ['dongcheng-zr', 'beihu-jb', 'nengyuan-zr', 'qiye01-fzr', 'fenguan', 'gongzhong'])
      expect([username, said(await enter(username, {}))]).toEqual([username, 'Forbidden']);
  });

  it('is entered once by its name and by its credit code, also by two at once', async () => {
    const both = await Promise.all([enter('anweiban', { creditCode: CODE }), enter('anweiban', { creditCode: CODE })]);
    expect(both.map(said).sort()).toEqual([201, 'EnterpriseKnown']);
    expect(said(await enter('anweiban', { creditCode: OTHER_CODE }))).toBe('EnterpriseKnown');
    expect(said(await enter('anweiban', { name: '另一企业', creditCode: CODE }))).toBe('EnterpriseKnown');
  });

  it('with one key is one enterprise, which is not for another', async () => {
    const caller = await system.as('anweiban');
    const headers = { 'idempotency-key': randomUUID() };
    const body = { ...NEW, name: '一键一企' };
    const [first, again] = [await caller.send(URL, body, headers), await caller.send(URL, body, headers)];
    expect([said(first), said(again), again.body]).toEqual([201, 201, first.body]);
    expect(textOf(first, 'id')).toMatch(/^ent-[0-9a-f]{24}$/);
    for (const entry of ['units', 'enterprises'])
      expect(await versionsOf(`${entry}/${textOf(first, 'id')}`)).toHaveLength(1);
    for (const changes of [{ name: '另一企' }, { address: '另一处' }, { reason: '另一个理由' }])
      expect(said(await caller.send(URL, { ...body, ...changes }, headers))).toBe('KeyUsedForOther');
  });

  it.each([
    [{ creditCode: '91509900MA0000999F' }, 422, 'EnterpriseUnfit', ['/creditCode', 'CreditCodeWrong']],
    [{ region: 'u-yingji' }, 422, 'EnterpriseUnfit', ['/region', 'NotATownship']],
    [{ region: 'u-nowhere' }, 422, 'EnterpriseUnfit', ['/region', 'NotATownship']],
    [{ regulator: 'u-qiye01' }, 422, 'EnterpriseUnfit', ['/regulator', 'NotARegulator']],
    [{ sector: '电力/热力' }, 400, 'InvalidBody'],
  ] as [object, number, string, ...[string, string][]][])(
    'is not entered as %j: %s %s',
    async (changes, status, code, ...faults) => {
      expectProblem(await enter('anweiban', { name: '错误的企业', ...changes }), status, code, ...faults);
    },
  );

  it('is changed with both its entries; where it lies and who regulates it by 安委办 and the administrator only', async () => {
    expect((await change('zhujian-fg', 'u-qiye30', { address: '北湖路 9 号' })).body).toMatchObject({
      address: '北湖路 9 号',
    });
    expect(await versionsOf('units/u-qiye30')).toHaveLength(1);
    for (const changes of [{ region: 'u-beihu' }, { regulator: 'u-shuili' }])
      expect(said(await change('zhujian-fg', 'u-qiye30', changes))).toBe('Forbidden');
    expect(said(await change('yingji-zr', 'u-qiye30', { key: false }))).toBe('Forbidden');
    const moved = { region: 'u-beihu', regulator: 'u-shuili', sector: '水利', key: false };
    expect((await change('anweiban', 'u-qiye30', moved)).body).toMatchObject(moved);
    expect((await versionsOf('units/u-qiye30')).at(-1)).toMatchObject({
      before: { region: 'u-yunling', sectors: ['建筑施工'] },
      after: { region: 'u-beihu', sectors: ['水利'], reason: '更正' },
    });
    expect(await checkRegisters(system.db)).toEqual([]);
  });

  it('is not changed to what it is, to what there is not, or where there is none', async () => {
    expect(said(await change('anweiban', 'u-qiye31', { key: true }))).toBe('NothingToChange');
    expect(said(await change('anweiban', 'u-qiye31', { region: 'u-yingji' }))).toBe('EnterpriseUnfit');
    expect(said(await change('anweiban', 'u-qiye31', { regulator: 'u-nowhere' }))).toBe('EnterpriseUnfit');
    expect(said(await change('anweiban', 'u-yingji', { key: true }))).toBe('NotFound');
    expect(said(await change('anweiban', 'u-qiye31', {}))).toBe('InvalidBody');
    expect((await change('anweiban', 'u-qiye31', { regulator: null, verified: false })).body).toMatchObject({
      regulator: null,
    });
  });
});
