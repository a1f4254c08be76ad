import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiSystem, asked, type ApiSystem, type Caller } from '../api/system.ts';

let system: ApiSystem;
let callers: readonly Caller[];

beforeAll(async () => {
  system = await apiSystem({ temporalAddress: '127.0.0.1:9' });
  callers = await Promise.all(['anweiban', 'shenji', 'admin', 'xianzhang'].map((name) => system.as(name)));
});
afterAll(() => system.close());

type Operation = { readonly parameters?: readonly { readonly name: string; readonly in: string }[] };

describe('a page', () => {
  it('of any list is never larger than the list allows', async () => {
    const { body } = await asked(system.app, { url: '/openapi.json' });
    const paths = Object.entries(body['paths'] as Readonly<Record<string, { readonly get?: Operation }>>);
    const paged = paths.filter(([, { get }]) => get?.parameters?.some(({ name }) => name === 'limit') === true);
    expect(paged.length).toBeGreaterThan(8);
    for (const [path] of paged)
      for (const limit of ['0', '-1', '100000', '1e3', '999999999999']) {
        const url = `${path.replace('{name}', 'units').replaceAll(/\{\w+\}/g, '1')}?limit=${limit}`;
        const answers = await Promise.all(callers.map((caller) => caller.get(url)));
        const heard = answers.filter(({ status }) => status !== 403 && status !== 404);
        expect(heard.length, url).toBeGreaterThan(0);
        for (const { status, body: said } of heard)
          expect({ status, code: said['code'] }, url).toEqual({ status: 400, code: 'InvalidQuery' });
      }
  });
});
