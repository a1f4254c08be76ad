import { afterEach, describe, expect, it } from 'vitest';
import { archiveHistories } from '../../../activities/archive/export-closed.ts';
import { reconcileArchive } from '../../../activities/archive/reconcile.ts';
import { lastArchiveChecks, writeArchiveCheck } from '../../../db/archive/checks.ts';
import { archivedHistory } from '../../../db/archive/read.ts';
import { plusMs } from '../../../workflows/kernel/instant.ts';
import {
  archiveSystem,
  closedInList,
  forget,
  matterId,
  UNBOUNDED,
  type ArchiveSystem,
  forgotten,
} from './archive-system.ts';

const systems: ArchiveSystem[] = [];

async function started(): Promise<ArchiveSystem> {
  const system = await archiveSystem();
  systems.push(system);
  return system;
}

afterEach(async () => {
  await Promise.all(systems.splice(0).map((system) => system.close()));
});

describe('the daily reconciliation', () => {
  it('archives again what was taken out of the index or out of the store, while Temporal has it', async () => {
    const system = await started();
    for (const id of ['haz-1', 'haz-2']) await (await system.start(id)).terminate('test');
    await closedInList(system, 2);
    await archiveHistories(system, UNBOUNDED);
    const rows = await system.rows();
    await forget(system, 'histories', "matter_id = 'haz-1'");
    await forget(system, 'archive_objects', `hash = '${rows[1]?.hash ?? ''}'`);
    expect(await archivedHistory(system, matterId('haz-1'))).toBeNull();
    expect(await archivedHistory(system, matterId('haz-2'))).toMatchObject({ history: null, bytes: Buffer.alloc(0) });

    const check = await reconcileArchive(system, UNBOUNDED);
    expect(check).toMatchObject({ scope: 'full', closed: 2, archived: 2, alarm: false, findings: [] });
    const again = await system.rows();
    const bare = ({ archivedAt: _, ...row }: (typeof rows)[number]) => row;
    expect(again.map(bare)).toEqual(rows.map(bare));
    for (const id of ['haz-1', 'haz-2'])
      expect((await archivedHistory(system, matterId(id)))?.history).toMatchObject({
        events: expect.any(Array) as unknown,
      });
  });

  it(
    'says which histories have lost their bytes when Temporal does not have them any more',
    { timeout: 90_000 },
    async () => {
      const system = await started();
      const handle = await system.start('haz-1');
      await handle.terminate('test');
      await closedInList(system, 1);
      await archiveHistories(system, UNBOUNDED);
      await forgotten(system, handle);
      expect(await reconcileArchive(system, UNBOUNDED)).toMatchObject({ alarm: false, findings: [] });
      await forget(system, 'archive_objects', 'true');
      const { findings, alarm } = await reconcileArchive(system, UNBOUNDED);
      expect(alarm).toBe(true);
      expect(findings).toMatchObject([{ why: 'objectMissing', matterId: 'haz-1', runId: handle.firstExecutionRunId }]);
      expect(system.told.loud).toHaveLength(1);
    },
  );

  it('finds what a light check, which begins where the one before ended, does not look at', async () => {
    const system = await started();
    await (await system.start('haz-1')).terminate('test');
    await closedInList(system, 1);
    const check = await archiveHistories({ ...system, archive: { ...system.archive, put: refuse } }, UNBOUNDED);
    expect(check.oldestUnarchivedAt).toBe(check.seenTo);
    const ahead = plusMs(check.seenTo ?? check.checkedAt, 2 * 3_600_000);
    await writeArchiveCheck(system.db, { ...check, oldestUnarchivedAt: null, seenTo: ahead });
    expect(await archiveHistories(system, UNBOUNDED)).toMatchObject({ seenTo: ahead });
    expect(await system.rows()).toEqual([]);
    await reconcileArchive(system, UNBOUNDED);
    expect(await system.rows()).toHaveLength(1);
    expect(await lastArchiveChecks(system.db)).toMatchObject({ last: { scope: 'full' }, full: { archived: 1 } });
  });

  it('looks as far back as the oldest run that is not archived, and an hour more', async () => {
    const system = await started();
    await (await system.start('haz-1')).terminate('test');
    await closedInList(system, 1);
    const check = await archiveHistories({ ...system, archive: { ...system.archive, put: refuse } }, UNBOUNDED);
    const closedAt = check.seenTo ?? check.checkedAt;
    const ahead = { ...check, seenTo: plusMs(closedAt, 2 * 3_600_000) };
    await writeArchiveCheck(system.db, { ...ahead, oldestUnarchivedAt: plusMs(closedAt, 3_000_000) });
    expect(await archiveHistories(system, UNBOUNDED)).toMatchObject({ archived: 1 });
    expect(await system.rows()).toHaveLength(1);
  });
});

describe('open runs', () => {
  it('are taken once a month, whole as they are then, and bounded in number', async () => {
    const system = await started();
    const busy = await system.start('haz-busy');
    await system.start('haz-idle');
    expect(await reconcileArchive(system, UNBOUNDED)).toMatchObject({ closed: 0, findings: [] });
    expect(await system.rows()).toEqual([]);
    const events = async () => (await system.rows()).map((row) => [row.matterId, row.status, row.events]);

    system.daysAhead = 31;
    await reconcileArchive(system, { ...UNBOUNDED, exports: 1 });
    expect(await events()).toHaveLength(1);
    await reconcileArchive(system, UNBOUNDED);
    const [taken] = (await events()).filter(([id]) => id === 'haz-busy');
    expect(await events()).toEqual([
      ['haz-busy', 'running', taken?.[2]],
      ['haz-idle', 'running', taken?.[2]],
    ]);
    await busy.signal('command', {});
    system.daysAhead = 60;
    await reconcileArchive(system, UNBOUNDED);
    expect(await events()).toHaveLength(2);

    // Idle ones are only looked at: they do not take the place of one that has moved.
    system.daysAhead = 62;
    await reconcileArchive(system, { ...UNBOUNDED, exports: 1 });
    const later = await events();
    expect(later).toHaveLength(3);
    expect(later[1]?.[2]).toBeGreaterThan(Number(taken?.[2]));

    await busy.terminate('test');
    await closedInList(system, 1);
    await archiveHistories(system, UNBOUNDED);
    expect(await archivedHistory(system, matterId('haz-busy'))).toMatchObject({ status: 'terminated' });
    expect(await archivedHistory(system, matterId('haz-idle'))).toMatchObject({ status: 'running' });
    await forget(system, 'archive_objects', 'true');
    // What was taken of an open run is the beginning of what there is now.
    expect(await reconcileArchive(system, UNBOUNDED)).toMatchObject({ findings: [], alarm: false });
  });
});

function refuse(): Promise<void> {
  return Promise.reject(new Error('the disk is full'));
}
