import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openReplays, type Replays } from '../../../audit/replay.ts';
import type { Finding, Reconciled } from '../../../audit/reconcile/finding.ts';
import { reconcile } from '../../../audit/reconcile/run.ts';
import { restore } from '../../../db/backup/restore.ts';
import { backup } from '../../../db/backup/write.ts';
import { storeOf } from '../../../db/archive/store.ts';
import { connect, type Db } from '../../../db/client.ts';
import { shippedKind } from '../../../db/matters.ts';
import { projectionsApart } from '../../../db/rebuild.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { KINDS } from '../../../workflows/kinds.ts';
import { exampleOf, handInPicture, hazardAfter, upload } from '../api/hazard-bodies.ts';
import { apiSystem, textOf, type ApiSystem } from '../api/system.ts';
import { workflowBundle } from '../../support/system.ts';
import { NO_FOLDERS, QUIET, scratch, type Scratch } from './scratch.ts';

/** What a matter, an append and the jobs wrote, without the moment of writing and the drawn ids of rows. */
const RECORDS: Readonly<Record<string, string>> = {
  ledger: `select matter_id, seq, kind, type, event_version, at, heard_at, command_id, actor, data, prev_hash, hash, found_on,
    region, sector, parent from ledger order by matter_id, seq`,
  matters: 'select * from matters order by id',
  commands: `select command_id, kind, matter_id, type, command, opens, via, outcome, version, refusal from commands
    where outcome = 'done' order by command_id`,
  jobs: 'select matter_id, kind, key, type, payload from jobs order by matter_id, key',
  numbers: 'select * from numbers order by series',
};

let before: ApiSystem;
let home: Scratch;
let url: string;
let restored: string;
let db: Db;
let replays: Replays;
/** Known to the backup and gone on since; opened since; not touched since. */
let gone: MatterId;
let fresh: MatterId;
let still: MatterId;
let evidence: string;

beforeAll(async () => {
  before = await apiSystem({ reach: (own) => Promise.resolve((url = own)) });
  home = scratch(url);
  await before.startWorker();
  await handInPicture(before);
  gone = idIn(await hazardAfter(before, ['Verify']));
  still = idIn(await hazardAfter(before, []));
  await backup(url, join(home.folder, 'older.zip'), QUIET, NO_FOLDERS);
  evidence = await handInAnother();
  await act(gone, 'CorrectRecord', 'anweiban', { field: '地点', value: '三号库', reason: '笔误' });
  await act(gone, 'RecordService', 'anweiban', {}, [422, 409, 403, 400]);
  fresh = idIn(await hazardAfter(before, ['Verify']));
  await jobsDone(before.db);
  restored = await home.emptyDatabase();
  await restore(join(home.folder, 'older.zip'), restored, QUIET, NO_FOLDERS);
  db = connect(restored, { name: 'drill' });
  replays = openReplays(workflowBundle().code);
}, 120_000);
afterAll(async () => {
  await replays.close();
  await db.end();
  await before.close();
  await home.close();
});

const idIn = (address: string) => address.slice(address.lastIndexOf('/') + 1) as MatterId;

async function act(id: MatterId, command: string, by: string, body: object, expected = [200]): Promise<void> {
  const answer = await (await before.as(by)).send(`/v1/hazards/${id}/commands/${command}`, body);
  if (!expected.includes(answer.status)) throw new Error(`${command}: ${JSON.stringify(answer.body)}`);
}

async function handInAnother(): Promise<string> {
  const caller = await before.as('chengguan-jb');
  return textOf(await upload(caller, '/v1/evidence', Buffer.from('%PDF-1.4\n%%EOF\n'), '说明.pdf'), 'id');
}

async function jobsDone(of: Db): Promise<void> {
  await vi.waitFor(
    async () => {
      if ((await of.sql`select 1 from jobs where done_at is null`).length > 0) throw new Error('jobs are still open');
    },
    { timeout: 20_000, interval: 100 },
  );
}

function run(healing: boolean): Promise<Reconciled> {
  const { temporal } = before;
  const kinds = KINDS.map((kind) => kind.rules.name);
  const { replay } = replays;
  return reconcile({ db, temporal, archive: storeOf(db, null), replay, kindOf: shippedKind, kinds }, healing);
}

async function recordsOf(of: Db): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [name, question] of Object.entries(RECORDS)) found[name] = [...(await of.sql.unsafe(question))];
  return found;
}

const short = (findings: readonly Finding[]) =>
  findings.map(({ what, matterId, from, to, items }) => ({ what, matterId, from, to, items }));

describe('a drill', () => {
  it('lists what is newer in Temporal than in an older backup, and changes nothing by looking', async () => {
    const older = await recordsOf(db);
    const { findings, healed } = await run(false);
    expect(healed).toEqual([]);
    console.log(JSON.stringify(findings, null, 1));
    expect(await recordsOf(db)).toEqual(older);
    expect(still).toBeDefined();
    expect(evidence).toBeDefined();
    expect(fresh).toBeDefined();
    console.log(short(findings));
  });

  it('heals', async () => {
    const { findings, healed } = await run(true);
    console.log(JSON.stringify({ findings, healed }, null, 1));
    expect(await recordsOf(db)).toEqual(await recordsOf(before.db));
    expect(await projectionsApart(db)).toEqual([]);
  });
});
