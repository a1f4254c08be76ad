import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveRun } from '../../activities/archive/archive-run.ts';
import { attributed } from '../../audit/attribute.ts';
import { openJudges, type Auditor } from '../../audit/auditor.ts';
import { codeOf } from '../../audit/code.ts';
import { gather, UnknownMatter, type Gathered } from '../../audit/evidence.ts';
import type { HistoryJson } from '../../audit/history/history-json.ts';
import { knownMatters } from '../../audit/known-matters.ts';
import { sealIndex, sealIndexAt } from '../../audit/seal-index.ts';
import { sealHeads } from '../../audit/seals/run.ts';
import { verdictOf, type Difference } from '../../audit/verdict.ts';
import { verify } from '../../audit/verify.ts';
import { chained, genesisHash, sha256 } from '../../db/chain.ts';
import { asJson } from '../../db/client.ts';
import { keepEvidence } from '../../db/evidence.ts';
import { runRecord } from '../../delivery/run-record.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import type { MatterId, PersonId } from '../../workflows/kernel/terms.ts';
import { keysOf, sealChain, signerOf } from '../unit/audit/seals/chains.ts';
import { errandRun, type ErrandRun } from './errand-run.ts';

const nothing = () => undefined;
const LOG = { debug: nothing, info: nothing, warn: nothing, error: nothing };

let run: ErrandRun;
let id: MatterId;
let dir: string;
let sealed: Auditor;
let evidence: Gathered;

beforeAll(async () => {
  run = await errandRun();
  dir = mkdtempSync(join(tmpdir(), 'bihuan-witnesses-'));
  id = await run.finished();
  await archive(id);
  await sealHeads(run.auditor.db, { dir, keyFile: join(dir, 'key.pem'), webhookUrl: null }, LOG);
  sealed = { ...run.auditor, seals: sealIndexAt(dir) };
  evidence = await gather(run.auditor, id);
});

afterAll(async () => {
  rmSync(dir, { recursive: true });
  await run.close();
});

async function archive(matterId: MatterId, closed = true): Promise<void> {
  const { db, temporal, archive: store } = run.auditor;
  const { runId } = await temporal.client.workflow.getHandle(matterId).describe();
  const stopping = new AbortController().signal;
  const work = { db, temporal, archive: store, log: LOG, now: () => instantOf(Date.now()), stopping };
  await archiveRun(work, { matterId, runId }, closed);
}

/** What is found first when the evidence is other than it was. */
async function first(changed: Partial<Gathered>, auditor: Auditor = sealed): Promise<Difference | null> {
  const judges = openJudges(auditor);
  const ground = {
    evidence: { ...evidence, ...changed },
    heads: auditor.seals.headsOf(id),
    judges,
    kindOf: auditor.kindOf,
  };
  const { differences } = await attributed(ground);
  await judges.close();
  return verdictOf(id, differences).first;
}

/** What the audit says while something is changed by whoever may do anything in the database. */
async function saidOf(change: string, back: string, auditor: Auditor = sealed): Promise<Difference | null> {
  await run.asSuperuser((sql) => sql.unsafe(change));
  try {
    return (await verify(auditor, id)).first;
  } finally {
    await run.asSuperuser((sql) => sql.unsafe(back));
  }
}

/** A history that ends earlier, and agrees with itself. */
const cut = ({ history } = evidence): HistoryJson => {
  const events = history?.events ?? [];
  const signal = events.findIndex((event) => event.eventType.endsWith('WORKFLOW_EXECUTION_SIGNALED'));
  return { events: events.slice(0, signal) };
};
/** A history in which a byte was changed that no rule reads. */
const scratched = (): HistoryJson => ({
  events: (evidence.history?.events ?? []).map((event, i) => (i === 1 ? { ...event, taskId: '7' } : event)),
});
const rewritten = () =>
  chained(
    genesisHash(id, 'errand'),
    evidence.ledger.map((event) => (event.seq === 3 ? { ...event, data: { text: '伪' } } : event)),
  );

describe('a matter with all its witnesses', () => {
  it('is found whole', async () => {
    expect(evidence.archived).toHaveLength(1);
    expect(sealed.seals.headsOf(id).ledger).toMatchObject([{ length: 5 }]);
    expect(await verify(sealed, id)).toEqual({ id, ok: true, first: null });
  });
});

describe('two against one', () => {
  it('a ledger that was written anew stands alone', async () => {
    expect(await first({ ledger: rewritten() })).toMatchObject({ witness: 'ledger', seq: 3 });
    expect(await first({ ledger: rewritten() }, run.auditor)).toMatchObject({ witness: 'ledger', seq: 3 });
  });

  it('a history that was cut is named where a seal upholds the ledger', async () => {
    expect(await first({ history: cut(), archived: [] })).toMatchObject({ witness: 'history', seq: 4 });
  });

  it('a history that was cut is named where the archived one agrees with the ledger', async () => {
    expect(await first({ history: cut() }, run.auditor)).toMatchObject({ witness: 'history', seq: 4 });
  });

  it('without either, the ledger is what may be altered more easily', async () => {
    expect(await first({ history: cut(), archived: [] }, run.auditor)).toMatchObject({ witness: 'ledger', seq: 4 });
  });

  it('a byte of the history that no rule reads is seen by the archived one', async () => {
    expect(await first({ history: scratched() })).toMatchObject({ witness: 'history', seq: 0 });
    expect(await first({ history: scratched(), archived: [] })).toBeNull();
  });

  it('an archived history that has its hash and contradicts both others is named', async () => {
    const [copy] = evidence.archived;
    if (copy === undefined) throw new Error('nothing was archived');
    const bytes = Buffer.from(JSON.stringify(cut()));
    const hash = `sha256:${sha256(bytes)}`;
    const { events } = cut();
    const forged = { ...copy, ...runRecord({ events }), bytes, size: bytes.length, hash, history: { events } };
    const scrambled = { events: events.map((event, i) => (i === 1 ? { ...event, taskId: '7' } : event)) };
    expect(await first({ archived: [forged] }, run.auditor)).toBeNull();
    const text = JSON.stringify(scrambled);
    const apart = {
      ...forged,
      bytes: Buffer.from(text),
      size: Buffer.byteLength(text),
      hash: `sha256:${sha256(text)}`,
      history: scrambled,
    };
    expect(await first({ archived: [apart] }, run.auditor)).toMatchObject({ witness: 'archive', seq: 0 });
  });

  it('history and ledger that were altered alike stand against the seal', async () => {
    const signer = signerOf();
    const docs = sealChain([{ signer, heads: [[`matter/${id}`, 3, 'f'.repeat(64)]] }]);
    const other = { ...sealed, seals: sealIndex(docs, keysOf(signer)) };
    expect((await verify(other, id)).first).toMatchObject({ witness: 'ledger', seq: 3 });
  });
});

describe('the archive', () => {
  it('is named when its bytes, its index or a whole row of it was changed', async () => {
    const mine = `matter_id = '${id}'`;
    const hash = evidence.archived[0]?.hash ?? '';
    const bytes = `update archive_objects set content = set_byte(content, 40, get_byte(content, 40) # 1) where hash = '${hash}'`;
    expect(await saidOf(bytes, bytes)).toMatchObject({ witness: 'archive', seq: 0 });
    const events = (by: string) => `update histories set events = events ${by} where ${mine}`;
    expect(await saidOf(events('+ 1'), events('- 1'), run.auditor)).toMatchObject({ witness: 'archive', seq: 0 });
    const moved = (to: string) => `update histories set matter_id = '${to}' where hash = '${hash}'`;
    expect(await saidOf(moved('err-gone'), moved(id))).toMatchObject({ witness: 'archive', seq: 0 });
  });

  it('stands in for a history that Temporal does not have any more', async () => {
    const late = await run.finished();
    await archive(late);
    await forget(late);
    expect(await verify(run.auditor, late)).toEqual({ id: late, ok: true, first: null });
    await run.asSuperuser((sql) => sql`delete from histories where matter_id = ${late}`);
    expect((await verify(run.auditor, late)).first).toMatchObject({
      witness: 'history',
      seq: 1,
      what: expect.stringContaining('都没有') as string,
    });
  });

  it('with a copy of a run that still lived says how far the history goes', async () => {
    const lost = await run.finished();
    const gathered = await gather(run.auditor, lost);
    const { events } = cut(gathered);
    const standIn = { ...evidence.archived[0], status: 'running', events: events.length } as Gathered['standIn'];
    const changed = { ...gathered, history: { events }, archived: [], standIn };
    expect(await first(changed, run.auditor)).toMatchObject({ witness: 'history', seq: 4 });
  });
});

async function forget(matterId: MatterId): Promise<void> {
  const { client, namespace } = run.auditor.temporal;
  const handle = client.workflow.getHandle(matterId);
  await client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId: matterId } });
  const stands = () => handle.describe().then(() => true, () => false); // prettier-ignore
  await expect.poll(stands, { timeout: 50_000 }).toBe(false);
}

describe('the code that made a history', () => {
  const changed = () => run.auditor.code.replace('await record(handed)', 'await record(handed); await record(handed)');
  const later = (trusted: Auditor['trusted']): Auditor => ({ ...run.auditor, code: changed(), trusted });

  it('judges it where today’s code takes another course, and the verdict says so', async () => {
    const verdict = await verify(later(() => codeOf(run.auditor.code)), id); // prettier-ignore
    expect(verdict).toMatchObject({ ok: true, notes: [expect.stringContaining('结论按该代码重演得出') as string] });
  });

  it('is missed by name where it is not at hand', async () => {
    const verdict = await verify(later(() => null), id); // prettier-ignore
    expect(verdict).toMatchObject({
      first: { witness: 'code' },
      notes: [expect.stringContaining('没有可信的这一份') as string],
    });
  });

  it('is not asked for when today’s code agrees', async () => {
    const asked: string[] = [];
    await verify({ ...run.auditor, trusted: (build) => { asked.push(build); return null; } }, id); // prettier-ignore
    expect(asked).toEqual([]);
  });
});

describe('the files of a matter', () => {
  it('are read again by each audit, and named when one was changed or is gone', async () => {
    const { db } = run.auditor;
    const about = { type: 'text/plain', name: null, uploader: 'p-1' as PersonId, at: instantOf(0) };
    const { id: file } = await keepEvidence(db, Buffer.from('甲'), about);
    // Drawn up by an audit: a file that its verdict names need not exist.
    const data = asJson(db.sql, { what: `sha256:${'0'.repeat(64)}` });
    await db.sql`
      insert into documents (matter_id, key, document, data, evidence_id, at)
      values (${id}, 'd-1', 'Audit', ${data}, ${file}, now())`;
    expect((await verify({ ...sealed, files: new Map() }, id)).ok).toBe(true);
    const content = (text: string) =>
      `update evidence set content = convert_to('${text}', 'UTF8') where id = '${file}'`;
    expect(await saidOf(content('乙'), content('甲'), { ...sealed, files: new Map() })).toMatchObject({
      witness: 'evidence',
    });
  });
});

describe('the projection', () => {
  it('is not what is named first where rows of the ledger were cut and it was set back with them', async () => {
    const of = `matter_id = '${id}'`;
    const change = `
      create table kept_rows as select * from ledger where ${of} and seq = 5;
      create table kept_row as select * from matters where id = '${id}';
      delete from ledger where ${of} and seq = 5;
      update matters set version = 4, last_hash = (select hash from ledger where ${of} and seq = 4) where id = '${id}'`;
    const back = `
      insert into ledger select * from kept_rows; delete from matters where id = '${id}';
      insert into matters select * from kept_row; drop table kept_rows; drop table kept_row`;
    await run.asSuperuser((sql) => sql.unsafe(change));
    const verdicts = [await verify(sealed, id), await verify(run.auditor, id)];
    await run.asSuperuser((sql) => sql.unsafe(back));
    const what = expect.stringContaining('台账缺第 5 条') as string;
    for (const { first: found, more, differences } of verdicts) {
      expect(found).toMatchObject({ witness: 'ledger', seq: 5, what });
      expect(differences?.map(({ witness }) => witness)).toContain('projection');
      expect(more).toBe((differences?.length ?? 0) - 1);
    }
  });

  it('says in words which of its columns departs', async () => {
    const set = (by: string) => `update matters set level = level ${by} where id = '${id}'`;
    const what = expect.stringContaining('督办级别（level） 应为') as string;
    expect(await saidOf(set('+ 1'), set('- 1'))).toMatchObject({ witness: 'projection', what });
  });

  it('is named for a matter that was never heard, and the ledger for one that was', async () => {
    const laid = 'err-laid' as MatterId;
    const { sql } = run.auditor.db;
    const as = asJson(sql, { id: laid, number: 'X' });
    await sql`insert into matters select (jsonb_populate_record(m, ${as})).* from matters m where id = ${id}`;
    const said = async () => (await verify(run.auditor, laid)).first;
    expect(await said()).toMatchObject({
      witness: 'projection',
      what: expect.stringContaining('一览表中多出这一事项') as string,
    });
    await note(laid, 'c-laid', {});
    expect(await said()).toMatchObject({
      witness: 'ledger',
      seq: 1,
      what: expect.stringContaining('c-laid') as string,
    });
  });
});

describe('a command as it was noted', () => {
  it('is named where ledger and history agree, and stands against a history that does not', async () => {
    const late = await run.finished();
    const command = `${late}-a`;
    await note(late, command, { text: '伪' });
    const said = async () => (await verify(run.auditor, late)).first;
    const what = expect.stringContaining('登记的指令') as string;
    expect(await said()).toMatchObject({ witness: 'command', what });
    await run.asSuperuser((sql) => sql`update matters set level = level + 1 where id = ${late}`);
    expect(await said()).toMatchObject({ witness: 'command', what });
    const forged = [['matter/' + late, 5, 'f'.repeat(64)] as const];
    const signer = signerOf();
    const belied = { ...run.auditor, seals: sealIndex(sealChain([{ signer, heads: forged }]), keysOf(signer)) };
    const { differences = [] } = await verify(belied, late);
    expect(differences.map(({ witness }) => witness)).toEqual(['history', 'ledger', 'projection']);
  });
});

/** Notes a command as done, with this body. */
async function note(matterId: MatterId, commandId: string, body: object): Promise<void> {
  const { sql } = run.auditor.db;
  await sql`
    insert into commands (command_id, kind, matter_id, type, command, opens, via, outcome, noted_at)
    values (${commandId}, 'errand', ${matterId}, 'AddNote', ${asJson(sql, { body })}, false, 'update', 'done', now())
    on conflict (command_id) do update set command = excluded.command`;
}

describe('a matter that was deleted', () => {
  it('from the ledger and the projection is missed by its history, at once where it was sealed', async () => {
    const rows = [`delete from ledger where matter_id = '${id}'`, `delete from matters where id = '${id}'`].join('; ');
    await run.asSuperuser((sql) => sql.unsafe(rows));
    const { archive: store } = sealed;
    let reads = 0;
    const get = (hash: string) => store.get(hash).finally(() => (reads += 1));
    const found = await verify({ ...sealed, archive: { ...store, get } }, id);
    expect({ found: found.first, reads }).toMatchObject({
      found: { witness: 'ledger', seq: 1, what: expect.stringMatching(/^整件事项被删除：第 1 号/) as string },
      reads: 1,
    });
    expect(await knownMatters(run.auditor)).toContain(id);
  });

  it('from everything is missed by the seals', async () => {
    const signer = signerOf();
    const docs = sealChain([{ signer, heads: [['matter/err-gone', 3, 'f'.repeat(64)]] }]);
    const auditor = { ...run.auditor, seals: sealIndex(docs, keysOf(signer)) };
    expect(await knownMatters(auditor)).toContain('err-gone');
    const gone = 'err-gone' as MatterId;
    expect((await verify(auditor, gone)).first).toMatchObject({ witness: 'ledger', seq: 1 });
    await expect(verify(run.auditor, gone)).rejects.toThrow(UnknownMatter);
  });
});
