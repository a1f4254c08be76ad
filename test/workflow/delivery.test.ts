import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkChain } from '../../activities/chain.ts';
import { sweep } from '../../activities/sweep.ts';
import { commandRecord } from '../../db/commands.ts';
import { askLoop } from '../../delivery/ask.ts';
import { deliver, post } from '../../delivery/deliver.ts';
import { exportHistory } from '../../delivery/history.ts';
import { sendUpdate } from '../../delivery/send.ts';
import type { Command } from '../../workflows/kernel/command.ts';
import { instantOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { deliverySystem, log, type DeliverySystem } from './delivery-system.ts';
import { commandOf, inMs, startOf } from './errand-system.ts';

let system: DeliverySystem;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  system = await deliverySystem();
  worker = await system.startWorker();
});

afterAll(async () => {
  await worker.stop();
  await system.close();
});

const LONG = 10_000;
const newId = () => `err-${randomUUID()}` as MatterId;
const about = (id: MatterId, type: string, body: unknown, at: Instant = inMs(0)): Command => ({
  ...commandOf(type, body, `${id}/${randomUUID()}`),
  at,
});
const outcomeOf = async (command: Command) => (await commandRecord(system.db, command.commandId))?.outcome;

async function opened(reminders: readonly Instant[] = []): Promise<MatterId> {
  const id = newId();
  const delivered = await deliver(system, await system.note(startOf(id, { reminders: [...reminders] })), LONG);
  expect(delivered.outcome).toBe('done');
  return id;
}

describe('a noted command', () => {
  it('that opens is decided and recorded when its sender hears of it', async () => {
    const id = newId();
    const delivered = await deliver(system, await system.note(startOf(id, { reminders: [] })), LONG);
    expect(delivered).toMatchObject({ outcome: 'done', version: 1, events: [{ type: 'ErrandStarted', seq: 1 }] });
    expect(await system.ledger(id)).toEqual(['ErrandStarted']);
  });

  it('that is refused ends as refused, with its reason', async () => {
    const id = await opened();
    const silly = about(id, 'AddNote', { text: '' });
    const delivered = await deliver(system, await system.note(silly), LONG);
    expect(delivered).toEqual({ outcome: 'refused', refusal: { code: 'UnknownCommand', detail: '没有内容。' } });
    expect(await outcomeOf(silly)).toBe('refused');
  });

  it('that opens and is refused hears the reason also when nobody was there to hear it the first time', async () => {
    const id = newId();
    const record = await system.note(startOf(id, { reminders: [], isSilly: true }));
    await sendUpdate(system, record, Date.now() + LONG);
    expect(await deliver(system, record, LONG)).toMatchObject({ outcome: 'refused', refusal: { code: 'NotYours' } });
  });

  it('is written once however often it is delivered, and answered the same', async () => {
    const id = await opened();
    const record = await system.note(about(id, 'AddNote', { text: 'once' }));
    const all = await Promise.all(Array.from({ length: 30 }, () => deliver(system, record, LONG)));
    expect(new Set(all.map((delivered) => (delivered.outcome === 'done' ? delivered.version : 0)))).toEqual(
      new Set([2]),
    );
    expect(await system.ledger(id)).toEqual(['ErrandStarted', 'NoteAdded']);
  });

  it('is decided among thirty others at once on the same matter, none lost', async () => {
    const id = await opened();
    const records = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        system.note(about(id, 'AddNote', { text: i % 3 === 0 ? '' : i.toString() })),
      ),
    );
    const all = await Promise.all(records.map((record) => deliver(system, record, LONG)));
    expect(all.filter(({ outcome }) => outcome === 'done')).toHaveLength(20);
    expect(all.filter(({ outcome }) => outcome === 'refused')).toHaveLength(10);
    expect(await system.ledger(id)).toHaveLength(21);
  });

  it('fetches from the run what a dead sender never wrote before it', async () => {
    const id = await opened();
    const lost = about(id, 'AddNote', { text: 'lost' });
    await sendUpdate(system, await system.note(lost), Date.now() + LONG);
    // Received together, so that it does not wait for the lost one.
    const delivered = await deliver(system, await system.note(about(id, 'AddNote', { text: 'after' }, lost.at)), LONG);
    expect(delivered).toMatchObject({ outcome: 'done', version: 3 });
    expect(await system.ledger(id)).toEqual(['ErrandStarted', 'NoteAdded', 'NoteAdded']);
    expect(await outcomeOf(lost)).toBe('done');
  });

  it('on a run that ended is refused, on one that was terminated it waits', async () => {
    const ended = await opened();
    await deliver(system, await system.note(about(ended, 'FinishErrand', {})), LONG);
    await system.temporal.client.workflow.getHandle(ended).result();
    const late = await deliver(system, await system.note(about(ended, 'AddNote', { text: 'late' })), LONG);
    expect(late).toMatchObject({ outcome: 'refused', refusal: { code: 'MatterEnded' } });
    const killed = await opened();
    await system.temporal.client.workflow.getHandle(killed).terminate();
    const unheard = await deliver(system, await system.note(about(killed, 'AddNote', { text: 'unheard' })), LONG);
    expect(unheard).toEqual({ outcome: 'waiting' });
  });

  it('handed in by the other door gets its outcome too, also when it opens', async () => {
    const id = newId();
    const opening = startOf(id, { reminders: [] });
    expect(await post(system, await system.note(opening, 'signal'))).toBe(true);
    await expect.poll(() => outcomeOf(opening), { timeout: LONG }).toBe('done');
    const silly = about(id, 'AddNote', { text: '' });
    expect(await post(system, await system.note(silly, 'signal'))).toBe(true);
    await expect.poll(() => outcomeOf(silly), { timeout: LONG }).toBe('refused');
  });
});

describe('while no worker runs', () => {
  it('commands wait and are decided afterwards in order of receipt, by their first moment', async () => {
    const id = await opened();
    await worker.stop();
    const first = about(id, 'AddNote', { text: 'first' }, inMs(-9_000));
    const second = about(id, 'AddNote', { text: 'second' }, inMs(-8_000));
    const third = about(id, 'AddNote', { text: 'third' }, inMs(-7_000));
    const records = [await system.note(first), await system.note(second), await system.note(third)];
    expect(await deliver(system, records[0] as never, 500)).toEqual({ outcome: 'waiting' });
    expect(await deliver(system, records[2] as never, 500)).toEqual({ outcome: 'waiting' });
    worker = await system.startWorker();
    await expect.poll(() => sweep(system, log).then(() => outcomeOf(third)), { timeout: 30_000 }).toBe('done');
    const loop = await askLoop(system, id);
    expect(loop.state).toMatchObject({ notes: ['first', 'second', 'third'] });
    expect(await system.ledger(id)).toHaveLength(4);
  });

  it('a younger command is not sent while an older one waits', async () => {
    const id = await opened();
    await system.note(about(id, 'AddNote', { text: 'older' }, inMs(-2_000)));
    const younger = await system.note(about(id, 'AddNote', { text: 'younger' }));
    expect(await deliver(system, younger, 400)).toEqual({ outcome: 'waiting' });
    expect((await askLoop(system, id)).seq).toBe(1);
  });
});

describe('the sweeper', () => {
  it('writes what an API that died after the answer did not', async () => {
    const id = await opened();
    const lost = about(id, 'AddNote', { text: 'lost' }, inMs(-4_000));
    await sendUpdate(system, await system.note(lost), Date.now() + LONG);
    expect(await system.ledger(id)).toEqual(['ErrandStarted']);
    await sweep(system, log);
    expect(await outcomeOf(lost)).toBe('done');
    expect(await system.ledger(id)).toEqual(['ErrandStarted', 'NoteAdded']);
  });

  it('leaves commands alone whose caller still waits', async () => {
    const id = await opened();
    const young = about(id, 'AddNote', { text: 'young' });
    await system.note(young);
    await sweep(system, log);
    expect(await outcomeOf(young)).toBe('waiting');
  });
});

describe('the auditor of the chain', () => {
  const breaksOf = async (id: MatterId) =>
    (await checkChain(system, log)).filter((found) => found.id === id).map(({ why }) => why);

  it('finds nothing wrong with a run that is open and a wake that is to come', async () => {
    expect(await breaksOf(await opened([inMs(600_000)]))).not.toContain('runMissing');
  });

  it('finds a terminated run', async () => {
    const id = await opened([inMs(600_000)]);
    await system.temporal.client.workflow.getHandle(id).terminate();
    await expect.poll(() => breaksOf(id), { timeout: LONG }).toContain('runMissing');
  });

  it('finds a wake that did not come, half a minute after it was due', async () => {
    const id = await opened([inMs(600_000)]);
    await system.db.sql`update matters set next_wake = ${instantOf(Date.now() - 29_000)} where id = ${id}`;
    expect(await breaksOf(id)).not.toContain('wakeMissed');
    await system.db.sql`update matters set next_wake = ${instantOf(Date.now() - 31_000)} where id = ${id}`;
    expect(await breaksOf(id)).toContain('wakeMissed');
  });

  it('does not look for the run of a matter that has ended', async () => {
    const id = await opened();
    await deliver(system, await system.note(about(id, 'FinishErrand', {})), LONG);
    await system.temporal.client.workflow.getHandle(id).result();
    expect(await breaksOf(id)).toEqual([]);
  });
});

describe('a history', () => {
  it('is exported whole, in the form that Temporal’s own tools read', async () => {
    const id = await opened();
    const exported = await exportHistory(system.temporal, id);
    expect(exported.workflowId).toBe(id);
    const { events } = exported.history as { events: { eventType: string }[] };
    expect(events[0]?.eventType).toBe('EVENT_TYPE_WORKFLOW_EXECUTION_STARTED');
    expect(events.some((event) => event.eventType === 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED')).toBe(true);
  });
});
