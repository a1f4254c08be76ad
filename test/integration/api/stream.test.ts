import { get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverNotice } from '../../../db/inbox.ts';
import type { Actor, Role } from '../../../workflows/kernel/command.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId, PersonId, PostId, UnitId } from '../../../workflows/kernel/terms.ts';
import { BODY } from '../../support/hazard-bodies.ts';
import { REPORT } from '../../support/hazard-story.ts';
import { keepLife } from '../../support/keep-life.ts';
import { recordedLife } from '../../support/recorded-life.ts';
import { enrolled, tokenOf } from '../access/people.ts';
import { listening } from '../edge/raw.ts';
import { apiSystem, asked, type ApiSystem } from './system.ts';

let system: ApiSystem;
let port: number;
const streams: Stream[] = [];

beforeAll(async () => {
  // Reading asks the database alone.
  system = await apiSystem({ temporalAddress: '127.0.0.1:1' });
  port = await listening(system.app);
});
afterAll(() => system.close());

/** What is heard on a stream. */
interface Stream {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly told: readonly { readonly path: string; readonly version?: number }[];
  readonly ended: Promise<void>;
  close(): void;
}

function listen(token: string): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const request = get({ port, path: '/v1/stream', headers: { authorization: `Bearer ${token}` }, agent: false });
    request.on('error', reject);
    request.on('response', (answer) => {
      const told: Stream['told'][number][] = [];
      let rest = '';
      answer.on('data', (bytes: Buffer) => {
        const lines = (rest + bytes.toString()).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines)
          if (line.startsWith('data: ')) told.push(JSON.parse(line.slice(6)) as Stream['told'][number]);
      });
      answer.on('error', () => undefined);
      const ended = new Promise<void>((end) => {
        answer.on('close', end);
      });
      const stream = {
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        told,
        ended,
        close: () => request.destroy(),
      };
      streams.push(stream);
      resolve(stream);
    });
  });
}

async function tokenFor(role: Role, unit: string, n = 1): Promise<{ readonly token: string; readonly actor: Actor }> {
  const id = `st-${role}-${unit}-${n.toString()}`;
  const actor: Actor = { person: id as PersonId, post: id as PostId, unit: unit as UnitId, rank: 2, role };
  await enrolled(system.app, system.db, actor);
  return { token: await tokenOf(system.db, `of-${id}-${id}`), actor };
}

/** Waits until it is so; it is not for more than three seconds. */
async function until(holds: () => boolean): Promise<void> {
  for (let again = 0; again < 60 && !holds(); again += 1) await pause(50);
  expect(holds()).toBe(true);
}

/** Reports and verifies a hazard. */
async function story(nth: number): Promise<MatterId> {
  const life = recordedLife({ nth });
  life.say('yj-jb', 'Report', REPORT, '2026-03-02 09:00');
  life.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
  await keepLife(system.db, life);
  return life.batch().matterId;
}

async function versionOf(id: MatterId): Promise<number> {
  const [row] = await system.db.sql<{ version: number }[]>`select version from matters where id = ${id}`;
  return row?.version ?? 0;
}

describe('a stream', () => {
  it('tells a new version to whoever sees the matter, once, and nobody else', async () => {
    const [office, department, other, guard] = await Promise.all([
      tokenFor('office', 'awb'),
      tokenFor('department', 'yj'),
      tokenFor('department', 'elsewhere'),
      tokenFor('security', 'awb'),
    ]);
    const heard = await Promise.all([office, department, other, guard].map(({ token }) => listen(token)));
    const [first, second, third, fourth] = heard;
    expect(first?.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(first?.headers['cache-control']).toContain('no-store');
    const id = await story(1);
    const told = [{ path: `/v1/hazards/${id}`, version: await versionOf(id) }];
    await until(() => first?.told.length === 1 && second?.told.length === 1);
    await pause(400);
    expect(heard.map((one) => one.told)).toEqual([told, told, [], []]);
    expect([third?.status, fourth?.status]).toEqual([200, 200]);
    for (const one of heard) one.close();
  });

  it('tells a post of its notices, but not of those about what it must not know of', async () => {
    const id = await story(2);
    const [mine, hidden] = await Promise.all([tokenFor('department', 'yj', 2), tokenFor('department', 'elsewhere', 2)]);
    const [one, two] = await Promise.all([listen(mine.token), listen(hidden.token)]);
    const at = instantOf(Date.now());
    const about = { matterId: id, kind: 'hazard', key: 'st', notice: 'x', title: 'x', body: 'x', data: {}, at };
    await deliverNotice(system.db, { ...about, posts: [mine.actor.post, hidden.actor.post] });
    await until(() => one.told.length === 1);
    expect([one.told, two.told]).toEqual([[{ path: '/v1/inbox' }], []]);
    await deliverNotice(system.db, { ...about, posts: [hidden.actor.post], matterId: null, key: 'none' });
    await until(() => two.told.length === 1);
    for (const each of [one, two]) each.close();
  });

  it('says that everything may have changed where much has', async () => {
    const { token } = await tokenFor('department', 'elsewhere', 3);
    const stream = await listen(token);
    await system.db.sql`
      insert into matters select (jsonb_populate_record(m, jsonb_build_object('id', 'haz-many-' || n, 'number', 'M-' || n))).*
      from matters m, generate_series(1, 60) n where m.number = 'YH-2026-000001'`;
    await until(() => stream.told.length === 1);
    expect(stream.told).toEqual([{ path: '/v1/' }]);
    stream.close();
  });

  it('ends within a second of its session, and with the tenure of its person', async () => {
    const [left, gone] = await Promise.all([tokenFor('department', 'yj', 4), tokenFor('department', 'yj', 5)]);
    const [one, two] = await Promise.all([listen(left.token), listen(gone.token)]);
    const headers = { authorization: `Bearer ${left.token}` };
    expect((await asked(system.app, { method: 'DELETE', url: '/v1/sessions', headers })).status).toBe(204);
    await system.db.sql`update tenures set valid_to = '2020-12-31' where post = ${gone.actor.post}`;
    const began = performance.now();
    await Promise.all([one.ended, two.ended]);
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  it('does not keep its session from lying idle, and hears as the post that the session has become', async () => {
    const { token, actor } = await tokenFor('department', 'elsewhere', 6);
    const stream = await listen(token);
    await system.db.sql`
      insert into tenures (post, person, valid_from) values ('st-department-yj-1', ${actor.person}, '2020-01-01')`;
    await system.db.sql`
      update sessions set post = 'st-department-yj-1' where username = ${`of-${actor.person}-${actor.post}`}`;
    await pause(1_500);
    const id = await story(3);
    await until(() => stream.told.length === 1);
    expect(stream.told).toMatchObject([{ path: `/v1/hazards/${id}` }]);
    await system.db.sql`
      update sessions set last_seen_at = now() - interval '31 minutes'
      where username = ${`of-${actor.person}-${actor.post}`}`;
    await stream.ended;
  });

  it('is one of five of a person; whoever closes one may open another', async () => {
    const { token } = await tokenFor('department', 'yj', 7);
    const open = await Promise.all([1, 2, 3, 4, 5].map(() => listen(token)));
    expect(open.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const sixth = await listen(token);
    expect([sixth.status, sixth.headers['retry-after']]).toEqual([429, '10']);
    open[0]?.close();
    await pause(100);
    expect((await listen(token)).status).toBe(200);
  });

  it('lives longer than any answer may take, and lets the app close at once', async () => {
    const other = await apiSystem({ temporalAddress: '127.0.0.1:1' });
    const actor: Actor = {
      person: 'l' as PersonId,
      post: 'l' as PostId,
      unit: 'yj' as UnitId,
      rank: 1,
      role: 'department',
    };
    await enrolled(other.app, other.db, actor);
    port = await listening(other.app);
    const stream = await listen(await tokenOf(other.db, 'of-l-l'));
    let hasEnded = false;
    void stream.ended.then(() => (hasEnded = true));
    await pause(5_500);
    expect(hasEnded).toBe(false);
    const began = performance.now();
    await other.close();
    await stream.ended;
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
