import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultsOf } from '../../../api/bodies/schemas.ts';
import { SCHEMAS } from '../../../api/openapi/schemas.ts';
import { BODY } from '../../support/hazard-bodies.ts';
import { REPORT } from '../../support/hazard-story.ts';
import { keepLife } from '../../support/keep-life.ts';
import { recordedLife } from '../../support/recorded-life.ts';
import { apiSystem, asked, type ApiSystem } from './system.ts';

let system: ApiSystem;
const url = '/v1/public/listings';

beforeAll(async () => {
  // Reading asks the database alone.
  system = await apiSystem({ temporalAddress: '127.0.0.1:1' });
  for (const nth of [1, 2]) {
    const life = recordedLife({ nth });
    const words = { description: '问李某13900000002', place: '李家巷9号' };
    life.say('yj-jb', 'Report', { ...REPORT, ...words }, '2026-03-02 09:00');
    life.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
    life.say('yj-jb', 'Grade', BODY.major, '2026-03-02 11:00');
    life.say('xianzhang', 'DecideRung', { rung: 'list', clock: 'T', decision: 'issue' }, '2026-03-02 13:00');
    await keepLife(system.db, life);
  }
});
afterAll(() => system.close());

it('shows everybody the public listings with words for their codes, as the description says, and no words of anybody', async () => {
  const { status, body, raw } = await asked(system.app, { url });
  expect(status).toBe(200);
  const items = body['items'] as readonly Readonly<Record<string, unknown>>[];
  const words = { level: 'county', levelLabel: '县级', status: 'registered', statusLabel: '已登记' };
  expect(items).toMatchObject([{ number: 'YH-2026-000002', ...words }, { number: 'YH-2026-000001' }]);
  const schema = SCHEMAS['PublicListing'] as Readonly<Record<'required' | 'properties', object>>;
  for (const item of items) {
    expect(faultsOf(schema, item)).toEqual([]);
    expect(Object.keys(item).sort()).toEqual(Object.keys(schema.properties).sort());
    expect(Object.keys(item).sort()).toEqual([...(schema.required as readonly string[])].sort());
  }
  expect(raw.toString()).not.toMatch(/李|139|title|description|place/);
});

it('pages through them, and refuses a query that is none', async () => {
  const first = await asked(system.app, { url: `${url}?limit=1` });
  expect(first.body).toMatchObject({ items: [{ number: 'YH-2026-000002' }], next: expect.any(String) as string });
  const second = await asked(system.app, { url: `${url}?limit=1&cursor=${String(first.body['next'])}` });
  expect(second.body).toMatchObject({ items: [{ number: 'YH-2026-000001' }], next: null });
  for (const query of ['limit=-1', 'limit=0', 'limit=201', 'limit=x', 'cursor=nope', 'nope=1', 'limit=1&limit=2']) {
    const { status, body } = await asked(system.app, { url: `${url}?${query}` });
    expect({ query, status, code: body['code'] }).toEqual({ query, status: 400, code: 'InvalidQuery' });
  }
});
