import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRegisters } from '../../../audit/trail/registers.ts';
import { atOnce, entriesOf, faultsIn, identityOf, later, said, TODAY } from './register-entries.ts';
import { apiSystem, listOf, textOf, type ApiSystem } from './system.ts';

let system: ApiSystem;
let chief: ReturnType<typeof entriesOf>;
beforeAll(async () => {
  system = await apiSystem();
  chief = entriesOf(await system.as('anweiban-zr'));
});
afterAll(() => system.close());

const PERSON = { name: '沈新录', phone: '13900000000', email: 'shen@example.org', reason: '新进' };
const as = async (username: string) => entriesOf(await system.as(username));

describe('a person', () => {
  it('is entered and changed by 安委办主任 or the administrator, each change kept', async () => {
    for (const username of ['anweiban', 'linye-zr', 'shenji', 'anquan-gly', 'gongzhong'])
      expect([username, said(await (await as(username)).add('people', PERSON))]).toEqual([username, 'Forbidden']);
    const added = await chief.add('people', PERSON);
    expect(added.body).toMatchObject({ id: expect.stringMatching(/^per-/), phone: PERSON.phone, certificate: null });
    const id = textOf(added, 'id');
    expect(said(await (await as('admin')).change('people', id, { name: '沈新', phone: null }))).toBe(200);
    expect((await chief.get('people', id)).body).toMatchObject({
      name: '沈新',
      phone: null,
      versions: [
        { by: 'per-anweiban-3', before: null, after: { name: '沈新录', reason: '新进' } },
        { by: 'per-admin', before: { phone: PERSON.phone }, after: { phone: null, reason: '变更' } },
      ],
    });
    expect(await checkRegisters(system.db)).toEqual([]);
    expect(said(await chief.change('people', id, { name: '沈新' }))).toBe('NothingToChange');
    expect(said(await chief.change('people', 'per-none', { name: '无' }))).toBe('NotFound');
    for (const wrong of [{ phone: 'abc' }, { email: 'nirgends' }, { name: ' ' }, { identity: 'x' }])
      expect([wrong, said(await chief.change('people', id, wrong))]).toEqual([wrong, 'InvalidBody']);
  });

  it('of a name that another has too is told from them by unit and post, and by nothing else that is theirs', async () => {
    const reader = await as('linye-zr');
    const [known] = await system.db.sql<{ name: string }[]>`select name from people where id = 'per-yingji-1'`;
    const added = await chief.add('people', { ...PERSON, name: known?.name ?? '' });
    const found = listOf(await reader.page('people', `q=${encodeURIComponent(known?.name ?? '')}`)).filter(
      ({ name }) => name === known?.name,
    );
    expect(found.map(({ id }) => id).sort()).toEqual([textOf(added, 'id'), 'per-yingji-1'].sort());
    expect(found.find(({ id }) => id === 'per-yingji-1')?.['places']).toEqual(['应急管理局经办人']);
    const units = await system.db.sql<{ name: string }[]>`select name from units union select short_name from units`;
    const everybody = listOf(await reader.page('people', 'limit=500')) as readonly { places: string[] | null }[];
    const nowhere = everybody
      .flatMap(({ places }) => places ?? [])
      .filter((place) => !units.some(({ name }) => place.startsWith(name)));
    expect(nowhere).toEqual([]);
    expect(found.find(({ id }) => id !== 'per-yingji-1')?.['places']).toBeNull();
    for (const one of found) expect(Object.keys(one)).not.toContain('phone');
  });

  it('with one key is one person, and the key and the id are not for another', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { ...PERSON, identityNumber: identityOf(1) };
    const [first, again] = [await chief.add('people', body, headers), await chief.add('people', body, headers)];
    expect([said(first), again.body]).toEqual([201, first.body]);
    expect(listOf(await chief.get('people', textOf(first, 'id')), 'versions')).toHaveLength(1);
    const other = { ...body, identityNumber: identityOf(2) };
    expect(said(await chief.add('people', other, headers))).toBe('KeyUsedForOther');
    expect(said(await chief.add('people', { ...PERSON, id: 'per-yingji-1' }))).toBe('IdTaken');
  });

  it('has a certificate with its days, the right way round', async () => {
    const add = async (parts: object) => faultsIn(await chief.add('people', { ...PERSON, ...parts }));
    expect(await add({ certificate: 'YL-1' })).toEqual({ '/certificateFrom': 'CertificateUndated' });
    expect(await add({ certificateFrom: TODAY })).toEqual({ '/certificate': 'CertificateMissing' });
    const reversed = { certificate: 'YL-1', certificateFrom: TODAY, certificateTo: later(-1) };
    expect(await add(reversed)).toEqual({ '/certificateTo': 'DaysReversed' });
    const id = textOf(await chief.add('people', PERSON), 'id');
    expect(faultsIn(await chief.change('people', id, reversed))).toEqual({ '/certificateTo': 'DaysReversed' });
    expect(said(await chief.change('people', id, { ...reversed, certificateTo: null }))).toBe(200);
  });
});

describe('the number of an identity card', () => {
  it('that cannot be one is refused without being repeated', async () => {
    const wrong = `${identityOf(10).slice(0, 17)}${identityOf(10).endsWith('1') ? '2' : '1'}`;
    const answer = await chief.add('people', { ...PERSON, identityNumber: wrong });
    expect([answer.status, faultsIn(answer)]).toEqual([422, { '/identityNumber': 'IdentityNumberWrong' }]);
    expect(answer.raw.toString()).not.toContain(wrong.slice(0, 17));
    const id = textOf(await chief.add('people', PERSON), 'id');
    expect(faultsIn(await chief.change('people', id, { identityNumber: wrong }))).toEqual({
      '/identityNumber': 'IdentityNumberWrong',
    });
  });

  it('tells that somebody stands in the register already, and nothing of who that is', async () => {
    const identityNumber = identityOf(20);
    const first = textOf(await chief.add('people', { ...PERSON, name: '褚在册', identityNumber }), 'id');
    const twice = await chief.add('people', { ...PERSON, identityNumber: identityNumber.toLowerCase() });
    expect([twice.status, said(twice)]).toEqual([409, 'SamePerson']);
    for (const secret of [first, '褚在册', identityNumber]) expect(twice.raw.toString()).not.toContain(secret);
    const other = textOf(await chief.add('people', PERSON), 'id');
    expect(said(await chief.change('people', other, { identityNumber }))).toBe('SamePerson');
    expect(said(await chief.change('people', first, { identityNumber }))).toBe('NothingToChange');
    expect(said(await chief.change('people', other, { identityNumber: identityOf(21) }))).toBe(200);
  });

  it('is another’s to enter, is replaced by 安委办主任 alone, and stays reserved once it was', async () => {
    expect(said(await chief.change('people', 'per-anweiban-3', { identityNumber: identityOf(60) }))).toBe('Forbidden');
    const admin = await as('admin');
    const id = textOf(await admin.add('people', PERSON), 'id');
    expect(said(await admin.change('people', id, { identityNumber: identityOf(61) }))).toBe(200);
    expect(said(await admin.change('people', id, { identityNumber: identityOf(62) }))).toBe('Forbidden');
    expect(said(await chief.change('people', id, { identityNumber: identityOf(62) }))).toBe(200);
    expect(said(await chief.change('people', id, { phone: null }))).toBe(200);
    for (const number of [61, 62])
      expect(said(await chief.add('people', { ...PERSON, identityNumber: identityOf(number) }))).toBe('SamePerson');
    expect(listOf(await chief.get('people', id), 'versions').map((it) => it['identityChanged'])).toEqual([false, true, true, false]); // prettier-ignore
    expect(said(await chief.change('people', id, { identityNumber: identityOf(61) }))).toBe(200);
  });

  it('is one person’s also when two are entered at once', async () => {
    const body = { ...PERSON, identityNumber: identityOf(30) };
    const asks = [1, 2, 3].map(() => () => chief.add('people', body));
    const answers = await atOnce(system.db, ['people'], asks);
    expect(answers.map(said).sort()).toEqual([201, 'SamePerson', 'SamePerson']);
  });

  it('stands nowhere: not in the database, its kept changes or the trail, and its hash in no answer', async () => {
    const identityNumber = identityOf(40);
    const id = textOf(await chief.add('people', { ...PERSON, identityNumber }), 'id');
    const { sql } = system.db;
    const tables = await sql<{ name: string }[]>`
      select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`;
    for (const { name } of tables) {
      const found = await sql`select 1 from ${sql.unsafe(name)} t where strpos(t::text, ${identityNumber}) > 0`;
      expect([name, found.length]).toEqual([name, 0]);
    }
    const [row] = await sql<{ identity: string }[]>`select identity from people where id = ${id}`;
    expect(row?.identity).toMatch(/^[0-9a-f]{64}$/);
    for (const reader of [chief, await as('admin'), await as('shenji'), await as('linye-zr')])
      for (const answer of [await reader.get('people', id), await reader.page('people', 'limit=500&q=沈新录')]) {
        expect(answer.status).toBe(200);
        expect(answer.raw.toString()).not.toContain(row?.identity ?? identityNumber);
        expect(answer.raw.toString()).not.toContain('"identity"');
      }
  });
});

describe('how to reach a person', () => {
  it('is shown to 安委办, the administrator and the person, in the list as in the entry and its changes', async () => {
    const [row] = await system.db.sql<{ phone: string }[]>`select phone from people where id = 'per-linye-2'`;
    const phone = row?.phone ?? '';
    expect(phone).not.toBe('');
    for (const [username, sees] of [
      ['anweiban', true],
      ['admin', true],
      ['linye-fg', true],
      ['linye-zr', false],
      ['yingji-jb', false],
      ['shenji', false],
      ['anquan-gly', false],
      ['fenguan', false],
    ] as const) {
      // prettier-ignore
      const reader = await as(username);
      const [page, entry] = [await reader.page('people', 'unit=u-linye'), await reader.get('people', 'per-linye-2')];
      expect([page.status, entry.status, listOf(entry, 'versions').length]).toEqual([200, 200, 1]);
      for (const { raw } of [page, entry]) expect([username, raw.toString().includes(phone)]).toEqual([username, sees]);
    }
    const own = listOf(await (await as('linye-fg')).page('people', 'unit=u-linye'));
    expect(own.filter((entry) => 'phone' in entry).map(({ id }) => id)).toEqual(['per-linye-2']);
  });

  it('and certificates are changed by leaders of the own unit, of their own people, but not their own certificate', async () => {
    const certificate = { certificate: 'YL-ZF-2', certificateFrom: TODAY, certificateTo: later(365) };
    const deputy = await as('linye-fg');
    expect(said(await deputy.change('people', 'per-linye-1', { phone: '023-5550001', ...certificate }))).toBe(200);
    expect(said(await deputy.change('people', 'per-linye-1', { name: '改名' }))).toBe('Forbidden');
    expect(said(await deputy.change('people', 'per-linye-1', { identityNumber: identityOf(50) }))).toBe('Forbidden');
    expect(said(await deputy.change('people', 'per-linye-2', { email: 'fg@example.org' }))).toBe(200);
    for (const [username, who] of [
      ['linye-fg', 'per-linye-2'],
      ['anweiban-zr', 'per-anweiban-3'],
    ] as const)
      expect(said(await (await as(username)).change('people', who, certificate))).toBe('OwnCertificate');
    for (const username of ['linye-jb', 'yingji-zr', 'qiye01-fzr', 'fenguan'])
      expect([username, said(await (await as(username)).change('people', 'per-linye-1', { phone: '023-5550002' }))]).toEqual([username, 'Forbidden']); // prettier-ignore
    expect(said(await deputy.change('people', 'per-none', { phone: '023-5550003' }))).toBe('Forbidden');
  });

  it('is what an enterprise changes of its own people; it makes no inspectors', async () => {
    const enterprise = await as('qiye01-fzr');
    expect(said(await enterprise.change('people', 'per-qiye01-1', { phone: '023-5550004' }))).toBe(200);
    const certificate = { certificate: 'YL-ZF-3', certificateFrom: TODAY };
    expect(said(await enterprise.change('people', 'per-qiye01-1', certificate))).toBe('Forbidden');
  });
});

describe('the list of people', () => {
  it('is narrowed by unit, role and day, as they hold posts', async () => {
    const ids = async (query: string) => listOf(await chief.page('people', `limit=500&${query}`)).map(({ id }) => id);
    expect(await ids('unit=u-yingji-zf')).toEqual(['per-yingji-zf-1', 'per-yingji-zf-3']);
    expect(await ids('role=security')).toEqual(['per-anquan-gly']);
    expect(await ids('unit=u-yingji-zf&role=admin')).toEqual([]);
    expect(await ids('unit=u-yingji-zf&validOn=2019-12-31')).toEqual([]);
    expect(said(await chief.page('people', 'kind=office'))).toBe('InvalidQuery');
    const id = textOf(await chief.add('people', PERSON), 'id');
    const tenure = { post: 'p-yingji-zf-1', person: id, validFrom: later(5), validTo: later(6), reason: '轮岗' };
    expect(said(await chief.add('tenures', tenure))).toBe(201);
    for (const [days, there] of [
      [4, false],
      [5, true],
      [6, true],
      [7, false],
    ] as const)
      // prettier-ignore
      expect([days, (await ids(`unit=u-yingji-zf&validOn=${later(days)}`)).includes(id)]).toEqual([days, there]);
    expect(said(await chief.change('posts', 'p-yingji-zf-1', { validTo: later(5) }))).toBe(200);
    expect(await ids(`unit=u-yingji-zf&validOn=${later(6)}`)).toEqual(['per-yingji-zf-3']);
  });
});
