import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { Recorded } from '../../workflows/kernel/event.ts';
import { plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import { evolve } from '../../workflows/tip/evolve.ts';
import type { TipRecorded } from '../../workflows/tip/event.ts';
import { TIP } from '../../workflows/tip/index.ts';
import { LIFECYCLE } from '../../workflows/tip/lifecycle.ts';
import { relationsOf } from '../../workflows/tip/relations.ts';
import { isEnded, type About, type State } from '../../workflows/tip/state.ts';
import type { Move } from '../model/move.ts';
import { asksOf, KNOWN_TO_MODEL } from '../model/tip/asks.ts';
import { tipLaws } from '../model/tip/laws.ts';
import {
  CHIEF,
  DEPUTY,
  DESK,
  DESK_2,
  DIRECTOR,
  HEAD,
  NOBODY,
  OFFICER,
  OWNER,
  Story,
  STRANGER,
  SYSTEM_ACTOR,
  time,
} from '../unit/tip/story.ts';

const SEED = 20260302;
const RUNS = 400;
const LENGTH = 25;
const HOUR = 3_600_000;
const ACTORS = [DESK, DESK_2, DIRECTOR, DEPUTY, HEAD, OFFICER, CHIEF, OWNER, STRANGER, NOBODY, SYSTEM_ACTOR];
const SILENCE: Move = { what: 'silence' };

const move = fc.record({
  ask: fc.nat(1_000),
  actor: fc.option(fc.nat(ACTORS.length - 1), { freq: 3 }),
  hours: fc.oneof({ weight: 5, arbitrary: fc.nat(30) }, fc.nat(800)),
  lateHours: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(200)),
});
const tale = fc.record({
  about: fc.constantFrom<About>('hazard', 'violation', 'concealedAccident'),
  moves: fc.array(move, { minLength: LENGTH, maxLength: LENGTH }),
});
type Tale = typeof tale extends fc.Arbitrary<infer T> ? T : never;

interface Passed {
  readonly before: State;
  readonly story: Story;
  readonly entries: Story['entries'];
  readonly now: Instant;
  readonly move: Move;
}

/** What was said, by whom, in which state it was heard, and what was answered. */
interface Heard {
  readonly type: string;
  readonly by: Actor;
  readonly before: State;
  readonly code: string;
}

/** Plays a tale: after every silence and every command `passed` looks at what came of it. */
function play(
  { about, moves }: Tale,
  passed: (step: Passed) => void,
  heard: (said: Heard) => void = () => undefined,
): Story {
  const story = new Story();
  story.open({ about });
  let now = time('2026-03-02T09:00');
  const observe = (made: Move, act: () => void): void => {
    const [before, from] = [story.state, story.entries.length];
    act();
    passed({ before, story, entries: story.entries.slice(from), now, move: made });
  };
  const sleep = (to: Instant): void => {
    now = to;
    // Each wake by itself: a status that time changes is seen to change.
    for (let wake = TIP.nextWake(story.state); wake !== null && wake <= to; wake = TIP.nextWake(story.state)) {
      const at = wake;
      const real = now;
      now = at;
      observe(SILENCE, () => story.sleepUntil(at));
      now = real;
    }
  };
  for (const { ask: n, actor, hours, lateHours } of moves) {
    const at = plusMs(now, hours * HOUR);
    sleep(at);
    const asks = asksOf(story.state);
    const ask = asks[n % Math.max(1, asks.length)];
    if (isEnded(story.state) || ask === undefined) break;
    sleep(plusMs(at, lateHours * HOUR));
    if (isEnded(story.state)) break;
    const by = (actor === null ? ask.actor : ACTORS[actor]) ?? ask.actor;
    const before = story.state;
    observe({ what: 'say', ask, late: lateHours > 0 }, () => {
      const { type, body, revised } = ask;
      const more = { known: KNOWN_TO_MODEL, now, ...(revised === undefined ? {} : { revised }) };
      const code = story.send(type, body, by, at, more);
      heard({ type, by, before, code });
    });
  }
  return story;
}

function check(law: (told: Tale) => void): void {
  fc.assert(fc.property(tale, law), { seed: SEED, numRuns: RUNS });
}

describe(`a tip, whatever happens (seed ${SEED.toString()})`, { timeout: 120_000 }, () => {
  it('keeps every law of the model: one holder and a wake ahead, nothing by silence, a reward at most once', () => {
    const laws = tipLaws(TIP);
    check((told) => {
      play(told, ({ before, story, entries, now, move: made }) => {
        const step = { before, after: story.state, entries, move: made, now, awake: null };
        for (const { name, broken } of laws) expect([name, broken(step)]).toEqual([name, null]);
      });
    });
  });

  it('hears exactly what its lifecycle table says, and both ends are reached', () => {
    const ends = new Set<string>();
    check((told) => {
      const { state } = play(
        told,
        () => undefined,
        ({ type, by, before, code }) => {
          const row = LIFECYCLE.find(({ command }) => command === type);
          const listed =
            row !== undefined && row.statuses !== 'opening' && row.statuses.some((s) => s === before.status);
          const theirs = relationsOf(before, by).some((relation) => row?.by.includes(relation) === true);
          expect([type, by.post, ['NotHeardInStatus', 'NotYours'].includes(code)]).toEqual([
            type,
            by.post,
            !(listed && theirs),
          ]);
        },
      );
      ends.add(state.status);
    });
    expect([...ends]).toEqual(expect.arrayContaining(['rejected', 'dismissed']));
  });

  it('is told completely by its events, in plain JSON, and holds no word of the tipster', () => {
    check((told) => {
      const { events, state } = play(told, () => undefined);
      const text = JSON.stringify(events);
      const plain = JSON.parse(text) as Recorded[];
      expect(plain.reduce<State | null>((s, e) => evolve(s, e as TipRecorded), null)).toEqual(state);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      expect(state.description).toMatch(/^sealed:[0-9a-f]{64}$/);
    });
  });

  it('gives every effect its own key, and never hears its own clock go back', () => {
    check((told) => {
      const { effects, events } = play(told, () => undefined);
      expect(new Set(effects.map((e) => e.key)).size).toBe(effects.length);
      const heardAt = events.map((e) => e.heardAt);
      expect([...heardAt].sort()).toEqual(heardAt);
    });
  });
});
