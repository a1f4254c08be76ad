import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS } from '../../../api/access/table.ts';
import { seededAccounts } from '../../support/system.ts';
import { tokenOf } from '../access/people.ts';
import { deviation, OPERATIONS, type Described } from './fuzz/described.ts';
import { Pool } from './fuzz/pool.ts';
import { payloadOf, requestsTo, urlOf, type Request } from './fuzz/request.ts';
import { echoed } from './fuzz/secrets.ts';
import { apiSystem, asked, type Answered, type ApiSystem } from './system.ts';

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 14);
/** So often a request is sent again whose answer did not come in time: who never answers at all is found. */
const PATIENCE = 4;
/** A token of nobody. */
const STRANGER = 'no-such-token';
/** Of each kind of role one, somebody who is not signed in, and somebody whose token is nobody's. */
const PEOPLE = [
  null, STRANGER, 'qiye01-fzr', 'yingji-jb', 'chengguan-jb', 'anweiban-zr', 'admin', 'anquan-gly', 'shenji', 'xianzhang', 'gongzhong', 'zhuanjia01',
] as const; // prettier-ignore

/** Whose name stands in the example of a named tip. */
const NAMED = '王某某';

let system: ApiSystem;
const pool = new Pool();
const secrets: string[] = [];

beforeAll(async () => {
  system = await apiSystem({ limits: { requestsPerMinute: 1_000_000, trailPerMinute: 1_000_000 } });
  await system.startWorker();
  secrets.push(...seededAccounts().map(({ password }) => password), NAMED);
});
afterAll(() => system.close());

/** Each request by a session of its own, since some end the one that they are made with, and from an address of its own. */
async function sent({ method }: Described, request: Request, who: string | null, n: number): Promise<Answered> {
  const token = who === null || who === STRANGER ? who : await tokenOf(system.db, who);
  if (token !== null) secrets.push(token);
  const payload = payloadOf(request, pool);
  const type = request.body?.type ?? null;
  return await asked(system.app, {
    method,
    url: urlOf(request, pool),
    remoteAddress: `10.${(n >> 16).toString()}.${((n >> 8) & 255).toString()}.${(n & 255).toString()}`,
    headers: {
      ...request.headers,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(type === null ? {} : { 'content-type': type }),
    },
    ...(payload === undefined ? {} : { payload }),
  });
}

/** Whether the time for an answer ran out, which a busy machine may do; it says when to come again. */
function isLate({ status, body, headers }: Answered): boolean {
  return status === 503 && body['code'] === 'Overloaded' && headers['retry-after'] !== undefined;
}

/** Health is told by 503 where something is not well. */
function mayBe503({ path }: Described): boolean {
  return path.startsWith('/health/');
}

/** Only whoever opens an identity together with another is told it. */
function isOpening({ operationId }: Described): boolean {
  return operationId === 'openIdentity';
}

async function answered(operation: Described, request: Request, who: string | null, n: number): Promise<Answered> {
  for (let again = 1; ; again += 1) {
    const answer = await sent(operation, request, who, n);
    if (!isLate(answer) || again === PATIENCE) return answer;
  }
}

describe('the description', () => {
  it('describes every route that is served, but its own pages', () => {
    const described = OPERATIONS.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, ':')}`);
    const undescribed = ACCESS.map(({ route }) => route.replaceAll(/:\w+/g, ':'))
      .filter((route) => !/ \/(docs|console|openapi\.json|$)/.test(route))
      .filter((route) => {
        const stem = route.replace(/(:|\*)$/, '');
        return !described.some((one) => one === route || (route !== stem && one.startsWith(stem)));
      });
    // What only other loops open has no operation.
    expect(undescribed).toEqual(['POST /v1/accountability-cases']);
  });
});

describe('what answers are held against', () => {
  const kinds = OPERATIONS.find(({ operationId }) => operationId === 'statistics');
  const judged = (status: number, type: string, body: object): string | null => {
    if (kinds === undefined) throw new Error('statistics are not described');
    const raw = Buffer.from(JSON.stringify(body));
    return deviation(kinds, { status, headers: { 'content-type': type }, raw, body: body as Answered['body'] });
  };

  it('tells a status, a type and a body that are not described', () => {
    expect(judged(418, 'application/json', {})).toContain('418');
    expect(judged(500, 'application/problem+json', {})).toContain('500');
    expect(judged(200, 'text/html', {})).toContain('text/html');
    expect(judged(200, 'application/json; charset=utf-8', { found: -1 })).toContain('body of 200');
    expect(judged(403, 'application/problem+json', { status: 403 })).toContain('body of 403');
  });

  it('tells a secret in the body and in the headers', () => {
    const answer = {
      status: 200,
      body: {},
      raw: Buffer.from('{"a":"Zx9-kanari7"}'),
      headers: { location: '/x?t=s3cret' },
    };
    expect(echoed(answer, ['s3cret', 'other'])).toEqual(['Zx9-kanari', 's3cret']);
  });
});

describe(`whatever anybody asks (seed ${SEED.toString()}, FUZZ_SEED)`, { timeout: 240_000 }, () => {
  it.each(OPERATIONS.map((one) => [`${one.method} ${one.path}`, one] as const))(
    '%s answers as described',
    async (_, it) => {
      const ask = fc.tuple(requestsTo(it), fc.constantFrom(...PEOPLE), fc.nat(2 ** 24 - 1));
      const property = fc.asyncProperty(ask, async ([request, who, n]) => {
        const answer = await answered(it, request, who, n);
        const said = `${answer.status.toString()} ${answer.raw.toString('utf8').slice(0, 600)}`;
        if (!mayBe503(it)) expect(answer.status, said).toBeLessThan(500);
        expect(deviation(it, answer), said).toBeNull();
        if (!isOpening(it)) expect(echoed(answer, secrets), said).toEqual([]);
        pool.learn(it, answer);
      });
      await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    },
  );
});
