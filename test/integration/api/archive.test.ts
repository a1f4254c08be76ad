import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pino } from 'pino';
import { archiveHistories } from '../../../activities/archive/export-closed.ts';
import { reconcileArchive } from '../../../activities/archive/reconcile.ts';
import type { ArchiveWork } from '../../../activities/archive/work.ts';
import { writeArchiveCheck } from '../../../db/archive/checks.ts';
import { isHistoryArchived } from '../../../db/archive/matters.ts';
import { historiesOf, writeHistory } from '../../../db/archive/rows.ts';
import { connect, type Db } from '../../../db/client.ts';
import { instantOf, plusMs } from '../../../workflows/kernel/instant.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { forget, forgotten } from '../archive/archive-system.ts';
import { handInPicture, hazardAfter } from './hazard-bodies.ts';
import { apiSystem, asked, textOf, type ApiSystem, type Caller } from './system.ts';

let system: ApiSystem;
let owner: Db;
let work: ArchiveWork;
let regulator: Caller;
let office: Caller;
/** A hazard that lives, and one that was merged into it, whose run has ended. */
let living: string;
let ended: string;
let endedId: MatterId;

beforeAll(async () => {
  system = await apiSystem();
  const { options } = system.db.sql;
  const password = typeof options.pass === 'string' ? options.pass : '';
  const at = `${options.host[0] ?? ''}:${String(options.port[0])}/${options.database}`;
  owner = connect(`postgres://${options.user}:${password}@${at}`, { max: 1, settings: { role: 'none' } });
  await system.startWorker();
  await handInPicture(system);
  regulator = await system.as('yingji-jb');
  office = await system.as('anweiban');
  const log = pino({ level: 'silent' });
  work = { ...system, log, now: () => instantOf(Date.now()), stopping: new AbortController().signal };
  living = await hazardAfter(system, ['Verify']);
  ended = await hazardAfter(system, ['Verify']);
  const { body } = await regulator.get(living);
  const merge = { master: body['id'], masterNumber: body['number'], reason: '与前一事项为同一隐患。' };
  expect((await regulator.send(`${ended}/commands/Merge`, merge)).status).toBe(200);
  endedId = textOf(await regulator.get(ended), 'id') as MatterId;
});
afterAll(async () => {
  await owner.end();
  await system.close();
});

const health = () => asked(system.app, { method: 'GET', url: '/health/archive' });
const metrics = async () => (await asked(system.app, { method: 'GET', url: '/metrics' })).raw.toString();

/** Archives until Temporal's list shows the run that ended. */
async function archived(): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await archiveHistories(work)).toMatchObject({ closed: 1, archived: 1 });
    },
    { timeout: 30_000, interval: 200 },
  );
}

describe('the archive, as people and machines are told of it', () => {
  it('is an alarm before anyone has looked', async () => {
    expect(await health()).toMatchObject({ status: 503, body: { alarm: true, checkedAt: null } });
    expect(await metrics()).toMatch(/bihuan_archive_unarchived NaN/i);
  });

  it('counts an ended matter as archived only when its history is; of one that runs it says nothing', async () => {
    expect((await regulator.get(ended)).body).toMatchObject({ status: 'merged', historyArchived: false });
    expect((await regulator.get(living)).body).toMatchObject({ historyArchived: null });
    await archived();
    expect((await regulator.get(ended)).body).toMatchObject({ historyArchived: true });
    expect((await regulator.get(living)).body).toMatchObject({ historyArchived: null });
    const [row] = await historiesOf(system.db, endedId);
    expect(row).toMatchObject({ kind: 'hazard', status: 'completed', build: expect.stringMatching(/./) as string });
  });

  it('is shown to whom it concerns, and to machines without signing in', async () => {
    const { body } = await office.get('/v1/archive');
    expect(body).toMatchObject({
      closed: 1,
      archived: 1,
      unarchived: 0,
      oldestUnarchivedAt: null,
      retentionDays: 1,
      alarm: false,
      findings: [],
      reconciledAt: null,
    });
    expect(body['checkedAt']).toEqual(expect.any(String));
    for (const name of ['shenji', 'xianzhang'])
      expect({ name, status: (await (await system.as(name)).get('/v1/archive')).status }).toEqual({
        name,
        status: 200,
      });
    expect(await regulator.get('/v1/archive')).toMatchObject({ status: 403, body: { code: 'Forbidden' } });
    expect(await office.get('/v1/archive?x=1')).toMatchObject({ status: 400 });
    expect(await health()).toMatchObject({ status: 200, body: { alarm: false, unarchived: 0 } });
    const text = await metrics();
    expect(text).toContain('bihuan_archive_unarchived 0');
    expect(text).toContain('bihuan_archive_alarm 0');
    expect(text).toContain('bihuan_archive_oldest_unarchived_seconds 0');
    expect(text).toMatch(/bihuan_archive_age_seconds \d+/);
  });

  it('gives the history that Temporal has forgotten, and says so', { timeout: 90_000 }, async () => {
    const before = (await regulator.get(`${ended}/history`)).body;
    expect(before).toMatchObject({ workflowId: endedId, source: 'temporal' });
    await forgotten(system, system.temporal.client.workflow.getHandle(endedId));
    expect((await regulator.get(`${ended}/history`)).body).toEqual({ ...before, source: 'archive' });
    expect(await reconcileArchive(work)).toMatchObject({ alarm: false, findings: [] });
    await forget({ owner }, 'archive_objects', 'true');
    expect(await regulator.get(`${ended}/history`)).toMatchObject({ status: 404, body: { code: 'NotFound' } });
  });

  it('alarms for a matter whose history is nowhere, until that was looked at again', async () => {
    const rows = await historiesOf(system.db, endedId);
    await forget({ owner }, 'histories', 'true');
    expect((await regulator.get(`${ended}/history`)).status).toBe(404);
    const lost = { why: 'historyLost', matterId: endedId, number: textOf(await regulator.get(ended), 'number') };
    const check = await reconcileArchive(work);
    expect(check).toMatchObject({ alarm: true, findings: [lost] });
    // A light check does not look for losses, and does not take the alarm back.
    expect(await archiveHistories(work)).toMatchObject({ findings: [] });
    expect((await office.get('/v1/archive')).body).toMatchObject({ alarm: true, findings: [lost] });
    expect(await health()).toMatchObject({ status: 503, body: { alarm: true } });
    expect(await metrics()).toContain('bihuan_archive_alarm 1');
    for (const row of rows) await writeHistory(system.db, row);
    await writeArchiveCheck(system.db, { ...check, alarm: false, findings: [] });
    expect(await health()).toMatchObject({ status: 200 });
  });
});

describe('an ended matter', () => {
  it('is not safe by the end of a run that was reset before its last event', async () => {
    const [row] = await historiesOf(system.db, endedId);
    if (row?.closedAt == null) throw new Error('it was archived');
    const safeWith = async (end: Partial<typeof row>) => {
      await forget({ owner }, 'histories', 'true');
      await writeHistory(system.db, { ...row, ...end });
      return await isHistoryArchived(system.db, endedId);
    };
    expect(await safeWith({})).toBe(true);
    expect(await safeWith({ status: 'terminated' })).toBe(true);
    expect(await safeWith({ status: 'terminated', closedAt: plusMs(row.closedAt, -60_000) })).toBe(false);
    expect(await safeWith({ status: 'running', closedAt: null })).toBe(false);
    await forget({ owner }, 'histories', 'true');
    await writeHistory(system.db, row);
  });

  it('that was closed when it was imported never had a run, and lacks none', async () => {
    const imported = 'haz-imported' as MatterId;
    const insert = (seq: number, data: object) => owner.sql`
      insert into ledger (matter_id, seq, kind, type, event_version, at, heard_at, command_id, actor, data, prev_hash, hash)
      values (${imported}, ${seq}, 'hazard', 'HazardImported', 1, now(), now(), 'c', '{}', ${owner.sql.json(data as never)}, '', '')`;
    await insert(1, { closed: { at: '2026-01-01' }, from: { fileHash: 'sha256:0' } });
    const findings = async () =>
      (await reconcileArchive(work)).findings.map(({ why, matterId }) => ({ why, matterId }));
    const lacking = { why: 'objectMissing', matterId: endedId };
    expect(await findings()).toEqual([lacking]);
    await owner.sql`insert into matters select (jsonb_populate_record(m, ${owner.sql.json({ id: imported, number: 'YH-X' })})).*
      from matters m where id = ${endedId}`;
    expect(await isHistoryArchived(system.db, imported)).toBeNull();
    await insert(2, {});
    expect(await isHistoryArchived(system.db, imported)).toBe(false);
    expect(await findings()).toEqual([{ why: 'historyLost', matterId: imported }, lacking]);
  });
});
