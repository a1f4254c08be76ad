import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveRun } from '../../activities/archive/archive-run.ts';
import { filledIn } from '../../api/openapi/demo.ts';
import { storeOf } from '../../db/archive/store.ts';
import { connect } from '../../db/client.ts';
import { runEntry } from '../../scripts/parts/entry.mjs';
import { until } from '../../scripts/parts/process.mjs';
import { instantOf } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { signIn, type Answered, type Caller } from './caller.ts';
import { install, type Installation } from './installation.ts';
import { filesIn, formsOf, piecesOf, tracesOf, type Source } from './traces.ts';
import { DEMO_PICTURE } from '../support/demo-picture.ts';

const NAME = '欧阳青禾';
const PHONE = '13877665544';
const SECRETS = [NAME, PHONE];
/** Said by the tipster: kept apart, and read only where the database keeps such texts. */
const SAID = '三号井绞车制动失灵仍在提人';
/** Said by an officer of what they found: it stands in the open, so a search that is not blind finds it. */
const FOUND = '石坝沟三号井绞车房';

const STRAIGHT = ['Verify', 'Grade', 'Assign', 'Accept', 'SubmitRectification', 'Recheck', 'DecideCloseout'];
const TIP = {
  about: 'hazard',
  source: 'web',
  description: `${SAID}，请尽快查处。`,
  place: '石坝沟煤矿',
  region: 'u-chengguan',
  subject: 'u-qiye01',
  identity: { name: NAME, phone: PHONE, note: `${NAME}的妹妹可代接电话` },
};

let system: Installation;
let tip: MatterId;
let hazard: MatterId;
let code: string;
const shown: Source[] = [];
const callers = new Map<string, Promise<Caller>>();

function as(username: string): Promise<Caller> {
  const caller = callers.get(username) ?? signIn(system, username);
  callers.set(username, caller);
  return caller;
}

async function give(body: string, key: string = randomUUID()): Promise<Answered> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  const answer = await fetch(`${system.url}/v1/tips`, { method: 'POST', headers, body });
  return { status: answer.status, body: (await answer.json()) as Answered['body'] };
}

async function act(
  kind: 'tip' | 'hazard',
  id: MatterId,
  command: string,
  account?: string,
  body?: object,
): Promise<void> {
  const { example, demo } = kindByName(kind).face.commands[command] ?? {};
  const caller = await as(account ?? demo?.account ?? '');
  const said = body ?? (filledIn(example, {}) as object);
  const key = randomUUID();
  const answer = await decided(() => caller.send(`/v1/${kind}s/${id}/commands/${command}`, said, key));
  expect(answer.status, `${command}: ${JSON.stringify(answer.body)}`).toBe(200);
}

async function handInPicture(username: string): Promise<void> {
  const signed = await fetch(`${system.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: system.passwordOf(username) }),
  });
  const { token } = (await signed.json()) as { token: string };
  const form = new FormData();
  form.append('file', new Blob([DEMO_PICTURE]), 'a.png');
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${system.url}/v1/evidence`, { method: 'POST', headers, body: form })).status).toBe(201);
}

/** On a busy machine a command may wait: the same request is answered again. */
async function decided(send: () => Promise<Answered>): Promise<Answered> {
  let last: Answered = { status: 202, body: {} };
  await until(async () => (last = await send()).status !== 202, 60_000, 250);
  return last;
}

async function soon(what: string, check: () => Promise<boolean>): Promise<void> {
  if (!(await until(check, 60_000, 100))) throw new Error(`${what} did not come`);
}

/** From a named tip to its reward, with the hazard that came of it put right in between. */
async function walk(): Promise<void> {
  const key = randomUUID();
  const given = await decided(() => give(JSON.stringify(TIP), key));
  expect(given.status, JSON.stringify(given.body)).toBe(201);
  tip = given.body['id'] as MatterId;
  code = given.body['code'] as string;
  for (const username of ['chengguan-jb', 'yingji-jb']) await handInPicture(username);
  await act('tip', tip, 'AcceptTip');
  const { example } = kindByName('tip').face.commands['VerifyTip'] ?? {};
  const verified = filledIn(example, {}) as { finding: object };
  await act('tip', tip, 'VerifyTip', 'yingji-jb', { ...verified, finding: { ...verified.finding, place: FOUND } });
  const opened = async () => {
    const [row] = await system.db.sql<{ id: MatterId }[]>`
      select id from matters where kind = 'hazard' and state::text like ${`%${FOUND}%`}`;
    if (row !== undefined) hazard = row.id;
    return row !== undefined;
  };
  await soon('a hazard', opened);
  for (const command of STRAIGHT) await act('hazard', hazard, command);
  const heard = async () =>
    (
      await system.db
        .sql`select 1 from ledger where matter_id = ${tip} and type = 'HazardHeard' and data ->> 'end' is not null`
    ).length;
  await soon('its end', async () => (await heard()) === 1);
  await act('tip', tip, 'RecordPenalty');
  await act('tip', tip, 'AnswerTip', 'yingji-jb', { text: '您反映的情况属实，已整改完毕。' });
  await act('tip', tip, 'ProposeReward');
  await act('tip', tip, 'DecideReward');
}

/** What goes wrong on the way says nothing of it either: not well formed, not valid, not storable. */
async function stumble(): Promise<void> {
  expect((await give(JSON.stringify(TIP).slice(0, -3))).status).toBe(400);
  expect((await give(JSON.stringify({ ...TIP, identity: { ...TIP.identity, age: PHONE } }))).status).toBe(400);
  const owner = connect(String(system.env['DATABASE_URL']), { max: 1, settings: { role: 'none' } });
  try {
    await owner.sql`alter table tip_identities add constraint none check (sealed is null) not valid`;
    expect((await give(JSON.stringify({ ...TIP, place: '别处' }))).status).toBe(500);
    // Its log goes through a file, which may be behind its answer.
    await soon('the log', () => Promise.resolve(system.logOf('api').includes('request failed')));
  } finally {
    await owner.sql`alter table tip_identities drop constraint if exists none`;
    await owner.end();
  }
}

/** What people read, each as the account that sees most of it. */
async function read(): Promise<void> {
  const paths = [
    'tips',
    `tips/${tip}`,
    `tips/${tip}/events`,
    `tips/${tip}/history`,
    `hazards/${hazard}`,
    `hazards/${hazard}/events`,
  ];
  for (const path of [...paths, 'inbox', 'statistics', `public/tips/${code}`]) {
    const answer = await (await as('anweiban')).get(`/v1/${path}`);
    expect(answer.status, path).toBe(200);
    shown.push({ place: `GET ${path}`, bytes: Buffer.from(JSON.stringify(answer.body)) });
  }
  const trail = await (await as('shenji')).get('/v1/trail?limit=500');
  shown.push({ place: 'GET trail', bytes: Buffer.from(JSON.stringify(trail.body)) });
}

/** Both runs as they stand, into the archive's own store. */
async function archived(): Promise<void> {
  const { db, temporal } = system;
  const log = pino({ level: 'silent' });
  const now = () => instantOf(Date.now());
  const work = { db, temporal, archive: storeOf(db, null), log, now, stopping: new AbortController().signal };
  for (const matterId of [tip, hazard]) {
    const { runId } = await temporal.client.workflow.getHandle(matterId).describe();
    await archiveRun(work, { matterId, runId }, false);
  }
}

/** An evidence bundle of either matter, the archive of the hazard's run, a seal and a backup: all that leaves by itself. */
async function leave(): Promise<void> {
  const auditor = await as('shenji');
  for (const [kind, id] of [
    ['tips', tip],
    ['hazards', hazard],
  ] as const) {
    const ordered = await auditor.send(`/v1/${kind}/${id}/exports`, {});
    expect(ordered.status).toBe(202);
  }
  const { schedule } = system.temporal.client;
  await schedule.getHandle('seal-heads').trigger();
  await archived();
  const left = async () => {
    const [row] = await system.db.sql<{ exports: number; seals: number }[]>`
      select (select count(*)::int from exported_matters where content is not null) as exports,
        (select count(*)::int from seals) as seals`;
    return row;
  };
  await soon('two bundles', async () => (await left())?.exports === 2);
  await soon('a seal', async () => ((await left())?.seals ?? 0) > 0);
  const out = join(system.home, 'backup.zip');
  expect(
    await runEntry('db/backup/main.ts', ['backup', '--out', out], {
      env: system.env,
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  ).toBe(0);
}

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  system = await install({ logLevel: 'trace' });
  await walk();
  await stumble();
  await read();
  await leave();
}, 480_000);
afterAll(() => system.close(), 60_000);

/** Every row of every table as text, and what lies packed in a column. */
async function tables(): Promise<readonly Source[]> {
  const { sql } = system.db;
  const names = await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
  const found: Source[] = [];
  for (const { name } of names) {
    const rows = await sql<{ text: string }[]>`select t::text as text from ${sql(name)} t`;
    found.push({ place: `table ${name}`, bytes: Buffer.from(rows.map(({ text }) => text).join('\n')) });
  }
  for (const name of ['archive_objects', 'exported_matters'])
    for (const { content } of await sql<{ content: Buffer | null }[]>`select content from ${sql(name)}`)
      if (content !== null) found.push({ place: `table ${name}, content`, bytes: content });
  return found;
}

/** Every run of the namespace: its history decoded, its search attributes and its memo. */
async function runs(): Promise<readonly Source[]> {
  const { client } = system.temporal;
  const found: Source[] = [];
  for await (const { workflowId, runId, raw } of client.workflow.list()) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    found.push({ place: `history of ${workflowId}`, bytes: piecesOf(history) });
    found.push({ place: `attributes of ${workflowId}`, bytes: piecesOf(raw) });
  }
  return found;
}

const placesOf = (traces: Awaited<ReturnType<typeof tracesOf>>): string[] => [
  ...new Set(traces.map(({ place }) => place)),
];

describe('who gave a tip', () => {
  it('is looked for in every form in which text is written down', async () => {
    for (const shift of [0, 1, 2, 3])
      for (const encoding of ['utf8', 'utf16le', 'hex', 'base64', 'base64url'] as const) {
        const text = `${'x'.repeat(shift)}${NAME}。`;
        const isText = encoding === 'utf8' || encoding === 'utf16le';
        const bytes = isText ? Buffer.from(text, encoding) : Buffer.from(Buffer.from(text).toString(encoding));
        expect(await tracesOf([NAME], [{ place: encoding, bytes }]), `${encoding} ${shift.toString()}`).not.toEqual([]);
      }
    expect(Object.keys(formsOf(NAME))).toHaveLength(14);
  });

  it('stands in no table, decoded or not, though what is said in the open does', async () => {
    const sources = await tables();
    expect(await tracesOf(SECRETS, sources)).toEqual([]);
    const places = placesOf(await tracesOf([FOUND], sources));
    expect(places).toEqual(expect.arrayContaining(['table ledger', 'table commands', 'table matters']));
    for (const packed of ['table archive_objects, content (gunzip)', 'table exported_matters, content > '])
      expect(
        places.some((place) => place.startsWith(packed)),
        packed,
      ).toBe(true);
    expect(placesOf(await tracesOf([SAID], sources))).toEqual(['table sealed']);
    const [kept] = await system.db.sql<{ count: number }[]>`select count(*)::int as count from tip_identities`;
    expect(kept?.count).toBe(1);
  });

  it('stands in no history, search attribute or memo; nor does what the tipster said', async () => {
    const sources = await runs();
    expect(await tracesOf([...SECRETS, SAID], sources)).toEqual([]);
    expect(placesOf(await tracesOf([FOUND], sources))).toEqual(
      expect.arrayContaining([`history of ${tip}`, `history of ${hazard}`]),
    );
  });

  it("stands in no file: Temporal's and PostgreSQL's own, logs, seals, backup", async () => {
    const sources = filesIn(system.home);
    expect(await tracesOf(SECRETS, sources)).toEqual([]);
    const places = placesOf(await tracesOf([FOUND], sources));
    expect(places.some((place) => place.startsWith('/temporal.db'))).toBe(true);
    expect(places.some((place) => place.startsWith('/postgres/'))).toBe(true);
    expect(places.some((place) => place.startsWith('/backup.zip'))).toBe(true);
    expect(placesOf(await tracesOf([tip], sources))).toEqual(expect.arrayContaining(['/api.log']));
    expect(
      placesOf(await tracesOf([SAID], sources)).filter((place) => place.includes('temporal') || place.endsWith('.log')),
    ).toEqual([]);
    expect(sources.some(({ place }) => place.startsWith('/seals/'))).toBe(true);
  });

  it('stands in nothing that people read, nor does the code in any log', async () => {
    expect(await tracesOf(SECRETS, shown)).toEqual([]);
    expect(placesOf(await tracesOf([FOUND], shown))).toContain(`GET hazards/${hazard}`);
    const logs = filesIn(system.home).filter(({ place }) => place.endsWith('.log'));
    expect(logs.length).toBeGreaterThan(2);
    expect(await tracesOf([code], logs)).toEqual([]);
  });
});
