import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Db } from '../../../db/client.ts';
import {
  commandRecord,
  hasOlderWaiting,
  noteCommand,
  noteOpening,
  refuseCommand,
  waitingCommands,
  type CommandRecord,
  type Note,
} from '../../../db/commands.ts';
import { noteHeard } from '../../../db/heard-commands.ts';
import { append } from '../../../db/ledger.ts';
import { drawNumber, drawNumbers } from '../../../db/numbers.ts';
import { plusMs } from '../../../workflows/kernel/instant.ts';
import { freshDatabase } from '../../support/system.ts';
import { CLERK, entryOf, happened, life, parcelId, parcelOnly, START } from './parcel-kind.ts';

describe('noted commands', () => {
  let db: Db;
  beforeAll(async () => {
    db = connect(await freshDatabase());
  });
  afterAll(() => db.end());

  const note = (commandId: string, over: Partial<Note> = {}): Note => ({
    command: { commandId, type: 'Change', at: START, actor: CLERK, body: { note: '一' } },
    kind: 'parcel',
    matterId: parcelId(1),
    opens: false,
    via: 'update',
    bodyHash: 'hash-1',
    ...over,
  });
  const refusal = { code: 'NotYours', detail: '无权办理。' };
  const refuse = async (commandId: string, why = refusal): Promise<void> => {
    await refuseCommand(db, (await commandRecord(db, commandId)) as CommandRecord, why);
  };

  test('the first note waits, the same request again is known and keeps its first moment', async () => {
    const first = await noteCommand(db, note('a-1'));
    expect(first).toMatchObject({ status: 'noted', record: { outcome: 'waiting', version: null, notedAt: START } });
    const again = note('a-1', { command: { ...note('a-1').command, at: plusMs(START, 9_000) } });
    expect(await noteCommand(db, again)).toMatchObject({
      status: 'known',
      record: { notedAt: START, command: { at: START } },
    });
  });

  test('the same key with another body, matter or type is told apart', async () => {
    await noteCommand(db, note('b-1'));
    expect(await noteCommand(db, note('b-1', { bodyHash: 'hash-2' }))).toEqual({ status: 'otherBody' });
    expect(await noteCommand(db, note('b-1', { matterId: parcelId(2) }))).toEqual({ status: 'otherBody' });
    const other = note('b-1', { command: { ...note('b-1').command, type: 'Close' } });
    expect(await noteCommand(db, other)).toEqual({ status: 'otherBody' });
  });

  test('what came back from a history without a hash is told apart by its body, or by nothing', async () => {
    const { command, kind, matterId, opens, via } = note('back-1', {
      command: { ...note('back-1').command, body: { note: '一', on: '2026-03-01' } },
    });
    await noteHeard(db, [{ command, kind, matterId, opens, via }]);
    const again = (body: object) => noteCommand(db, note('back-1', { command: { ...command, body } }));
    expect(await again({ on: '2026-03-01', note: '一' })).toMatchObject({
      status: 'known',
      record: { bodyHash: null },
    });
    expect(await again({ note: '二', on: '2026-03-01' })).toEqual({ status: 'otherBody' });
    await db.sql`update commands set command = null where command_id = 'back-1'`;
    expect(await again({ note: '一', on: '2026-03-01' })).toEqual({ status: 'otherBody' });
  });

  test('thirty notes of one key at once: one is noted, the others know it', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => noteCommand(db, note('c-1'))));
    expect(answers.filter((answer) => answer.status === 'noted')).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 'known')).toHaveLength(29);
  });

  test('a refusal is final for its key', async () => {
    await noteCommand(db, note('d-1'));
    await refuse('d-1');
    await refuse('d-1', { code: 'Other', detail: '' });
    expect(await commandRecord(db, 'd-1')).toMatchObject({ outcome: 'refused', refusal });
  });

  test('what is recorded as done stays done, and wins over a refusal that was written in a race', async () => {
    const id = parcelId(3);
    await append(db, { matterId: id, kind: 'parcel', entries: life(3, 0) }, parcelOnly);
    await noteCommand(db, note('e-1', { matterId: id }));
    await refuse('e-1');
    await append(
      db,
      { matterId: id, kind: 'parcel', entries: [entryOf(happened(2, { note: '二' }, 'e-1'))] },
      parcelOnly,
    );
    expect(await commandRecord(db, 'e-1')).toMatchObject({ outcome: 'done', version: 2, refusal: null });
    await refuse('e-1');
    expect(await commandRecord(db, 'e-1')).toMatchObject({ outcome: 'done' });
  });

  test('waiting commands come in order of receipt and only when they are old enough', async () => {
    const later = plusMs(START, 5_000);
    await noteCommand(db, note('f-1', { matterId: parcelId(4) }));
    await noteCommand(db, note('f-2', { matterId: parcelId(4), command: { ...note('f-2').command, at: later } }));
    const ids = (await waitingCommands(db, 0, 100)).map((record) => record.commandId);
    expect(ids.slice(-2)).toEqual(['f-1', 'f-2']);
    expect(await waitingCommands(db, 0, 1)).toHaveLength(1);
    expect(await waitingCommands(db, 100 * 365 * 86_400_000, 100)).toEqual([]);
    const second = (await commandRecord(db, 'f-2')) as CommandRecord;
    expect(await hasOlderWaiting(db, second, 1_000)).toBe(true);
    expect(await hasOlderWaiting(db, second, 5_000)).toBe(false);
    await refuse('f-1');
    expect(await hasOlderWaiting(db, second, 1_000)).toBe(false);
  });

  test('an opening draws its number with its note, and the same request again draws none', async () => {
    const series = { prefix: 'DH', year: 2026 };
    const opening = (commandId: string) => (number: string) =>
      note(commandId, { opens: true, command: { ...note(commandId).command, body: { number } } });
    const first = await noteOpening(db, series, opening('g-1'));
    expect(first).toMatchObject({ status: 'noted', record: { command: { body: { number: 'DH-2026-000001' } } } });
    expect(await noteOpening(db, series, opening('g-1'))).toMatchObject({
      status: 'known',
      record: { command: { body: { number: 'DH-2026-000001' } } },
    });
    expect(await noteOpening(db, series, opening('g-2'))).toMatchObject({
      record: { command: { body: { number: 'DH-2026-000002' } } },
    });
  });

  test('numbers drawn at once all differ, and a number that was rolled back is drawn again', async () => {
    const drawn = await Promise.all(Array.from({ length: 40 }, () => drawNumber(db.sql, 'YH', 2027)));
    expect(new Set(drawn).size).toBe(40);
    await expect(
      db.sql.begin(async (sql) => {
        await drawNumber(sql, 'YH', 2027);
        throw new Error('not after all');
      }),
    ).rejects.toThrow('not after all');
    expect(await drawNumbers(db.sql, 'YH', 2027, 2)).toEqual(['YH-2027-000041', 'YH-2027-000042']);
  });
});
