import { Runtime } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { SILENT } from '../../audit/code.ts';
import { openReplays } from '../../audit/replay.ts';
import { heardPart } from '../../audit/history/heard.ts';
import type { HistoryJson } from '../../audit/history/history-json.ts';
import { workflowBundle } from '../support/system.ts';
import { savedHistory } from './saved.ts';

beforeAll(() => Runtime.install({ logger: SILENT, telemetryOptions: { logging: { forward: {}, filter: 'OFF' } } }));

const closed = savedHistory('0.2.0-closed');
const other = savedHistory('0.2.0-case');
const whole = heardPart(closed.history);
const holed: HistoryJson = { events: whole.events.filter((_, i) => i < 10 || i > 15) };
const onlyBegun: HistoryJson = { events: whole.events.slice(0, 1) };

describe('one replay worker for many histories', () => {
  it('gives each its own answer, in whatever order they are asked for and however often', async () => {
    const replays = openReplays(workflowBundle().code);
    const asked = [closed, other, closed].map(({ id, history }) => replays.replay(id, heardPart(history)));
    const [first, second, third] = await Promise.all(asked);
    await replays.close();
    expect(first?.entries.length).toBeGreaterThan(5);
    expect(first?.entries[0]?.command).toBe('Report');
    expect(second?.entries[0]?.command).not.toBe('Report');
    expect(third).toEqual(first);
    expect([first, second, third].map((one) => one?.broken)).toEqual([null, null, null]);
  });

  it('goes on after one that breaks off, one that is no history, and one that nothing wakes', async () => {
    const replays = openReplays(workflowBundle().code, 3_000);
    const nonsense = { events: [{ eventId: 'x', eventType: 'EVENT_TYPE_NONSENSE' }] };
    const asked = [whole, holed, nonsense, onlyBegun, whole].map((history) => replays.replay(closed.id, history));
    const answers = await Promise.all(asked);
    await replays.close();
    expect(answers.map(({ broken }) => broken === null)).toEqual([true, false, false, false, true]);
    expect(answers[3]?.broken).toContain('历史停在半途');
    expect(answers[4]).toEqual(answers[0]);
  });

  it('has nothing to say of a run before its first task is done', async () => {
    const replays = openReplays(workflowBundle().code);
    const { entries, broken } = await replays.replay('haz-1', { events: [] });
    await replays.close();
    expect({ entries, broken }).toEqual({ entries: [], broken: null });
  });

  it('on code that is none breaks every history off, and does not throw', async () => {
    const replays = openReplays('throw new Error("no code")');
    const answers = await Promise.all([whole, whole].map((history) => replays.replay(closed.id, history)));
    await replays.close();
    expect(answers.map(({ broken }) => typeof broken)).toEqual(['string', 'string']);
  });
});
