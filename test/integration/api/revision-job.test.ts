import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runRevision } from '../../../activities/revisions.ts';
import { policyConcerns } from '../../../db/registers/concerned.ts';
import { startRevision, type RevisionOrder } from '../../../db/registers/revisions.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { handInPicture, hazardAfter } from './hazard-bodies.ts';
import { apiSystem, listOf, type ApiSystem, type Caller } from './system.ts';

let system: ApiSystem;
let desk: Caller;
let urls: readonly string[];

beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
  await handInPicture(system);
  desk = await system.as('anweiban');
  urls = [await hazardAfter(system, []), await hazardAfter(system, []), await hazardAfter(system, [])];
});
afterAll(() => system.close());

/** A published version that nobody stands under, and its revision of all running matters, without the runner's job. */
async function ordered(version: number): Promise<{ readonly matterId: MatterId }> {
  const key = { kind: 'hazard', policy: 'standard', version };
  const id = `rev-${version.toString()}`;
  const actor = { person: 'per-anweiban-3', post: 'p-anweiban-3', unit: 'u-anweiban', rank: 3, role: 'office' };
  const order = { id, cause: 'policy', subject: `hazard/standard/${version.toString()}`, actor, reason: '适用新规则' };
  await system.db.sql.begin(async (sql) => {
    await sql`
      insert into policies (kind, id, version, effective_from, content)
      select kind, id, ${version}, effective_from, content from policies
      where kind = 'hazard' and id = 'standard' and status = 'published' order by version desc limit 1`;
    const at = new Date().toISOString() as Instant;
    await startRevision(sql, { ...order, at } as RevisionOrder, policyConcerns(sql, key));
    await sql`delete from jobs where matter_id = ${id}`;
  });
  return { matterId: id as MatterId };
}

async function revisions(version: number): Promise<readonly number[]> {
  const ledgers = await Promise.all(urls.map((url) => desk.get(`${url}/events`)));
  const isOf = (event: Readonly<Record<string, unknown>>): boolean =>
    event['type'] === 'TermsRevised' &&
    (event['data'] as { terms: { policyVersion: number } }).terms.policyVersion === version;
  return ledgers.map((ledger) => listOf(ledger).filter(isOf).length);
}

describe('the job of a revision', () => {
  it('goes on where it was cut off, and revises nobody twice', async () => {
    const job = await ordered(801);
    let attempts = 0;
    for (let finished = false; !finished && attempts < 20;) {
      attempts += 1;
      let left = attempts;
      const stopping = {
        throwIfAborted: () => {
          left -= 1;
          if (left === 0) throw new Error('cut off');
        },
      };
      finished = await runRevision(system, job, stopping as AbortSignal).then(
        () => true,
        (error: unknown) => {
          expect(String(error)).toContain('cut off');
          return false;
        },
      );
    }
    expect(attempts).toBeGreaterThan(3);
    expect(await revisions(801)).toEqual([1, 1, 1]);
    const standing = await desk.get(`/v1/revisions/${job.matterId}`);
    expect(standing.body).toMatchObject({ total: 3, done: 3, waiting: 0, finishedAt: expect.any(String) as string });
    // A job that is done at least once does nothing the second time.
    await runRevision(system, job);
    expect((await desk.get(`/v1/revisions/${job.matterId}`)).body).toEqual(standing.body);
    await expect(runRevision(system, { matterId: 'rev-none' as MatterId })).resolves.toBeUndefined();
  });

  it('notes every command and is tried again while matters do not answer; the sweeper brings them home', async () => {
    const job = await ordered(802);
    const url = `/v1/revisions/${job.matterId}`;
    const { sql } = system.db;
    // An older command without an outcome holds up all that come after it on the same matter.
    await sql`
      insert into commands (command_id, kind, matter_id, type, opens, via, outcome, noted_at)
      select 'older-' || id, kind, id, 'Verify', false, 'update', 'waiting', now() - interval '1 hour' from matters`;
    await expect(runRevision(system, job)).rejects.toThrow('still waits');
    const noted = await sql`select 1 from commands where starts_with(command_id, ${`${job.matterId}:`})`;
    expect(noted).toHaveLength(3);
    expect((await desk.get(url)).body).toMatchObject({ total: 3, done: 0, waiting: 3, finishedAt: null });
    await sql`delete from commands where starts_with(command_id, 'older-')`;
    await vi.waitFor(
      async () => {
        expect((await desk.get(url)).body).toMatchObject({ done: 3, refused: 0, waiting: 0, finishedAt: null });
      },
      { timeout: 30_000, interval: 200 },
    );
    await runRevision(system, job);
    expect((await desk.get(url)).body).toMatchObject({ done: 3, finishedAt: expect.any(String) as string });
    expect(await revisions(802)).toEqual([1, 1, 1]);
  });

  it('of a policy that is gone stops loudly', async () => {
    const job = await ordered(803);
    await system.db.sql`update revisions set subject = 'hazard/standard/999' where id = ${job.matterId}`;
    await expect(runRevision(system, job)).rejects.toThrow('hazard/standard/999');
  });
});
