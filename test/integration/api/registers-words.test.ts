import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainName } from '../../../db/registers/plain-name.ts';
import { expectProblem, patch } from './register-calls.ts';
import { entriesOf, faultsIn, identityOf, postBody, said, TODAY, unitBody } from './register-entries.ts';
import { apiSystem, listOf, type ApiSystem } from './system.ts';

let system: ApiSystem;
let chief: ReturnType<typeof entriesOf>;
beforeAll(async () => {
  system = await apiSystem();
  chief = entriesOf(await system.as('anweiban-zr'));
});
afterAll(() => system.close());

describe('what is written into a register', () => {
  it('has one spelling, by which it is found whoever spells it how', async () => {
    const entered = await chief.add('units', unitBody({ name: '　县危化(登记) 站', sectors: ['危险 化学品'] }));
    expect(entered.body).toMatchObject({ name: '县危化（登记）站', sectors: ['危险化学品'] });
    for (const name of ['县危化（登记）站', '县危化(登记)\u200b站'])
      expect(faultsIn(await chief.add('units', unitBody({ name })))).toEqual({ '/name': 'NameTaken' });
    const found = listOf(await chief.page('units', `q=${encodeURIComponent('危化(登记 )站')}`));
    expect(found.map(({ name }) => name)).toEqual(['县危化（登记）站']);

    const body = { name: '新源 储能', region: 'u-beihu', sector: '电 力', validFrom: TODAY, reason: '投产' };
    const [first, again] = [await chief.add('enterprises', body), await chief.add('enterprises', { ...body, name: '新源储能' })]; // prettier-ignore
    expect([first.body['sector'], said(again)]).toEqual(['电力', 'EnterpriseKnown']);
    const asked = await (await system.as('anweiban')).get(`/v1/jurisdiction?sector=${encodeURIComponent('燃 气')}`);
    expect(asked.body).toMatchObject({ sector: '燃气', gap: false });
  });

  it('spells nothing anew that the demonstration county has', async () => {
    const rows = await system.db.sql<{ name: string }[]>`
      select name from units union select short_name from units union select name from people
      union select title from posts union select sector from jurisdictions union select sector from enterprises`;
    expect(rows.length).toBeGreaterThan(200);
    expect(rows.filter(({ name }) => plainName(name) !== name)).toEqual([]);
  });

  it('tells no number of an identity card or of a mobile phone, on whichever register', async () => {
    const tries = [
      ['units', unitBody({ reason: `联系13812345678` }), '/reason', 'mobile'],
      ['units', unitBody({ sectors: ['消防', identityOf(1)] }), '/sectors', 'identityNumber'],
      ['posts', postBody({ title: `岗 ${identityOf(1)}` }), '/title', 'identityNumber'],
      ['people', { name: '李明13812345678', reason: '招录' }, '/name', 'mobile'],
      ['leaves', { person: 'per-shuili-1', from: TODAY, to: TODAY, reason: '13812345678' }, '/reason', 'mobile'],
      ['jurisdictions', { sector: '燃气', unit: 'u-yingji', kind: 'direct', basis: identityOf(1), validFrom: TODAY }, '/basis', 'identityNumber'],
    ] as const; // prettier-ignore
    for (const [register, body, pointer, code] of tries)
      expectProblem(await chief.add(register, body), 400, 'InvalidBody', [pointer, code]);
    const moved = await patch(await system.as('anweiban'), '/v1/registers/enterprises/u-qiye31', { address: '厂门口13812345678', reason: '补' }); // prettier-ignore
    expectProblem(moved, 400, 'InvalidBody', ['/address', 'mobile']);
    const person = { name: '李明', phone: '13812345678', identityNumber: identityOf(1), reason: '招录' };
    expect(said(await chief.add('people', person))).toBe(201);
  });
});

describe('whose hand changed an entry, and why,', () => {
  it('is read by the staff of authorities, not by enterprises, nor by the public', async () => {
    await chief.change('people', 'per-qiye01-1', { phone: '023-55500001', reason: '家中有事，换号' });
    await chief.change('units', 'u-shuili', { shortName: '水务', reason: '规范简称' });
    const read = async (username: string, path: string) =>
      listOf(await (await system.as(username)).get(`/v1/registers/${path}`), 'versions').at(-1);
    expect(await read('shuili-zr', 'people/per-qiye01-1')).toMatchObject({
      by: 'per-anweiban-3',
      after: { reason: '家中有事，换号' },
    });
    for (const [username, path] of [
      ['qiye01-fzr', 'people/per-qiye01-1'],
      ['qiye01-fzr', 'units/u-shuili'],
      ['gongzhong', 'units/u-shuili'],
    ] as const) {
      const version = await read(username, path);
      expect(version).toMatchObject({ after: { name: expect.any(String) } });
      expect(JSON.stringify(version)).not.toMatch(/per-anweiban|家中|规范/);
    }
  });
});
