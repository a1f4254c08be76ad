import { afterAll, beforeAll, expect, it } from 'vitest';
import { entriesOf, said } from './register-entries.ts';
import { apiSystem, asked, type ApiSystem } from './system.ts';

let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem();
});
afterAll(() => system.close());

interface Operation {
  readonly requestBody: { readonly content: Readonly<Record<string, { readonly example: object }>> };
  readonly 'x-demo': { readonly matter: string; readonly account: string };
}

it('the examples of entering and changing units, posts and people are accepted by whom they name', async () => {
  const { body } = await asked(system.app, { url: '/openapi.json' });
  const paths = body['paths'] as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  for (const register of ['units', 'posts', 'people']) {
    const entering = paths[`/v1/registers/${register}`]?.['post'];
    const changing = paths[`/v1/registers/${register}/{id}`]?.['patch'];
    const tried = [entering, changing].map(async (operation) => {
      if (operation === undefined) throw new Error(`${register} has an operation that is not described`);
      const { matter, account } = operation['x-demo'];
      const entries = entriesOf(await system.as(account));
      const example = operation.requestBody.content['application/json']?.example ?? {};
      return said(await (matter === '' ? entries.add(register, example) : entries.change(register, matter, example)));
    });
    expect([register, ...(await Promise.all(tried))]).toEqual([register, 201, 200]);
  }
});
