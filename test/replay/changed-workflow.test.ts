import { Runtime } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { SILENT } from '../../audit/code.ts';
import { heardPart } from '../../audit/history/heard.ts';
import { replayOne } from '../../audit/replay.ts';
import { bundleOf, type Change } from './mutant.ts';
import { expectToReplay } from './replays.ts';
import { savedHistory } from './saved.ts';

// What the core says of a broken replay is asserted here, not printed.
beforeAll(() => Runtime.install({ logger: SILENT, telemetryOptions: { logging: { forward: {}, filter: 'OFF' } } }));

const TELLS_WHAT_TO_DO = /rules \(n\+1\)[^]+keep the old branch[^]+Never regenerate or edit the saved histories/;

/** What was changed, in what, the saved history that must notice, and whether Temporal's own replay does. */
const CHANGES: readonly (readonly [string, Change, string, 'breaks' | 'passes'])[] = [
  [
    'one day more of every limit',
    {
      file: 'kernel/deadline.ts',
      from: 'plusDays(dayOf(from), period.amount)',
      to: 'plusDays(dayOf(from), period.amount + 1)',
    },
    '0.2.0-closed',
    'passes',
  ],
  [
    'one datum of one event',
    { file: 'hazard/decide/rectification.ts', from: 'summary, late, answeredAt', to: "summary: '', late, answeredAt" },
    '0.2.0-closed',
    'passes',
  ],
  [
    'what a state remembers',
    {
      file: 'hazard/evolve/work.ts',
      from: 'dueAppended(state, data.due, stamp),\n    people',
      to: 'state.dueDates,\n    people',
    },
    '0.2.0-climbed',
    'breaks',
  ],
  [
    'its timer armed after the answer is given',
    {
      file: 'alarm.ts',
      from: '.run(() => sleep(',
      to: '.run(async () => { for (let i = 0; i < 20; i += 1) await null; }).then(() => sleep(',
    },
    '0.2.0-closed',
    'breaks',
  ],
  [
    'an effect that is left out',
    { file: 'hazard/effects.ts', from: 'LEADERS_LEVEL = 3', to: 'LEADERS_LEVEL = 9' },
    '0.2.0-climbed',
    'passes',
  ],
  ['a command of another name', { from: 'SubmitRectification', to: 'ReportDone' }, '0.2.0-closed', 'breaks'],
];

describe('a workflow that was changed', () => {
  it.each(CHANGES)('by %s fails, and the message says what to do', async (_, change, name, temporal) => {
    const code = await bundleOf(change);
    const check = expectToReplay(name, code, 'today’s code');
    await expect(check).rejects.toThrow(TELLS_WHAT_TO_DO);
    await expect(check).rejects.toThrow(new RegExp(`histories/${name}[.]json .+ on today’s code\\nat seq [0-9]+: `));
    const { id, history } = savedHistory(name);
    const { broken } = await replayOne(code, id, heardPart(history));
    expect(broken === null ? 'passes' : 'breaks').toBe(temporal);
  });

  it('by nothing passes, also when bundled elsewhere', async () => {
    await expectToReplay('0.2.0-closed', await bundleOf(null), 'today’s code');
  });
});
