import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openJudges, type Auditor } from '../../audit/auditor.ts';
import { codeOf } from '../../audit/code.ts';
import { gather, type Gathered } from '../../audit/evidence.ts';
import { at, historyJson, type HistoryJson } from '../../audit/history/history-json.ts';
import { eventsOf, recomputed, type Recomputed } from '../../audit/reconcile/recompute.ts';
import { sealIndex } from '../../audit/seal-index.ts';
import type { ArchivedHistory } from '../../db/archive/read.ts';
import { bareEvent, contentId } from '../../db/chain.ts';
import { runRecord } from '../../delivery/run-record.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { keysOf, sealChain, signerOf } from '../unit/audit/seals/chains.ts';
import { errandRun, type ErrandRun } from './errand-run.ts';
import { forgePayload, type Forgeable } from './tamper.ts';

let run: ErrandRun;
let id: MatterId;
/** As after a restore: the ledger has the first two rows alone. */
let evidence: Gathered;
let whole: Gathered['ledger'];
let history: HistoryJson;

beforeAll(async () => {
  run = await errandRun();
  id = await run.finished();
  const { fetched: _, ...gathered } = await gather(run.auditor, id);
  whole = gathered.ledger;
  evidence = { ...gathered, ledger: whole.slice(0, 2) };
  history = gathered.history ?? { events: [] };
});
afterAll(() => run.close());

async function found(changed: Partial<Gathered>, auditor: Partial<Auditor> = {}): Promise<Recomputed> {
  const given = { ...run.auditor, ...auditor };
  const judges = openJudges(given);
  try {
    return await recomputed({ judges, seals: given.seals }, { ...evidence, ...changed });
  } finally {
    await judges.close();
  }
}

const belied = async (changed: Partial<Gathered>, auditor: Partial<Auditor> = {}) =>
  (await found(changed, auditor)).belied;

/** An archived copy of this history that is whole by itself. */
function copyOf(kept: HistoryJson): ArchivedHistory {
  const bytes = Buffer.from(JSON.stringify(kept));
  const of = { ...runRecord(kept), size: bytes.length, hash: contentId(bytes), archivedAt: instantOf(0) };
  return { ...of, runId: evidence.runId ?? '', bytes, history: kept };
}
/** A byte was changed that no rule reads. */
const scratched = () =>
  historyJson({ events: history.events.map((event, i) => (i === 1 ? { ...event, taskId: '7' } : event)) });

describe('a history from which a ledger is to be healed', () => {
  it('is believed where nothing speaks against it, and yields every event', async () => {
    const { belied: why, entries } = await found({ archived: [copyOf(history)] });
    expect(why).toBeNull();
    expect(eventsOf(entries).map(bareEvent)).toEqual(whole.map(bareEvent));
  });

  it('is not believed where it contradicts its own answers', async () => {
    const forged = forgePayload(
      history,
      'update',
      (value) => at(value, 'commandId') === `${id}-a`,
      (command: Forgeable) => Object.assign(command, { body: { text: '伪' } }),
    );
    expect(await belied({ history: forged })).toContain('答复与重算不符');
  });

  it('is not believed where it is another matter’s, or lacks an event', async () => {
    expect(await belied({ runId: 'another' })).toContain('运行编号');
    const gap = history.events.filter((_, i) => i !== 5);
    expect(await belied({ history: { events: gap } })).toContain('有事件缺失或重复');
  });

  it('is not believed where it departs from the archived copy of the same run', async () => {
    expect(await belied({ history: scratched(), archived: [copyOf(history)] })).toContain('与存档不符');
    const { events } = history;
    const altered = { ...copyOf(history), hash: contentId('other') };
    expect(await belied({ history: { events }, archived: [altered] })).toBeNull();
  });

  it('from the archive is not believed where its bytes are not what the index says, or cannot be unpacked', async () => {
    const standIn = copyOf(history);
    expect(await belied({ standIn })).toBeNull();
    expect(await belied({ standIn: { ...standIn, hash: contentId('other') } })).toContain('内容已被改动');
    expect(await belied({ standIn: { ...standIn, events: 1 } })).toContain('存档目录所记与所存的历史不符');
    const empty = { ...standIn, bytes: Buffer.alloc(0) };
    expect(await belied({ history: null, standIn: empty })).toContain('已损坏或被改动');
  });

  it('is not believed where a seal has another hash of it, or of the archived copy', async () => {
    const signer = signerOf();
    const sealing = (chain: string, length: number, head: string) => ({
      seals: sealIndex(sealChain([{ signer, heads: [[chain, length, head]] }]), keysOf(signer)),
    });
    expect(await belied({}, sealing(`matter/${id}`, 4, whole[3]?.hash ?? ''))).toBeNull();
    expect(await belied({}, sealing(`matter/${id}`, 4, 'f'.repeat(64)))).toContain('重算的第 4 条');
    expect(await belied({}, sealing(`matter/${id}`, 9, 'f'.repeat(64)))).toBeNull();
    const standIn = copyOf(history);
    const chain = `history/${id}/${standIn.runId}`;
    expect(await belied({ standIn }, sealing(chain, standIn.events, 'f'.repeat(64)))).toContain('与封签不符');
  });

  it('is not written behind a ledger whose own chain is broken', async () => {
    const ledger = evidence.ledger.map((row) => (row.seq === 2 ? { ...row, hash: 'f'.repeat(64) } : row));
    expect(await belied({ ledger })).toContain('内容被改动');
  });

  it('is recomputed by the code that made it where today’s yields otherwise, or takes another course', async () => {
    const made = run.auditor.code;
    for (const code of [
      made.replaceAll("'NoteAdded'", "'NoteTaken'").replaceAll('"NoteAdded"', '"NoteTaken"'),
      made.replace('await record(handed)', 'await record(handed); await record(handed)'),
    ]) {
      expect(code).not.toBe(made);
      const { belied: why, broken, entries } = await found({}, { code, trusted: () => codeOf(made) });
      expect({ why, broken }).toEqual({ why: null, broken: null });
      expect(eventsOf(entries).map(bareEvent)).toEqual(whole.map(bareEvent));
      expect(await belied({}, { code, trusted: () => null })).toContain('没有可信的这一份');
    }
  });
});
