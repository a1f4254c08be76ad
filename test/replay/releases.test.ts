import { Runtime } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { SILENT } from '../../audit/code.ts';
import { checkHistory } from '../../audit/compare/history-check.ts';
import { heardPart } from '../../audit/history/heard.ts';
import { recordedIn } from '../../audit/history/recorded.ts';
import { replayOne } from '../../audit/replay.ts';
import { workflowBundle } from '../support/system.ts';
import { savedHistory, savedNames } from './saved.ts';

beforeAll(() => Runtime.install({ logger: SILENT }));

describe('every history that a release saved', () => {
  it('is there', () => {
    expect(savedNames()).not.toEqual([]);
  });

  it.each(savedNames())('%s replays on today’s code, which still answers and hands over the same', async (name) => {
    const { id, history } = savedHistory(name);
    const heard = heardPart(history);
    const replayed = await replayOne(workflowBundle().code, id, heard);
    expect(replayed.broken).toBeNull();
    expect(checkHistory(recordedIn(heard), replayed)).toEqual([]);
  });
});
