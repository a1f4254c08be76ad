import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { archiveRun } from '../../../activities/archive/archive-run.ts';
import { archiveHistories } from '../../../activities/archive/export-closed.ts';
import { archivedHistory } from '../../../db/archive/read.ts';
import { storeOf } from '../../../db/archive/store.ts';
import { sha256 } from '../../../db/chain.ts';
import { archiveSystem, closedInList, matterId, UNBOUNDED, type ArchiveSystem } from './archive-system.ts';

const folder = mkdtempSync(join(tmpdir(), 'bihuan-archive-'));
const systems: ArchiveSystem[] = [];

async function started(...args: Parameters<typeof archiveSystem>): Promise<ArchiveSystem> {
  const system = await archiveSystem(...args);
  systems.push(system);
  return system;
}

afterEach(async () => {
  await Promise.all(systems.splice(0).map((system) => system.close()));
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  ['the database', undefined],
  ['a folder', (db: Parameters<typeof storeOf>[0]) => storeOf(db, folder)],
] as const)('in %s', (where, archive) => {
  it('a run that was terminated and one that timed out are archived once, whole, by their hash', async () => {
    const system = await started('90 days', archive);
    const handle = await system.start('haz-terminated');
    await system.start('case-timed-out', { type: 'accountability', endsAfter: '1s' });
    await system.start('duty-x', { type: 'duty', endsAfter: '1s' });
    await system.start('haz-open');
    // More events than the server gives on one page.
    for (let n = 0; n < 300; n += 20)
      await Promise.all(Array.from({ length: 20 }, (_, i) => handle.signal('command', { n: n + i })));
    await handle.terminate('test');
    await closedInList(system, 3);

    const check = await archiveHistories(system, UNBOUNDED);
    expect(check).toMatchObject({ closed: 2, archived: 2, alarm: false, findings: [], oldestUnarchivedAt: null });
    const rows = await system.rows();
    expect(rows.map(({ matterId: id, kind, status, build }) => ({ id, kind, status, build }))).toEqual([
      { id: 'case-timed-out', kind: 'accountability', status: 'timedOut', build: null },
      { id: 'haz-terminated', kind: 'hazard', status: 'terminated', build: null },
    ]);
    const described = await handle.describe();
    expect(rows[1]).toMatchObject({ runId: described.runId, events: described.historyLength });
    expect(described.historyLength).toBeGreaterThan(300);
    expect(Date.parse(rows[1]?.closedAt ?? '')).toBe(described.closeTime?.getTime());
    expect(Date.parse(rows[1]?.startedAt ?? '')).toBe(described.startTime.getTime());

    const read = await archivedHistory(system, matterId('haz-terminated'));
    expect(read?.hash).toBe(`sha256:${sha256(read?.bytes ?? '')}`);
    expect(read?.bytes.length).toBe(rows[1]?.size);
    expect((read?.history as { events: unknown[] }).events).toHaveLength(described.historyLength);
    const [objects] = await system.db.sql<{ n: number }[]>`select count(*) as n from archive_objects`;
    expect(objects?.n).toBe(where === 'the database' ? 2 : 0);
    if (where === 'a folder')
      expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).includes('.'))).toHaveLength(2);

    system.daysAhead = 1;
    expect(await archiveHistories(system, UNBOUNDED)).toMatchObject({ closed: 2, archived: 2, findings: [] });
    const [first] = rows;
    if (first !== undefined) await archiveRun(system, { matterId: matterId(first.matterId), runId: first.runId }, true);
    expect(await system.rows()).toEqual(rows);
  });
});

describe('what cannot be exported', () => {
  it('does not stop the others, is tried again after them, and is told', async () => {
    const system = await started();
    const broken = await system.start('haz-1');
    await broken.terminate('test');
    await closedInList(system, 1);
    for (const id of ['haz-2', 'haz-3']) await (await system.start(id)).terminate('test');
    await closedInList(system, 3);
    const original = system.temporal.client.workflow.getHandle.bind(system.temporal.client.workflow);
    const away = vi.spyOn(system.temporal.client.workflow, 'getHandle').mockImplementation((id, runId, options) => {
      if (id === 'haz-1') throw new Error('the shard is away');
      return original(id, runId, options);
    });

    const first = await archiveHistories(system, { ...UNBOUNDED, exports: 1 });
    expect(first).toMatchObject({ closed: 3, archived: 0, alarm: false });
    expect(first.findings).toEqual([
      expect.objectContaining({ why: 'exportFailed', matterId: 'haz-1', detail: 'Error: the shard is away' }),
    ]);
    expect(system.told.soft).toHaveLength(1);
    const oldest = (await original('haz-1').describe()).closeTime;
    expect(Date.parse(first.oldestUnarchivedAt ?? '')).toBe(oldest?.getTime());
    const second = await archiveHistories(system, { ...UNBOUNDED, exports: 2 });
    expect(second).toMatchObject({ closed: 3, archived: 2, oldestUnarchivedAt: first.oldestUnarchivedAt });
    expect((await system.rows()).map(({ matterId: id }) => id)).toEqual(['haz-2', 'haz-3']);

    away.mockRestore();
    expect(await archiveHistories(system, UNBOUNDED)).toMatchObject({ closed: 3, archived: 3, findings: [] });
  });

  it('is left to the next time when the time is up, and when the worker stops', async () => {
    const system = await started();
    const ids = Array.from({ length: 9 }, (_, n) => `haz-${String(n)}`);
    for (const id of ids) await (await system.start(id)).terminate('test');
    await closedInList(system, ids.length);
    expect(await archiveHistories(system, { until: 0 })).toMatchObject({ closed: 9, archived: 0, findings: [] });
    const stopper = new AbortController();
    const put: typeof system.archive.put = async (...object) => {
      await system.archive.put(...object);
      stopper.abort(new Error('the worker stops'));
    };
    const stopped = { ...system, archive: { ...system.archive, put }, stopping: stopper.signal };
    await expect(archiveHistories(stopped, UNBOUNDED)).rejects.toThrow('the worker stops');
    // What was in hand is finished: four at once.
    expect(await system.rows()).toHaveLength(4);
    expect(await archiveHistories(system, UNBOUNDED)).toMatchObject({ archived: 9 });
    expect(await system.rows()).toHaveLength(9);
    await expect(archiveHistories(stopped, UNBOUNDED)).rejects.toThrow('the worker stops');
  });

  it('leaves no row without its bytes', async () => {
    const system = await started('90 days', () => ({
      put: () => Promise.reject(new Error('the disk is full')),
      get: () => Promise.resolve(null),
      missing: (hashes) => Promise.resolve([...hashes]),
    }));
    await (await system.start('haz-1')).terminate('test');
    await closedInList(system, 1);
    const { findings } = await archiveHistories(system, UNBOUNDED);
    expect(findings.map(({ detail }) => detail)).toEqual(['Error: the disk is full']);
    expect(await system.rows()).toEqual([]);
  });

  it('is not passed off as an end when its history has none', async () => {
    const system = await started();
    const first = await system.start('haz-1');
    await first.terminate('test');
    await closedInList(system, 1);
    const whole = await system.temporal.client.workflow.getHandle('haz-1').fetchHistory();
    const short = { ...whole, events: whole.events?.slice(0, -1) ?? [] };
    const original = system.temporal.client.workflow.getHandle.bind(system.temporal.client.workflow);
    vi.spyOn(system.temporal.client.workflow, 'getHandle').mockImplementation((...args) =>
      Object.assign(original(...args), { fetchHistory: () => Promise.resolve(short) }),
    );
    const { findings, archived } = await archiveHistories(system, UNBOUNDED);
    expect({ archived, whys: findings.map(({ detail }) => detail) }).toEqual({
      archived: 0,
      whys: ['Error: the history of a closed run does not end'],
    });
  });
});
