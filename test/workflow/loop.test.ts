import { randomUUID } from 'node:crypto';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../workflows/kernel/hear.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import { UNCONFIRMED_QUERY, type Answer } from '../../workflows/messages.ts';
import {
  commandOf,
  errandSystem,
  handedOver,
  open,
  refusalOf,
  signal,
  startOf,
  update,
  type ErrandSystem,
  type RunningWorker,
} from './errand-system.ts';

let system: ErrandSystem;
let worker: RunningWorker;

beforeAll(async () => {
  system = await errandSystem();
  worker = await system.startWorker();
});

afterAll(async () => {
  await worker.stop();
  await system.close();
});

const newId = () => `err-${randomUUID()}`;
const typesOf = (answer: Answer) => answer.entries.flatMap((entry) => entry.events.map((event) => event.type));

describe('opening', () => {
  it('answers the first update with the events of the opening', async () => {
    const answer = await open(system, startOf(newId(), { reminders: [] }));
    expect(answer.version).toBe(1);
    expect(typesOf(answer)).toEqual(['ErrandStarted']);
  });

  it('answers an opening sent again as before, and starts no second run', async () => {
    const command = startOf(newId(), { reminders: [] });
    const [first, second] = await Promise.all([open(system, command), open(system, command)]);
    expect(second).toEqual(first);
    expect(await open(system, command)).toEqual(first);
  });

  it('tells the caller why it is refused and leaves nothing open', async () => {
    const id = newId();
    expect(await refusalOf(open(system, startOf(id, { reminders: [], isSilly: true })))).toBe('NotYours');
    const handle = system.client.workflow.getHandle(id);
    expect(await handle.result()).toMatchObject({ version: 0, refusal: { code: 'NotYours' } });
    expect((await handle.describe()).status.name).toBe('COMPLETED');
  });

  it('cannot be opened again after it was refused', async () => {
    const command = startOf(newId(), { reminders: [], isSilly: true });
    await refusalOf(open(system, command));
    await expect(open(system, command)).rejects.toBeInstanceOf(WorkflowExecutionAlreadyStartedError);
  });

  it('is answered the same after the run has ended', async () => {
    const command = startOf(newId(), { reminders: [] });
    const first = await open(system, command);
    const handle = system.client.workflow.getHandle(command.opening?.matterId ?? '');
    await update(handle, commandOf('FinishErrand', {}));
    await handle.result();
    expect(await handle.getUpdateHandle<Answer>(command.commandId).result()).toEqual(first);
  });
});

describe('the two doors', () => {
  it('refuse by the update with code and sentence, and write nothing into history', async () => {
    const { handle } = await started([]);
    const before = (await handle.describe()).historyLength;
    expect(await refusalOf(update(handle, commandOf('AddNote', { text: '' })))).toBe('UnknownCommand');
    expect((await handle.describe()).historyLength).toBe(before);
  });

  it('answer an id that was handed in by both with one outcome', async () => {
    const { handle, id } = await started([]);
    const note = commandOf('AddNote', { text: 'once' });
    await signal(handle, note);
    const answer = await update(handle, note);
    expect(answer.version).toBe(2);
    await update(handle, commandOf('FinishErrand', {}));
    await handle.result();
    expect(handedOver(system, id)).toEqual(['ErrandStarted', 'NoteAdded', 'ErrandFinished']);
  });

  it('answer the same id with the same answer, without one more event in history', async () => {
    const { handle } = await started([]);
    const note = commandOf('AddNote', { text: 'once' });
    const first = await update(handle, note);
    const before = (await handle.describe()).historyLength;
    const again = await Promise.all(Array.from({ length: 5 }, () => update(handle, note)));
    expect(again).toEqual(Array.from({ length: 5 }, () => first));
    expect((await handle.describe()).historyLength).toBe(before);
  });

  it('hand over the outcome of a signal, also a refused one', async () => {
    const { handle, id } = await started([]);
    const bad = commandOf('AddNote', { text: '' });
    await signal(handle, bad);
    await expect
      .poll(() => system.batches.filter((batch) => batch.matterId === id).flatMap((batch) => batch.entries))
      .toContainEqual(
        expect.objectContaining({ commandId: bad.commandId, outcome: expect.objectContaining({ outcome: 'refused' }) }),
      );
  });

  it('decide forty commands at once one after another, none lost', async () => {
    const { handle } = await started([]);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => update(handle, commandOf('AddNote', { text: i.toString() }))),
    );
    expect(answers.map((answer) => answer.version).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, i) => i + 2),
    );
  });
});

describe('the hand-over', () => {
  it('comes by itself after twenty entries that only callers have seen', async () => {
    const { handle, id } = await started([]);
    for (let i = 0; i < 18; i += 1) await update(handle, commandOf('AddNote', { text: i.toString() }));
    expect(handedOver(system, id)).toEqual([]);
    await update(handle, commandOf('AddNote', { text: 'the twentieth entry' }));
    await expect.poll(() => handedOver(system, id).length).toBe(20);
  });

  it('confirms a batch, so that the next one begins after it', async () => {
    const { handle, id } = await started([]);
    await signal(handle, commandOf('AddNote', { text: 'one' }));
    await expect.poll(() => handedOver(system, id).length).toBe(2);
    await signal(handle, commandOf('AddNote', { text: 'two' }));
    await expect.poll(() => handedOver(system, id).length).toBe(3);
    const seqs = system.batches
      .filter((one) => one.matterId === id)
      .map((one) => one.entries.flatMap((e) => e.events.map((v) => v.seq)));
    expect(seqs).toEqual([[1, 2], [3]]);
  });

  it('keeps what is heard while a batch is under way for the next one', async () => {
    const { handle, id } = await started([]);
    system.isRecordDown = true;
    await signal(handle, commandOf('AddNote', { text: 'one' }));
    await update(handle, commandOf('AddNote', { text: 'two' }));
    await signal(handle, commandOf('AddNote', { text: 'three' }));
    system.isRecordDown = false;
    await expect
      .poll(() => handedOver(system, id), { timeout: 5_000 })
      .toEqual(['ErrandStarted', 'NoteAdded', 'NoteAdded', 'NoteAdded']);
  });

  it('holds the run open at its end until everything is recorded', async () => {
    const { handle, id } = await started([]);
    system.isRecordDown = true;
    await update(handle, commandOf('FinishErrand', {}));
    expect((await handle.describe()).status.name).toBe('RUNNING');
    system.isRecordDown = false;
    expect(await handle.result()).toEqual({ version: 2, refusal: null });
    expect(handedOver(system, id)).toEqual(['ErrandStarted', 'ErrandFinished']);
  });

  it('fills a gap: the query gives what no activity has confirmed, from a seq on', async () => {
    const { handle } = await started([]);
    await update(handle, commandOf('AddNote', { text: 'one' }));
    const entries = await handle.query<Entry[], [number]>(UNCONFIRMED_QUERY, 2);
    expect(entries.flatMap((entry) => entry.events.map((event) => event.type))).toEqual(['NoteAdded']);
  });
});

async function started(reminders: readonly Instant[]) {
  const id = newId();
  await open(system, startOf(id, { reminders: [...reminders] }));
  return { id, handle: system.client.workflow.getHandle(id) };
}
