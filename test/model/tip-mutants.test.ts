import { describe, expect, it } from 'vitest';
import type { AnyRules } from '../../workflows/kernel/definition.ts';
import { happened } from '../../workflows/tip/event.ts';
import { TIP } from '../../workflows/tip/index.ts';
import type { State } from '../../workflows/tip/state.ts';
import { stepFrom } from '../../workflows/tip/step.ts';
import { sealed } from '../unit/tip/story.ts';
import { explore } from './explore.ts';
import { mutantsOf } from './mutants.ts';
import { movesTo } from './story.ts';
import { tipModel } from './tip/model.ts';

const { deciding, evolving, waking, without } = mutantsOf<State>(TIP);

interface Mutant {
  readonly mistake: string;
  readonly rules: AnyRules;
  readonly law: string;
  /** How many moves the shortest way has. */
  readonly moves: number;
}

const OPEN = { type: 'Open', key: 'hazard', kind: 'hazard', input: {} } as const;

const MUTANTS: readonly Mutant[] = [
  {
    mistake: 'silence declines',
    rules: waking((events, { status }) =>
      status === 'received'
        ? [happened('TipDeclined', { ground: 'noFacts', reason: sealed('1'), handed: null })]
        : events,
    ),
    law: 'silence accepts, verifies, answers and pays nothing: it only closes what was answered',
    moves: 1,
  },
  {
    mistake: 'nobody holds a tip that was accepted',
    rules: evolving('TipAccepted', (state) => ({
      ...state,
      step: state.step && { ...state.step, holder: '' as never },
    })),
    law: 'an open tip has one holder, never of the subject, and a next wake ahead',
    moves: 1,
  },
  {
    mistake: 'the subject may act',
    rules: deciding((decision, state, { type, actor, at }) =>
      type === 'AcceptTip' && actor.unit === state.subject && 'refusal' in decision && state.chain === null
        ? { events: [happened('ReminderGiven', { step: stepFrom(state.terms, 'accept', 'desk' as never, at) })] }
        : null,
    ),
    law: 'nobody of the subject does anything',
    moves: 1,
  },
  {
    mistake: 'whoever proposed may decide the reward',
    rules: without('DeciderIsProposer', (state) => ({ ...state, reward: state.reward && { ...state.reward, by: [] } })),
    law: 'a reward is decided once, by another than who proposed or verified, for what was borne out and answered',
    moves: 1,
  },
  {
    mistake: 'whoever verified may decide the reward',
    rules: without('DeciderIsVerifier', (state) => ({ ...state, verifiers: [] })),
    law: 'a reward is decided once, by another than who proposed or verified, for what was borne out and answered',
    moves: 1,
  },
  {
    mistake: 'a tip is closed while its reward is owed',
    rules: waking((events, { status }) => (status === 'answered' ? [happened('TipClosed', {})] : events)),
    law: 'a tip ends answered or declined, for good, and never with a reward owed',
    moves: 1,
  },
  {
    mistake: 'a hazard is opened again',
    rules: { ...TIP, effects: (_before, event) => (event.type === 'HazardHeard' ? [OPEN] : []) },
    law: 'a hazard is opened once, for what is true',
    moves: 1,
  },
  {
    mistake: 'whoever asked for more time may grant it',
    rules: without('DeciderIsApplicant', (state) => ({
      ...state,
      moreTime: state.moreTime && { ...state.moreTime, by: [] },
    })),
    law: 'the time to answer is extended once, and by nobody who asked for it',
    moves: 2,
  },
];

describe('the model checker of tips', { timeout: 60_000 }, () => {
  it.each(MUTANTS)('notices that $mistake, by the shortest way', ({ rules, law, moves }) => {
    const { violation } = explore(tipModel(rules), { depth: moves, disturbances: 1 });
    expect(violation?.law).toBe(law);
    expect(violation === null ? [] : movesTo(violation.way)).toHaveLength(moves);
  });
});
