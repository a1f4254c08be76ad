import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matterNamed, type Opened } from '../../audit/cli/sources.ts';
import { verifyCommand } from '../../audit/cli/verify-command.ts';
import { gather, UnknownMatter } from '../../audit/evidence.ts';
import { verify } from '../../audit/verify.ts';
import { mattersNamed } from '../../db/audit-runs.ts';
import { asJson } from '../../db/client.ts';
import { writeHistory } from '../../db/archive/rows.ts';
import { appendTrail } from '../../db/trail.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { errandRun, type ErrandRun } from './errand-run.ts';

const NOW = instantOf(Date.now());
const gone = 'err-gone' as MatterId;
const dir = mkdtempSync(join(tmpdir(), 'bihuan-deleted-'));
let run: ErrandRun;
let sources: Opened;

beforeAll(async () => {
  run = await errandRun();
  sources = { ...run.auditor, seal: { dir }, close: () => Promise.resolve() };
});
afterAll(async () => {
  rmSync(dir, { recursive: true });
  await run.close();
});

function ended(matterId: MatterId, runId: string, hash: string, closedAt: string) {
  const at = NOW;
  const of = {
    kind: 'errand',
    events: 1,
    status: 'completed',
    build: null,
    startedAt: at,
    size: 1,
    archivedAt: at,
  } as const;
  return writeHistory(run.auditor.db, { ...of, matterId, runId, hash, closedAt: closedAt as typeof at });
}

describe('a matter that was deleted', () => {
  it('is found by its id and its number as long as a command on it is noted, and its absence is a finding', async () => {
    const { sql } = run.auditor.db;
    await expect(matterNamed(sources, gone)).rejects.toThrow(UnknownMatter);
    const command = (number: string) => asJson(sql, { opening: { number } });
    await sql`
      insert into commands (command_id, kind, matter_id, type, command, opens, via, outcome, noted_at) values
        ('c-1', 'errand', ${gone}, 'Open', ${command('隐-7')}, true, 'update', 'done', now()),
        ('c-2', 'errand', 'err-refused', 'Open', ${command('隐-8')}, true, 'update', 'refused', now())`;
    expect([await matterNamed(sources, gone), await matterNamed(sources, '隐-7')]).toEqual([gone, gone]);
    await expect(matterNamed(sources, '隐-8')).rejects.toThrow(UnknownMatter);
    expect((await verify(run.auditor, gone)).first).toMatchObject({
      witness: 'ledger',
      seq: 1,
      what: expect.stringContaining('c-1') as string,
    });
    expect(await verifyCommand(sources, ['隐-7'], '1')).toMatchObject({
      lines: expect.arrayContaining([
        expect.stringMatching(/^✗ 隐-7（err-gone）　台账第 1 条：整件事项被删除/),
      ]) as string[],
      json: { verdicts: [{ id: gone, number: '隐-7' }] },
    });
    await expect(verify(run.auditor, 'err-refused' as MatterId)).rejects.toThrow(UnknownMatter);
    expect(await mattersNamed(run.auditor.db, [gone, 'err-refused'])).toEqual([gone, null]);
  });

  it('is found by its id in the archive, the trail and Temporal', async () => {
    await ended('err-archived' as MatterId, 'r', 'sha256:0', NOW);
    expect(await matterNamed(sources, 'err-archived')).toBe('err-archived');
    const entry = { at: NOW, actor: { person: 'p' }, subject: 'hazard/err-told', data: {} };
    await appendTrail(run.auditor.db, { ...entry, type: 'AccessRefused' });
    await expect(matterNamed(sources, 'err-told')).rejects.toThrow(UnknownMatter);
    await appendTrail(run.auditor.db, { ...entry, type: 'Audited' });
    expect(await matterNamed(sources, 'err-told')).toBe('err-told');
    expect((await verify(run.auditor, 'err-told' as MatterId)).first?.what).toContain('审计日志');
    const id = await run.finished();
    await run.asSuperuser(async (sql) => {
      await sql`delete from ledger where matter_id = ${id}`;
      await sql`delete from matters where id = ${id}`;
    });
    expect(await matterNamed(sources, id)).toBe(id);
    expect((await verify(run.auditor, id)).first).toMatchObject({ witness: 'ledger', seq: 1 });
  });
});

describe('a history that was laid beside the archived one', () => {
  it('does not stand in before the one that was sealed, however late it says it ended', async () => {
    const two = 'err-two' as MatterId;
    await ended(two, 'real', 'sha256:1', NOW);
    await ended(two, 'forged', 'sha256:2', instantOf(Date.now() + 60_000));
    const head = { n: 1, at: NOW, length: 1, head: 'sha256:1' };
    const standsIn = async (heads?: Parameters<typeof gather>[2]) =>
      (await gather(run.auditor, two, heads)).standIn?.runId;
    expect(await standsIn()).toBe('forged');
    expect(await standsIn({ ledger: [], histories: new Map([['real', [head]]]) })).toBe('real');
    expect((await verify(run.auditor, two)).first).toMatchObject({ witness: 'archive' });
  });
});
