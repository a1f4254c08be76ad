import { afterEach, expect, it } from 'vitest';
import { archiveHistories } from '../../../activities/archive/export-closed.ts';
import { reconcileArchive } from '../../../activities/archive/reconcile.ts';
import { archiveState } from '../../../api/stores/archive.ts';
import { archivedHistory } from '../../../db/archive/read.ts';
import { storeOf } from '../../../db/archive/store.ts';
import { msOf } from '../../../workflows/kernel/instant.ts';
import { archiveSystem, closedInList, matterId, UNBOUNDED, type ArchiveSystem } from './archive-system.ts';

const systems: ArchiveSystem[] = [];
/** Whether the store takes anything: the exporter works only then. */
let isStoreAway = false;

async function started(retention: '1 day' | '90 days'): Promise<ArchiveSystem> {
  const system = await archiveSystem(retention, (db) => {
    const store = storeOf(db, null);
    const put: typeof store.put = (...object) =>
      isStoreAway ? Promise.reject(new Error('the disk is full')) : store.put(...object);
    return { ...store, put };
  });
  systems.push(system);
  return system;
}

afterEach(async () => {
  isStoreAway = false;
  await Promise.all(systems.splice(0).map((system) => system.close()));
});

/** What the API would say at that moment. */
function shown(system: ArchiveSystem, minutesLater = 0) {
  return archiveState(system.db, msOf(system.now()) + minutesLater * 60_000);
}

it('sixty days without an exporter: the alarm is raised with half of the time left, and nothing is lost', async () => {
  const system = await started('90 days');
  const ids = ['haz-1', 'haz-2', 'haz-3'];
  await (await system.start('haz-0')).terminate('test');
  await closedInList(system, 1);
  await archiveHistories(system, UNBOUNDED);
  expect(await shown(system)).toMatchObject({ closed: 1, archived: 1, unarchived: 0, alarm: false });
  isStoreAway = true;
  for (const id of ids) await (await system.start(id)).terminate('test');
  await closedInList(system, 4);

  for (let day = 0; day <= 60; day += 1) {
    // The runs closed a moment before: a little less than whole days ago.
    system.daysAhead = day - 0.1;
    const [light, full] = [await archiveHistories(system, UNBOUNDED), await reconcileArchive(system, UNBOUNDED)];
    const isHalfGone = day >= 46;
    expect([day, light.alarm, full.alarm]).toEqual([day, isHalfGone, isHalfGone]);
    expect(system.told.loud.length > 0).toBe(isHalfGone);
    expect(light).toMatchObject({ closed: 4, archived: 1, retentionDays: 90 });
    expect(await shown(system)).toMatchObject({ unarchived: 3, retentionDays: 90, alarm: isHalfGone });
  }
  expect((await system.rows()).map(({ matterId: id }) => id)).toEqual(['haz-0']);
  // Of sixty-two light checks a week is kept, and every full one.
  const kept = await system.db.sql<{ scope: string; n: number }[]>`
    select findings ->> 'scope' as scope, count(*) as n from archive_checks group by 1 order by 1`;
  expect(kept).toEqual([
    { scope: 'closed', n: 7 },
    { scope: 'full', n: 61 },
  ]);

  isStoreAway = false;
  await archiveHistories(system, UNBOUNDED);
  const state = await shown(system);
  expect(state).toMatchObject({ closed: 4, archived: 4, unarchived: 0, oldestUnarchivedAt: null, alarm: false });
  expect(state.findings).toEqual([]);
  for (const id of ids) {
    const { historyLength } = await system.temporal.client.workflow.getHandle(id).describe();
    const read = await archivedHistory(system, matterId(id));
    expect((read?.history as { events: unknown[] }).events).toHaveLength(historyLength);
  }
});

it('half of the time is of what the namespace says, whatever that is', async () => {
  const system = await started('1 day');
  isStoreAway = true;
  await (await system.start('haz-1')).terminate('test');
  await closedInList(system, 1);
  system.daysAhead = 0.49;
  expect(await reconcileArchive(system, UNBOUNDED)).toMatchObject({ retentionDays: 1, alarm: false });
  system.daysAhead = 0.51;
  expect(await reconcileArchive(system, UNBOUNDED)).toMatchObject({ retentionDays: 1, alarm: true });
});

it('while nobody looks, time is counted on, and after fifteen minutes that is an alarm of its own', async () => {
  const system = await started('90 days');
  expect(await shown(system)).toMatchObject({ checkedAt: null, closed: null, alarm: true });
  await (await system.start('haz-1')).terminate('test');
  await closedInList(system, 1);
  isStoreAway = true;
  system.daysAhead = 44.995;
  await archiveHistories(system, UNBOUNDED);
  expect((await shown(system, 1)).alarm).toBe(false);
  // 45 days are full in seven minutes, and nobody has looked since.
  expect((await shown(system, 10)).alarm).toBe(true);
  isStoreAway = false;
  await archiveHistories(system, UNBOUNDED);
  expect((await shown(system, 14)).alarm).toBe(false);
  expect((await shown(system, 16)).alarm).toBe(true);
});
