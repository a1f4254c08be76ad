import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Entry, Loop } from '../../workflows/kernel/hear.ts';
import { LOOP_QUERY } from '../../workflows/messages.ts';
import {
  commandOf,
  errandSystem,
  handedOver,
  inMs,
  open,
  signal,
  startOf,
  update,
  type ErrandSystem,
} from './errand-system.ts';

let system: ErrandSystem;

beforeAll(async () => {
  system = await errandSystem();
});

afterEach(() => system.stopWorkers());

afterAll(async () => {
  await system.close();
});

const entriesOf = (id: string): Entry[] =>
  system.batches.filter((batch) => batch.matterId === id).flatMap((batch) => batch.entries);
const past = (due: string) => expect.poll(() => inMs(0) > due, { timeout: 5_000, interval: 20 }).toBe(true);

describe('wakes', () => {
  it('fire by themselves, each stamped with when it was due and when it fired', async () => {
    const worker = await system.startWorker();
    const id = `err-${randomUUID()}`;
    const due = inMs(300);
    await open(system, startOf(id, { reminders: [due] }));
    await expect.poll(() => handedOver(system, id), { timeout: 5_000 }).toEqual(['ErrandStarted', 'Reminded']);
    const event = entriesOf(id)
      .flatMap((entry) => entry.events)
      .at(-1);
    expect(event?.at).toBe(due);
    expect(event === undefined ? '' : event.heardAt >= due).toBe(true);
    await worker.stop();
  });

  it('missed while no worker ran fire once, in order, in one batch', async () => {
    const first = await system.startWorker();
    const id = `err-${randomUUID()}`;
    const due = [inMs(300), inMs(500), inMs(700)];
    await open(system, startOf(id, { reminders: due }));
    await first.stop();
    await past(due[2] ?? '');
    const second = await system.startWorker();
    await expect.poll(() => handedOver(system, id).length, { timeout: 15_000 }).toBe(4);
    const woken = system.batches
      .find((batch) => batch.matterId === id)
      ?.entries.filter((entry) => entry.command === 'Wake');
    expect(woken?.map((entry) => entry.at)).toEqual(due);
    await second.stop();
  });

  it('that fell due before a late command are decided before it, those after it afterwards', async () => {
    const first = await system.startWorker();
    const id = `err-${randomUUID()}`;
    const due = [inMs(300), inMs(900)];
    await open(system, startOf(id, { reminders: due }));
    await first.stop();
    await past(due[0] ?? '');
    const note = commandOf('AddNote', { text: 'between' });
    const handle = system.client.workflow.getHandle(id);
    await signal(handle, note);
    await past(due[1] ?? '');
    const second = await system.startWorker();
    await expect.poll(() => handedOver(system, id).length, { timeout: 15_000 }).toBe(4);
    expect(handedOver(system, id)).toEqual(['ErrandStarted', 'Reminded', 'NoteAdded', 'Reminded']);
    await second.stop();
  });

  it('are decided on time while nothing can be recorded, and recorded later', async () => {
    const worker = await system.startWorker();
    const id = `err-${randomUUID()}`;
    const due = [inMs(200), inMs(400), inMs(600)];
    await open(system, startOf(id, { reminders: due }));
    system.isRecordDown = true;
    const handle = system.client.workflow.getHandle(id);
    await expect.poll(async () => (await handle.query<Loop>(LOOP_QUERY)).seq, { timeout: 5_000 }).toBe(4);
    expect(handedOver(system, id)).toEqual([]);
    const back = inMs(0);
    system.isRecordDown = false;
    await expect.poll(() => handedOver(system, id).length, { timeout: 5_000 }).toBe(4);
    const reminders = entriesOf(id)
      .flatMap((entry) => entry.events)
      .filter((event) => event.type === 'Reminded');
    expect(reminders.map(({ at }) => at)).toEqual(due);
    expect(reminders.every(({ heardAt }) => heardAt <= back)).toBe(true);
    await worker.stop();
  });

  it('hear what was handed in before the run could begin: signals before the first task, then the update', async () => {
    const id = `err-${randomUUID()}`;
    const opening = startOf(id, { reminders: [] });
    const handle = await system.client.workflow.start('errand', {
      workflowId: id,
      args: [opening],
      taskQueue: system.taskQueue,
    });
    await signal(handle, commandOf('AddNote', { text: 'one' }));
    await signal(handle, commandOf('AddNote', { text: 'two' }));
    const answer = update(handle, commandOf('FinishErrand', {}));
    const worker = await system.startWorker();
    expect((await answer).version).toBe(4);
    expect(await handle.result()).toEqual({ version: 4, refusal: null });
    expect(handedOver(system, id)).toEqual(['ErrandStarted', 'NoteAdded', 'NoteAdded', 'ErrandFinished']);
    await worker.stop();
  });

  it('and commands of a case of eight and its last wake cost at most eighty events of history', async () => {
    const worker = await system.startWorker();
    const id = `err-${randomUUID()}`;
    // One deadline for each step, as a matter has them, the last one ends it by a command.
    const handle = system.client.workflow.getHandle(id);
    await open(system, startOf(id, { reminders: Array.from({ length: 8 }, (_, i) => inMs(60_000 + i)) }));
    for (let i = 0; i < 6; i += 1) await update(handle, commandOf('AddNote', { text: i.toString() }));
    await update(handle, commandOf('FinishErrand', {}));
    await handle.result();
    expect((await handle.describe()).historyLength).toBeLessThanOrEqual(80);
    await worker.stop();
  });
});
