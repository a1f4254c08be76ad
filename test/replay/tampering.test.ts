import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, type HistoryJson } from '../../audit/history/history-json.ts';
import { gather, type Evidence } from '../../audit/evidence.ts';
import { judge } from '../../audit/judge.ts';
import { verify } from '../../audit/verify.ts';
import { verdictOf, type Difference } from '../../audit/verdict.ts';
import { asJson } from '../../db/client.ts';
import { chained, genesisHash } from '../../db/chain.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { errandRun, type ErrandRun } from './errand-run.ts';
import { forgePayload, forgeTimes, type Forgeable } from './tamper.ts';

let run: ErrandRun;
let id: MatterId;
let evidence: Evidence;
let history: HistoryJson;

beforeAll(async () => {
  run = await errandRun();
  id = await run.finished();
  evidence = await gather(run.auditor, id);
  history = evidence.history ?? { events: [] };
});

afterAll(() => run.close());

/** What the audit says of the evidence with another history, or on other code. */
async function first(changed: Partial<Evidence>, code = run.auditor.code): Promise<Difference | null> {
  const { differences } = await judge({ ...evidence, ...changed }, code, run.auditor.kindOf);
  return verdictOf(id, differences).first;
}

const isCommand = (suffix: string) => (value: unknown) =>
  at(value, 'commandId') === (suffix === 'start' ? `start-${id}` : `${id}-${suffix}`);

describe('an untouched matter', () => {
  it('is found whole: history, ledger and projection agree', async () => {
    expect(await verify(run.auditor, id)).toEqual({ id, ok: true, first: null });
    expect(evidence.ledger.map((event) => event.type)).toEqual([
      'ErrandStarted', 'Reminded', 'NoteAdded', 'NoteAdded', 'ErrandFinished',
    ]); // prettier-ignore
  });

  it('is heard only up to its last finished task: what waits there is not claimed to be missing', async () => {
    const { events } = history;
    const signal = events.findIndex((event) => event.eventType.endsWith('WORKFLOW_EXECUTION_SIGNALED'));
    expect(await first({ history: { events: events.slice(0, signal + 1) } })).toMatchObject({
      witness: 'ledger',
      seq: 4,
    });
  });
});

describe('a forged history', () => {
  const note = (text: string) => (command: Forgeable) => Object.assign(command, { body: { text } });
  const isVersion = (version: number) => (answer: unknown) => at(answer, 'version') === version;
  const beginsAt = (seq: number) => (batch: unknown) => at(batch, 'entries', 0, 'events', 0, 'seq') === seq;

  it.each<[string, number, () => HistoryJson]>([
    ['start input', 1, () => forgePayload(history, 'start', isCommand('start'), note('伪'))],
    ['update', 3, () => forgePayload(history, 'update', isCommand('a'), note('伪'))],
    ['update, now one that is refused,', 3, () => forgePayload(history, 'update', isCommand('a'), note(''))],
    ['signal', 4, () => forgePayload(history, 'signal', isCommand('b'), note('伪'))],
    ['answer', 3, () => forgePayload(history, 'outcome', isVersion(3), (v) => Object.assign(v, { version: 7 }))],
    [
      'hand-over',
      2,
      () =>
        forgePayload(history, 'handOver', beginsAt(1), (v) =>
          Object.assign(at(v, 'entries', 1) as object, { at: '伪' }),
        ),
    ],
    ['timer', 2, () => forgeTimes(history, 'TIMER_FIRED', 3_600_000)],
  ])('in its %s is caught at seq %i', async (_, seq, forged) => {
    expect(await first({ history: forged() })).toMatchObject({ witness: 'history', seq });
  });

  it('that breaks the replay is caught where the replay stops', async () => {
    const other = forgePayload(history, 'update', isCommand('d'), (v) => {
      Object.assign(v, { type: 'AddNote', body: { text: '伪' } });
    });
    expect(await first({ history: other })).toMatchObject({ witness: 'history', seq: 5 });
  });
});

describe('a forged ledger', () => {
  it('whose row was rewritten by a superuser is caught by its hash', async () => {
    const rewrite = (data: unknown) =>
      run.asSuperuser((sql) => sql`update ledger set data = ${asJson(sql, data)} where matter_id = ${id} and seq = 3`);
    await rewrite({ text: '伪' });
    expect((await verify(run.auditor, id)).first).toMatchObject({ witness: 'ledger', seq: 3 });
    await rewrite(evidence.ledger[2]?.data);
    expect((await verify(run.auditor, id)).ok).toBe(true);
  });

  it('that was rechained to the end is caught by the history', async () => {
    const events = evidence.ledger.map((event) => (event.seq === 3 ? { ...event, data: { text: '伪' } } : event));
    const ledger = chained(genesisHash(id, 'errand'), events);
    expect(await first({ ledger })).toMatchObject({ witness: 'ledger', seq: 3 });
  });

  it('that lost its last row is caught', async () => {
    expect(await first({ ledger: evidence.ledger.slice(0, -1) })).toMatchObject({ witness: 'ledger', seq: 5 });
  });
});

describe('a forged projection', () => {
  it('is caught, whichever column was changed', async () => {
    const { projection } = evidence;
    expect(await first({ projection: { ...projection, level: 3 } })).toMatchObject({ witness: 'projection', seq: 5 });
    expect(await first({ projection: { ...projection, next_wake: '2030-01-01T00:00:00.000+08:00' } })).toMatchObject({
      witness: 'projection',
    });
    expect(await first({ projection: null })).toMatchObject({ witness: 'projection', seq: 5 });
  });
});

describe('changed code', () => {
  it('that takes another course breaks the replay', async () => {
    const mutated = mutate('await record(handed)', 'await record(handed); await record(handed)');
    expect(await first({}, mutated)).toMatchObject({ witness: 'history' });
  });

  it('that decides otherwise is caught by the answers, though the replay passes', async () => {
    const mutated = mutate('data: command.body\n', "data: { text: '另' }\n");
    expect(await first({}, mutated)).toMatchObject({ witness: 'history', seq: 3 });
  });
});

/** The code with one change, as a later version of the loop might have it. */
function mutate(text: string, by: string): string {
  const mutated = run.auditor.code.replace(text, by);
  if (mutated === run.auditor.code) throw new Error(`the code has no ${text}`);
  return mutated;
}
