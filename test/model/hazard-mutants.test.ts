import { describe, expect, it } from 'vitest';
import type { AnyRules } from '../../workflows/kernel/definition.ts';
import { plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import { happened } from '../../workflows/hazard/event.ts';
import { currentDue, currentStep } from '../../workflows/hazard/running.ts';
import type { HazardState } from '../../workflows/hazard/state.ts';
import { stepOf } from '../../workflows/hazard/steps.ts';
import { BODY, driven, drivenMajor } from '../support/hazard-bodies.ts';
import { drivenByPaper } from '../support/hazard-papers.ts';
import { day, RULES, time, type Story } from '../support/hazard-story.ts';
import { explore } from './explore.ts';
import { hazardModel } from './hazard/model.ts';
import { hazardLaws } from './hazard/laws.ts';
import { mutantsOf } from './mutants.ts';
import { storyOf } from './story.ts';

type State = HazardState;
const DAY = 86_400_000;
const { deciding, evolving, waking, without } = mutantsOf<State>(RULES);

interface Mutant {
  readonly mistake: string;
  readonly rules: AnyRules;
  readonly from: Story;
  readonly law: string;
  /** The shortest way, by what is said or passes. */
  readonly way: readonly string[];
  /** 1 where the way holds something beside the straight life. */
  readonly disturbances?: 1;
}

/** In the work, and the township was there: what comes next is a rung. */
const URGED = driven('rectifying');
URGED.say('town-jb', 'RecordUrging', { visitedOn: day('2026-03-03'), found: '正在整改' }, '2026-03-03 11:00');

const MUTANTS: readonly Mutant[] = [
  {
    mistake: 'somebody who rectified may recheck',
    rules: without('RecheckerIsRectifier', (state) => ({
      ...state,
      people: { ...state.people, rectifiers: [] },
    })),
    from: driven('rectifying'),
    law: 'nothing is closed without a recheck passed by people none of whom rectified',
    way: ['SubmitRectification', 'Recheck', 'DecideCloseout'],
  },
  {
    mistake: 'the officer who rechecked may close',
    rules: without('CloserIsRechecker', (state) => ({
      ...state,
      people: { ...state.people, recheckers: [] },
    })),
    from: driven('rechecking'),
    law: 'who closes did not recheck or rectify',
    way: ['Recheck', 'DecideCloseout'],
  },
  {
    mistake: 'silence verifies',
    rules: waking((events, state) => {
      const step = stepOf(state, 'grade', time('2026-03-09 09:00'));
      const verified = happened('HazardVerified', { note: '', evidence: [], items: state.items, step });
      return state.status === 'reported' ? [...events, verified] : events;
    }),
    from: driven('reported'),
    law: 'silence decides nothing',
    way: ['silence'],
  },
  {
    mistake: 'time grades',
    rules: evolving('AssignmentAccepted', (state) => ({ ...state, severity: null })),
    from: driven('assigned'),
    law: 'time grades nothing',
    way: ['silence'],
  },
  {
    mistake: 'a rung fires twice',
    rules: waking((events) => events.flatMap((event) => (event.type === 'RungFired' ? [event, event] : [event]))),
    from: URGED,
    law: 'a row of the ladder fires once per due version and ground',
    way: ['silence'],
  },
  {
    mistake: 'a rung fires a week early',
    rules: waking((events) =>
      events.map((event) =>
        event.type === 'RungFired'
          ? { ...event, data: { ...dataOf(event), rung: 'urge', dueAt: later(event) } }
          : event,
      ),
    ),
    from: URGED,
    law: 'no rung fires before it is due, but a warning that would else come too late',
    way: ['silence'],
  },
  {
    mistake: 'an outage changes when a rung fell due',
    rules: evolving('RungFired', (state, { at, heardAt }) => ({
      ...state,
      fired: state.fired.map((fired) =>
        heardAt > at && fired.firedAt === heardAt ? { ...fired, dueAt: heardAt } : fired,
      ),
    })),
    from: URGED,
    law: 'an outage fires the rungs that wakefulness would have fired',
    way: ['outage'],
    disturbances: 1,
  },
  {
    mistake: 'a due version is altered',
    rules: evolving('RectificationExpired', (state) => ({
      ...state,
      dueDates: [
        ...state.dueDates.slice(0, -1),
        { ...currentDue(state), due: plusMs(currentDue(state).start, 90 * DAY) },
      ],
    })),
    from: URGED,
    law: 'due versions and steps are only appended',
    way: ['outage'],
    disturbances: 1,
  },
  {
    mistake: 'the level falls by itself',
    rules: evolving('RectificationSubmitted', (state) => ({ ...state, level: 0 })),
    from: URGED,
    law: 'the level is the height of the acts done and falls only by a word or a withdrawal',
    way: ['SubmitRectification'],
    disturbances: 1,
  },
  {
    mistake: 'nobody holds what was verified',
    rules: evolving('HazardVerified', (state) => ({
      ...state,
      steps: [...state.steps.slice(0, -1), { ...currentStep(state), holders: [] }],
    })),
    from: driven('reported'),
    law: 'an open matter has one holder and a next wake ahead',
    way: ['Verify'],
  },
  {
    mistake: 'a stayed clock runs on',
    rules: evolving('ClockStayed', (state) => ({
      ...state,
      dueDates: [...state.dueDates.slice(0, -1), { ...currentDue(state), restsFrom: null }],
    })),
    from: driven('rectifying'),
    law: 'T rests while it is stayed',
    way: ['StayClock'],
    disturbances: 1,
  },
  {
    mistake: 'a control does not block the recheck',
    rules: without('ControlStands', (state) => ({ ...state, controls: [], supplies: [] })),
    from: drivenMajor('rectifying'),
    law: 'no major hazard passes its recheck or is closed while a control or a cut supply stands',
    way: ['SubmitRectification', 'ImposeControl', 'Recheck'],
    disturbances: 1,
  },
  {
    mistake: 'an order that nobody served is rechecked',
    rules: without('OrderNotIssued', withoutPapers),
    from: handedInUnserved(),
    law: 'no order is rechecked and nothing is closed before its papers are issued and served',
    way: ['Recheck'],
  },
  {
    mistake: 'what was rechecked is closed before its opinion is served',
    rules: without('PapersUnfinished', withoutPapers),
    from: drivenByPaper('closing'),
    law: 'no order is rechecked and nothing is closed before its papers are issued and served',
    way: ['DecideCloseout'],
  },
  {
    mistake: 'a refusal has a code that nobody knows',
    rules: deciding((_decision, _state, { type, actor }) =>
      type === 'Verify' && actor.role === 'enterprise' ? { refusal: { code: 'NobodyKnows', detail: '' } } : null,
    ),
    from: driven('reported'),
    law: 'refusals are known and change nothing',
    way: ['Verify'],
  },
  {
    mistake: 'a state remembers what no event says',
    rules: forgetful(),
    from: driven('reported'),
    law: 'a fold of the recorded events is the live state',
    way: ['silence'],
  },
  {
    mistake: 'a wake moves nothing',
    rules: { ...RULES, nextWake: () => time('2026-03-03 00:00') },
    from: driven('reported'),
    law: 'rules never throw',
    way: ['silence'],
  },
  {
    mistake: 'a run ends while something is to come',
    rules: { ...RULES, done: (state) => (state as State).status === 'closed' || RULES.done(state) },
    from: driven('closing'),
    law: 'a run that is done has no wake',
    way: ['DecideCloseout'],
  },
];

describe('the model checker', { timeout: 60_000 }, () => {
  it.each(MUTANTS)('notices that $mistake, by the shortest way', ({ rules, from, law, way, disturbances = 0 }) => {
    const model = hazardModel('hazard', [from], rules);
    const { violation } = explore(model, { depth: way.length, disturbances });
    expect(violation?.law).toBe(law);
    const story = violation === null ? [] : storyOf(model, violation);
    const told = story.filter((line) => / {2}[1-9]\d* {2}/.test(line));
    expect(told).toHaveLength(way.length);
    for (const [i, one] of way.entries()) expect(told[i]).toContain(one);
  });

  it('notices rungs of one instant that fire in another order than they fell due', () => {
    const law = hazardLaws(RULES).find(({ name }) => name.includes('in order of its due time'));
    const told = driven('rectifying');
    told.outage('2026-03-25 08:00');
    const [entry] = told.entries().filter(({ command }) => command === 'Wake');
    const fired = told.events().filter(({ type }) => type === 'RungFired');
    if (law === undefined || entry === undefined) throw new Error('nothing fired');
    const broken = (events: typeof fired) =>
      law.broken({
        before: told.state(),
        after: told.state(),
        entries: [{ ...entry, events }],
        move: { what: 'silence' },
        now: time('2026-03-25 08:00'),
        awake: null,
      });
    expect(broken(fired)).toBeNull();
    expect(broken([...fired].reverse())).not.toBeNull();
  });
});

function withoutPapers({ papers: _papers, ...state }: State): State {
  return state;
}

/** Handed in while its order lies unserved. */
function handedInUnserved(): Story {
  const told = drivenByPaper('assigned');
  told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
  told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
  return told;
}

/** Rules that count in their own memory how often they were asked. */
function forgetful(): AnyRules {
  let times = 0;
  return evolving('RungFired', (state) => {
    times += 1;
    return { ...state, movedAt: plusMs(state.movedAt, times) };
  });
}

function dataOf(event: { readonly data: unknown }) {
  return event.data as { readonly dueAt: Instant };
}

function later(event: { readonly data: unknown }): Instant {
  return plusMs(dataOf(event).dueAt, 7 * DAY);
}
