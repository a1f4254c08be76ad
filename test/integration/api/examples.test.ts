import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf } from '../../../api/bodies/schemas.ts';
import { filledIn } from '../../../api/openapi/demo.ts';
import { loadDemoCounty } from '../../../scripts/demo-county/load.mjs';
import type { JsonSchema } from '../../../workflows/kernel/face.ts';
import { KINDS } from '../../../workflows/kinds.ts';
import { seededAccounts } from '../../support/system.ts';
import { deviationOf } from './fuzz/described.ts';
import { apiSystem, asked, type Answered, type ApiSystem } from './system.ts';

interface Operation {
  readonly operationId: string;
  readonly responses?: Readonly<Record<string, unknown>>;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> };
  readonly 'x-demo'?: { readonly matter: string; readonly account: string };
}

/** What is read of the county as a whole. */
const READ = [
  ['/v1/kinds', 'kinds'],
  ['/v1/desk', 'desk'],
  ['/v1/chain', 'chain'],
  ['/v1/statistics', 'statistics'],
  ['/v1/inbox', 'inbox'],
  ['/v1/public/listings', 'publicListings'],
  ['/v1/registers/units?limit=500', 'units'],
  ['/v1/registers/posts?limit=500', 'posts'],
  ['/v1/registers/people?limit=500', 'people'],
  ['/v1/registers/enterprises?limit=500', 'enterprises'],
  ['/v1/registers/units/u-yingji', 'unit'],
  ['/v1/registers/jurisdictions?limit=500', 'jurisdictions'],
  ['/v1/registers/calendars', 'calendars'],
  ['/v1/registers/policies', 'policies'],
  ['/v1/registers/special-periods', 'specialPeriods'],
  ['/v1/registers/templates', 'templates'],
] as const;

const dataDir = mkdtempSync(join(tmpdir(), 'bihuan-examples-'));
let system: ApiSystem;

beforeAll(async () => {
  writeFileSync(join(dataDir, 'demo-accounts.json'), JSON.stringify(seededAccounts()));
  system = await apiSystem({ dataDir });
  await system.startWorker();
  const url = await system.app.listen({ host: '127.0.0.1', port: 0 });
  await loadDemoCounty({ url, dataDir, log: () => undefined });
}, 180_000);
afterAll(async () => {
  await system.close();
  rmSync(dataDir, { recursive: true });
});

describe('the examples of the description', () => {
  it('are each accepted once after a fresh first start, by the account and on the matter that they name', async () => {
    const { body } = await asked(system.app, { url: '/openapi.json' });
    const paths = body['paths'] as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    const refused: string[] = [];
    let tried = 0;
    for (const [path, item] of Object.entries(paths)) {
      const { operationId, requestBody, responses, 'x-demo': demo } = item['post'] ?? { operationId: '' };
      const example = requestBody?.content['application/json']?.example;
      if (example === undefined) continue;
      expect(demo, `${operationId} has an example, but nowhere to try it`).toBeDefined();
      const caller = await system.as(demo?.account ?? '');
      const answer = await caller.send(path.replace('{id}', demo?.matter ?? ''), example);
      tried += 1;
      // What a job does is accepted by 202 alone; of a command 202 would say that nobody has decided it.
      const accepted = responses !== undefined && !('200' in responses) && !('201' in responses) ? 202 : 201;
      if (answer.status > accepted)
        refused.push(`${operationId}: ${answer.status.toString()} ${JSON.stringify(answer.body)}`);
    }
    expect(refused).toEqual([]);
    expect(tried).toBeGreaterThan(30);
  }, 180_000);
});

describe('what is read of the demonstration county', () => {
  const perReader = ['anweiban-zr', 'qiye01-fzr', 'shenji'];

  it.each(perReader)(
    'is as the description says, to %s',
    async (username) => {
      const caller = await system.as(username);
      const deviations: string[] = [];
      const read = async (url: string, operationId: string): Promise<Answered> => {
        const answer = await caller.get(url);
        const deviates = answer.status === 200 ? deviationOf(operationId, answer) : null;
        if (deviates !== null) deviations.push(`${url}: ${deviates}`);
        return answer;
      };
      for (const { rules, face } of KINDS) {
        const { body } = await read(`/v1/${face.path}?limit=25`, `${rules.name}.list`);
        for (const { id } of (body['items'] ?? []) as readonly { readonly id: string }[]) {
          const one = `/v1/${face.path}/${id}`;
          await read(one, `${rules.name}.get`);
          await read(`${one}/events`, `${rules.name}.events`);
          await read(`${one}/commands`, `${rules.name}.commands`);
          await read(`${one}/documents`, `${rules.name}Documents`);
          await read(`${one}?asOf=${encodeURIComponent(new Date().toISOString())}`, `${rules.name}.get`);
        }
      }
      const { body: found } = await read('/v1/registers/enterprises?limit=5', 'enterprises');
      for (const { id } of (found['items'] ?? []) as readonly { readonly id: string }[])
        await read(`/v1/registers/enterprises/${id}`, 'enterprise');
      for (const [path, operationId] of READ) await read(path, operationId);
      expect(deviations).toEqual([]);
    },
    120_000,
  );
});

describe.each(KINDS.map((kind) => [kind.rules.name, kind] as const))('the bodies of %s', (_name, kind) => {
  const shown = Object.entries(kind.face.commands).filter(([, face]) => face.demo !== null);

  it.each(shown)('%s: its example passes its schema', (_type, { schema, example }) => {
    const matters = new Proxy({}, { get: () => ({ id: 'haz-0', number: 'YH-2026-000001' }) });
    expect(faultsOf(schema, filledIn(example, matters))).toEqual([]);
  });

  it.each(Object.entries(kind.face.commands))(
    '%s: a field that nobody knows is refused at any depth',
    (_type, { schema }) => {
      expect(openObjects(schema, '')).toEqual([]);
    },
  );
});

/** Places of a schema at which an object would take any field. Such a place must say so by a schema for those fields. */
function openObjects(schema: JsonSchema, place: string): readonly string[] {
  const { properties, items, additionalProperties, $defs } = schema as Readonly<Record<string, unknown>>;
  const own = properties !== undefined && additionalProperties === undefined ? [place === '' ? '/' : place] : [];
  const parts = { ...(properties as object), ...($defs as object), ...(items === undefined ? {} : { items }) };
  return [
    ...own,
    ...Object.entries(parts).flatMap(([key, part]) => openObjects(part as JsonSchema, `${place}/${key}`)),
  ];
}
