import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { Recorded } from '../../workflows/kernel/event.ts';
import type { CaseCommand } from '../../workflows/accountability/command.ts';
import type { CaseEvent } from '../../workflows/accountability/event.ts';
import { evolve } from '../../workflows/accountability/evolve.ts';
import { LIFECYCLE } from '../../workflows/accountability/lifecycle.ts';
import { relationsOf } from '../../workflows/accountability/relations.ts';
import { isEnded, isPending, type State } from '../../workflows/accountability/state.ts';
import { nextWake } from '../../workflows/accountability/wake.ts';
import { plusMs, type Day } from '../../workflows/kernel/instant.ts';
import type { Terms } from '../../workflows/kernel/terms.ts';
import {
  accept,
  DECLINE,
  DEPUTY,
  DESK,
  DESK_2,
  DIRECTOR,
  ENTERPRISE,
  HAZARD,
  HEAD,
  INSPECT,
  OFFICER,
  PARTY,
  person,
  post,
  PROPOSAL,
  REFER,
  reject,
  sealed,
  STATEMENT_1,
  STATEMENT_2,
  Story,
  STRANGER,
  SYSTEM_ACTOR,
  termsOf,
  time,
} from '../unit/accountability/story.ts';

const SEED = 20260302;
const RUNS = 1_000;
const LENGTH = 30;
const HOUR = 3_600_000;

const ACTORS = [DESK, DESK_2, DIRECTOR, DEPUTY, HEAD, PARTY, INSPECT, OFFICER, ENTERPRISE, STRANGER, SYSTEM_ACTOR];
type Ask = readonly [CaseCommand['type'], unknown, Actor, Terms?];

/** A year with one holiday more. */
const REVISED: Terms = {
  ...termsOf(),
  calendar: { ...termsOf().calendar, holidays: ['2026-03-05' as Day, ...termsOf().calendar.holidays] },
};
const outcome = (subject: string): object => ({ subject, document: '1', outcome: sealed('f') });
const exempt = { ...PROPOSAL, items: [PROPOSAL.items[0], { subject: 's2', action: 'exempt', basis: '1' }] };
/** What can sensibly be asked, each with someone who may say it when nobody is recused. */
const ASKS: readonly Ask[] = [
  ['OpenCase', {}, SYSTEM_ACTOR],
  ['AddEvidence', { bears: 'for', subject: 's1', note: sealed('1') }, OFFICER],
  ['AddEvidence', { bears: 'against', note: sealed('2') }, INSPECT],
  ['ProposeReferral', PROPOSAL, DESK],
  ['ProposeReferral', { ...exempt, authority: 'party' }, DIRECTOR],
  ['SubmitStatement', STATEMENT_1, OFFICER],
  ['SubmitStatement', STATEMENT_2, ENTERPRISE],
  ['DecideReferral', REFER, HEAD],
  ['DecideReferral', REFER, PARTY],
  ['DecideReferral', DECLINE, PARTY],
  ['AnswerReferral', accept('discipline'), DESK],
  ['AnswerReferral', accept('enforcement'), DESK],
  ['AnswerReferral', reject('discipline'), DIRECTOR],
  ['AnswerReferral', reject('enforcement'), DIRECTOR],
  ['RecordOutcome', outcome('s1'), DESK],
  ['RecordOutcome', outcome('s2'), DESK],
  ...['desk-2', 'director', 'deputy', 'party'].map((id): Ask => [
    'HandOver',
    { post: post(id), unit: 'office', reason: '请假', cause: 'leave' },
    SYSTEM_ACTOR,
  ]),
  ['ReviseTerms', { cause: 'calendar', reason: '公布' }, DIRECTOR, REVISED],
  ['Wake', {}, SYSTEM_ACTOR],
  ['Hear', { from: HAZARD, event: 'HazardClosed', data: {} }, SYSTEM_ACTOR],
];

const move = fc.record({
  ask: fc.integer({ min: 0, max: 1_000 }),
  /** Mostly what the status hears, or few sequences would ever end. */
  fitting: fc.integer({ min: 0, max: 9 }).map((n) => n > 1),
  actor: fc.option(fc.integer({ min: 0, max: ACTORS.length - 1 }), { freq: 4 }),
  hours: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 30 }) }, fc.integer({ min: 0, max: 800 })),
  lateHours: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 200 })),
});
const tale = fc.record({
  moves: fc.array(move, { minLength: LENGTH, maxLength: LENGTH }),
  posts: fc.subarray(['desk', 'desk-2', 'director', 'deputy', 'head', 'party']),
  people: fc.subarray(['desk-p', 'head-p']),
});
type Tale = typeof tale extends fc.Arbitrary<infer T> ? T : never;

const reached = new Set<string>();
const ends = new Set<string>();

function isHeardIn(type: string, { status }: State): boolean {
  return LIFECYCLE.some((r) => r.command === type && r.statuses !== 'opening' && r.statuses.some((s) => s === status));
}

function pick(state: State, { ask, fitting }: Tale['moves'][number]): Ask {
  const asks = fitting && !isEnded(state) ? ASKS.filter(([type]) => isHeardIn(type, state)) : ASKS;
  const found = asks[ask % asks.length];
  if (found === undefined) throw new Error('nothing to ask');
  return found;
}

/** Plays a tale; after each command `law` looks at the story. */
function play(
  { moves, posts, people }: Tale,
  law: (story: Story, ask: Ask, code: string, before: State) => void,
): Story {
  const story = new Story();
  story.open({ involved: { people: people.map(person), posts: posts.map(post) } });
  let now = time('2026-03-02T09:00');
  for (const m of moves) {
    now = plusMs(now, m.hours * HOUR);
    const [type, body, usual, revised] = pick(story.state, m);
    const by = (m.actor === null ? usual : ACTORS[m.actor]) ?? usual;
    story.sleepUntil(now);
    const before = story.state;
    const heardAt = plusMs(now, m.lateHours * HOUR);
    if (m.lateHours > 0) story.sleepUntil(heardAt);
    const settled = story.state;
    const terms = revised === undefined ? {} : { revised };
    const code = story.send(type, body, by, now, { now: heardAt, ...terms });
    law(story, [type, body, by], code, m.lateHours > 0 ? settled : before);
    now = heardAt;
  }
  return story;
}

function check(law: (told: Tale) => void): void {
  fc.assert(fc.property(tale, law), { seed: SEED, numRuns: RUNS });
}

describe(`an accountability case, whatever happens (seed ${SEED.toString()})`, { timeout: 60_000 }, () => {
  it('is told completely by its events, in plain JSON', () => {
    check((told) => {
      const { events, state } = play(told, () => undefined);
      const plain = JSON.parse(JSON.stringify(events)) as Recorded<CaseEvent>[];
      expect(plain.reduce<State | null>((s, e) => evolve(s, e), null)).toEqual(state);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    });
  });

  it('hears exactly what its lifecycle table says, and every row of it is reached', () => {
    check((told) => {
      const { state } = play(told, (_story, [type, , by], code, before) => {
        const row = LIFECYCLE.find((r) => r.command === type);
        const isHeard = isHeardIn(type, before);
        const isTheirs = relationsOf(before, by).some((r) => row?.by.some((b) => b === r));
        const isNever = ['NotHeardInStatus', 'NotYours', 'Recused', 'AlreadyOpened'].includes(code);
        // A statement on behalf of another subject is not theirs either, though their relation is listed.
        if (type !== 'SubmitStatement') expect([type, isNever]).toEqual([type, !(isHeard && isTheirs)]);
        if (code === 'done') reached.add(`${type}@${before.status}`);
      });
      ends.add(state.status);
    });
    for (const row of LIFECYCLE)
      if (row.statuses !== 'opening')
        for (const status of row.statuses) expect(reached).toContain(`${row.command}@${status}`);
    for (const status of ['concluded', 'declined', 'returned']) expect(ends).toContain(status);
  });

  it('has exactly one holder and a wake ahead while it is open, and neither at the end', () => {
    check((told) => {
      play(told, ({ state }) => {
        if (isEnded(state)) expect(nextWake(state)).toBeNull();
        else {
          expect(state.step.holder).toBeTruthy();
          expect(nextWake(state)).toBe(state.step.wakeAt);
        }
      });
    });
  });

  it('decides nothing by silence: only named people, never one involved, propose, decide and record', () => {
    const byPeople = ['ReferralProposed', 'ReferralApproved', 'CaseDeclined', 'ReferralAccepted', 'ReferralRefused'];
    check((told) => {
      const { events } = play(told, () => undefined);
      for (const { type, actor } of events) {
        if (![...byPeople, 'OutcomeRecorded', 'CaseConcluded', 'CaseReturned'].includes(type)) continue;
        expect(actor.role).not.toBe('system');
        expect(told.people).not.toContain(actor.person);
        if (actor.post !== 'party') expect(told.posts).not.toContain(actor.post);
        expect(['officer', 'owner', 'stranger', 'inspect']).not.toContain(actor.post);
      }
    });
  });

  it('ends only when every lead has its outcome or its refusal', () => {
    check((told) => {
      const { state } = play(told, () => undefined);
      if (!isEnded(state)) return;
      expect(state.subjects.some((s) => isPending(state.referrals, s))).toBe(false);
      const accepted = state.referrals.some((r) => r.answer?.accepted === true);
      expect(state.status).toBe(state.referrals.length === 0 ? 'declined' : accepted ? 'concluded' : 'returned');
    });
  });

  it('wakes once for everything missed in an outage, in order, as if it had been awake', () => {
    const key = (story: Story): unknown[] => story.events.map(({ type, at, data }) => [type, at, data]);
    fc.assert(
      fc.property(tale, fc.integer({ min: 1, max: 200 }), (told, days) => {
        const awake = play(told, () => undefined);
        const away = play(told, () => undefined);
        const last = awake.events.at(-1)?.heardAt ?? time('2026-03-02T09:00');
        const until = plusMs(last, days * 24 * HOUR);
        for (let at = last; at <= until; at = plusMs(at, 12 * HOUR)) awake.sleepUntil(at);
        awake.sleepUntil(until);
        away.sleepUntil(until);
        expect(key(away)).toEqual(key(awake));
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it('gives every effect its own key, and never hears its own clock go back', () => {
    check((told) => {
      const { effects, events } = play(told, () => undefined);
      expect(new Set(effects.map((e) => e.key)).size).toBe(effects.length);
      const heard = events.map((e) => e.heardAt);
      expect([...heard].sort()).toEqual(heard);
    });
  });
});
