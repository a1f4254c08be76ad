import { expect, it } from 'vitest';
import { isLate, isLoss } from '../../../db/archive/checks.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';

const DAY_MS = 86_400_000;
const closedAt = instantOf(Date.parse('2026-03-02T00:00:00+08:00'));
const after = (ms: number) => instantOf(Date.parse(closedAt) + ms);

it('a run is late when half of the retention is gone, and not a millisecond before', () => {
  const late = (retentionDays: number, ms: number) =>
    isLate({ oldestUnarchivedAt: closedAt, retentionDays }, after(ms));
  expect([late(90, 45 * DAY_MS), late(90, 45 * DAY_MS + 1)]).toEqual([false, true]);
  expect([late(1, DAY_MS / 2), late(1, DAY_MS / 2 + 1)]).toEqual([false, true]);
  expect(isLate({ oldestUnarchivedAt: null, retentionDays: 0 }, closedAt)).toBe(false);
});

it('a failed export is no loss yet', () => {
  const whys = ['exportFailed', 'historyLost', 'objectMissing'] as const;
  const lost = whys.filter((why) => isLoss({ why, matterId: 'm', runId: null, number: null, detail: null }));
  expect(lost).toEqual(['historyLost', 'objectMissing']);
});
