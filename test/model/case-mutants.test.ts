import { describe, expect, it } from 'vitest';
import type { AnyRules } from '../../workflows/kernel/definition.ts';
import { v1, type CaseDeclined } from '../../workflows/accountability/event.ts';
import { ACCOUNTABILITY } from '../../workflows/accountability/index.ts';
import { isEnded, type State } from '../../workflows/accountability/state.ts';
import { sealed } from '../unit/accountability/story.ts';
import { caseModel } from './accountability/model.ts';
import { explore } from './explore.ts';
import { mutantsOf } from './mutants.ts';
import { movesTo } from './story.ts';

const { deciding, evolving, waking, without } = mutantsOf<State>(ACCOUNTABILITY);

interface Mutant {
  readonly mistake: string;
  readonly rules: AnyRules;
  readonly law: string;
  /** How many moves the shortest way has. */
  readonly moves: number;
}

const MUTANTS: readonly Mutant[] = [
  {
    mistake: 'silence declines',
    rules: waking((events, state) =>
      state.status === 'deciding' ? [v1<CaseDeclined>('CaseDeclined', { reason: sealed('e') })] : events,
    ),
    law: 'silence decides and refers nothing',
    moves: 1,
  },
  {
    mistake: 'somebody recused may propose',
    rules: without('Recused', (state) => ({ ...state, involved: { people: [], posts: [] } })),
    law: 'nobody involved proposes, decides or records',
    moves: 1,
  },
  {
    mistake: 'whoever proposed may decide',
    rules: deciding((decision, state, { type, actor }) =>
      type === 'DecideReferral' && actor.post === 'director' && state.status === 'deciding' && 'refusal' in decision
        ? { events: [v1<CaseDeclined>('CaseDeclined', { reason: sealed('e') })] }
        : null,
    ),
    law: 'who proposed does not decide',
    moves: 3,
  },
  {
    mistake: 'the frozen dossier is changed',
    rules: evolving('EvidenceAdded', (state) => ({
      ...state,
      origin: { ...state.origin, dossier: 'sha256:other' },
    })),
    law: 'the dossier, the involved and, but for a revision, the terms stay as they were frozen',
    moves: 1,
  },
  {
    mistake: 'a case ends while a lead is unanswered',
    rules: evolving('CaseConcluded', (state) => ({
      ...state,
      subjects: state.subjects.map((subject) => ({ ...subject, outcome: null })),
    })),
    law: 'a case ends for good, and with every lead answered',
    moves: 2,
  },
  {
    mistake: 'a statement is lost',
    rules: evolving('EvidenceAdded', (state) => ({
      ...state,
      subjects: state.subjects.map((subject) => ({ ...subject, statement: null })),
    })),
    law: 'a statement and an outcome stay as they were given',
    moves: 1,
  },
  {
    mistake: 'nobody holds a case that was proposed',
    rules: evolving('ReferralProposed', (state) =>
      isEnded(state) ? state : ({ ...state, step: { ...state.step, holder: '' } } as State),
    ),
    law: 'an open case has one holder and a next wake ahead',
    moves: 1,
  },
];

describe('the model checker of cases', { timeout: 60_000 }, () => {
  it.each(MUTANTS)('notices that $mistake, by the shortest way', ({ rules, law, moves }) => {
    const { violation } = explore(caseModel(rules), { depth: moves, disturbances: 1 });
    expect(violation?.law).toBe(law);
    expect(violation === null ? [] : movesTo(violation.way)).toHaveLength(moves);
  });
});
