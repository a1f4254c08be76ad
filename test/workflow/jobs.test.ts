import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Orders } from '../../activities/jobs/carry-out.ts';
import { startJobRunner } from '../../activities/jobs/runner.ts';
import { dutyEntries } from '../../db/duty-entries.ts';
import { evidenceContent } from '../../db/evidence.ts';
import { inbox } from '../../db/inbox.ts';
import { jobCounts, leaseJobs } from '../../db/jobs.ts';
import { deliver } from '../../delivery/deliver.ts';
import type { Effect } from '../../workflows/kernel/effect.ts';
import type { MatterId, PostId } from '../../workflows/kernel/terms.ts';
import { deliverySystem, log, type DeliverySystem } from './delivery-system.ts';
import { LINKED_ERRAND } from './linked-errand.ts';
import { startOf } from './errand-system.ts';

let system: DeliverySystem;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  const own = await deliverySystem();
  system = { ...own, kindOf: () => LINKED_ERRAND };
  worker = await system.startWorker();
  await system.db.sql`
    insert into policies (kind, id, version, effective_from, content)
    values ('errand', 'standard', 1, '2020-01-01', ${system.db.sql.json({ periods: {}, numbers: {}, ladder: [] })})`;
});

afterAll(async () => {
  await worker.stop();
  await system.close();
});

const at = { timeout: 15_000 };

async function add(matterId: MatterId, ...effects: readonly (Effect | { type: string; key: string })[]): Promise<void> {
  for (const effect of effects)
    await system.db.sql`
      insert into jobs (matter_id, kind, key, type, payload)
      values (${matterId}, 'errand', ${effect.key}, ${effect.type}, ${system.db.sql.json(effect as never)})`;
}

async function running<Result>(work: () => Promise<Result>, orders: Orders = {}): Promise<Result> {
  const runner = startJobRunner(system, orders, log);
  try {
    return await work();
  } finally {
    await runner.stop();
  }
}

async function opened(): Promise<MatterId> {
  const id = `err-${randomUUID()}` as MatterId;
  await deliver(system, await system.note(startOf(id, { reminders: [] })), 10_000);
  return id;
}

const allDone = () => expect.poll(async () => (await jobCounts(system.db)).waiting, at).toBe(0);
const newPost = () => `post-${randomUUID()}` as PostId;
const notice = (post: PostId, key: string, digest?: string): Effect => ({
  type: 'Notify',
  key,
  posts: [post],
  notice: 'reminded',
  data: { number: 'CS-1', due: '2026-03-01T00:00:00.000+08:00' },
  ...(digest === undefined ? {} : { digest }),
});

describe('a notice', () => {
  it('lies in the inbox of its post, filled and once', async () => {
    const [post, id] = [newPost(), await opened()];
    await running(async () => {
      await add(id, notice(post, 'a'));
      await allDone();
      await system.db.sql`update jobs set done_at = null where matter_id = ${id}`;
      await allDone();
    });
    const { items } = await inbox(system.db, post, 'all');
    expect(items).toMatchObject([
      { matterId: id, title: '提醒 CS-1', body: '请于 2026年2月28日24时 前办理。', count: 1 },
    ]);
  });

  it('of many matters at once is one digest per post', async () => {
    const post = newPost();
    const ids = [await opened(), await opened(), await opened()];
    await running(async () => {
      for (const id of ids) await add(id, notice(post, 'late', 'import:1'));
      await allDone();
    });
    expect((await inbox(system.db, post, 'all')).items).toMatchObject([{ count: 3, matterId: null }]);
  });
});

describe('an entry in a leader’s ledger and a document', () => {
  it('are kept', async () => {
    const [post, id] = [newPost(), await opened()];
    await running(async () => {
      await add(
        id,
        { type: 'RecordDuty', key: 'd', post, duty: 'rungIssued', data: { rung: 'talk' } },
        { type: 'Draw', key: 'p', document: 'order', data: {} },
      );
      await allDone();
    });
    expect(await dutyEntries(system.db, post)).toMatchObject([{ matterId: id, duty: 'rungIssued' }]);
    const drawn = await system.db.sql`select document, evidence_id from documents where matter_id = ${id}`;
    expect(drawn).toMatchObject([{ document: 'order', evidence_id: null }]);
  });
});

describe('a linked matter', () => {
  it('is opened once, on the frozen record of its origin, and told what happens', async () => {
    const id = await opened();
    const linked = () =>
      system.db.sql<{ id: MatterId; dossier: string }[]>`
        select matter_id as id, command->'body'->>'dossier' as dossier from commands
        where opens and command->'body'->>'origin' = ${id}`;
    await running(async () => {
      await add(id, { type: 'Open', key: 'case', kind: 'errand', input: { origin: id, upToSeq: 1 } });
      await allDone();
      await system.db.sql`update jobs set done_at = null where matter_id = ${id}`;
      await allDone();
      const [child] = await linked();
      await add(id, { type: 'Tell', key: 'tell', matterId: child?.id ?? id, event: 'ErrandFinished', data: {} });
      await allDone();
    });
    const [child, ...others] = await linked();
    expect(others).toEqual([]);
    expect(await system.ledger(child?.id ?? id)).toEqual(['ErrandStarted']);
    const told = await system.db
      .sql`select outcome from commands where type = 'Hear' and matter_id = ${child?.id ?? ''}`;
    expect(told).toMatchObject([{ outcome: 'refused' }]);
    const record = await evidenceContent(system.db, child?.dossier ?? '');
    expect(JSON.parse(record?.content.toString() ?? '{}')).toEqual({
      matterId: id,
      types: ['ErrandStarted'],
      notices: [],
    });
  });
});

describe('an order', () => {
  it('is carried out by whoever was given for its type', async () => {
    const id = await opened();
    const seen: string[] = [];
    const Import = (job: { matterId: string }) => {
      seen.push(job.matterId);
      return Promise.resolve();
    };
    await running(
      async () => {
        await add(id, { type: 'Import', key: 'import' });
        await allDone();
      },
      { Import },
    );
    expect(seen).toEqual([id]);
  });

  it('that takes long holds up neither the notices of its matter nor its own lease', async () => {
    const [post, id] = [newPost(), await opened()];
    let end: () => void = () => undefined;
    const Import = () => new Promise<void>((resolve) => (end = resolve));
    await running(
      async () => {
        await add(id, { type: 'Import', key: 'import' }, notice(post, 'meanwhile'));
        await expect.poll(async () => (await inbox(system.db, post, 'all')).items.length, at).toBe(1);
        const until = async () => {
          const [row] = await system.db.sql<{ ms: number }[]>`
          select extract(epoch from lease_until - now()) * 1000 as ms from jobs where matter_id = ${id} and key = 'import'`;
          return Number(row?.ms);
        };
        const first = await until();
        await expect.poll(until, at).toBeLessThan(first - 2_000);
        await expect.poll(until, at).toBeGreaterThan(8_000);
        end();
        await allDone();
      },
      { Import },
    );
  });
});

describe('a job', () => {
  it('that a killed worker had in hand is done by the next one', async () => {
    const [post, id] = [newPost(), await opened()];
    await add(id, notice(post, 'taken'));
    await leaseJobs(system.db, 'killed', 10, 300);
    await running(allDone);
    expect((await inbox(system.db, post, 'all')).items).toHaveLength(1);
  });

  it('that fails is tried again and does not hold up others', async () => {
    const [post, id] = [newPost(), await opened()];
    await running(async () => {
      await add(
        id,
        { type: 'Notify', key: 'wrong', posts: [post], notice: 'nameless', data: {} },
        notice(post, 'right'),
      );
      await expect.poll(async () => (await inbox(system.db, post, 'all')).items.length, at).toBe(1);
      const failed = async () =>
        (await system.db.sql`select attempts, last_error from jobs where matter_id = ${id} and key = 'wrong'`)[0];
      await expect.poll(failed, at).toMatchObject({ attempts: 2, last_error: expect.stringContaining('nameless') });
      await system.db.sql`delete from jobs where matter_id = ${id} and key = 'wrong'`;
    });
  });
});
