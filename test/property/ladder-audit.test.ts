import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditHazard } from '../../audit/ladder/compare.ts';
import { TOLERANCE_MS, type Finding } from '../../audit/ladder/finding.ts';
import type { LedgerEvent } from '../../audit/ladder/facts.ts';
import type { SpecialPeriod } from '../../workflows/kernel/terms.ts';
import { hear, wakeUpTo } from '../../workflows/kernel/hear.ts';
import { instantOf, msOf, plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import type { HazardState, HazardTerms } from '../../workflows/hazard/state.ts';
import { driven, drivenMajor } from '../support/hazard-bodies.ts';
import { bodyOf, pick, timesOf, type Move } from '../support/hazard-walk.ts';
import { day, KNOWN, matter, ROW, RULES, story, termsOf, unit, who, type Story } from '../support/hazard-story.ts';

const SEED = Number(process.env['SEED'] ?? 20260302);
const RUNS = Number(process.env['RUNS'] ?? 600);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A trial counts a day in seconds. */
const PACE = 20_000;
const MATTER = { id: matter('haz-1'), number: 'YH-2026-000001' };

const SPECIAL: readonly SpecialPeriod[] = [{ name: '两会', from: day('2026-03-10'), to: day('2026-03-25') }];
/** Every row in working hours, whatever the shipped policy says of it. */
const IN_HOURS: HazardTerms = {
  ...termsOf('standard'),
  numbers: { ...termsOf('standard').numbers, workFromMinute: 510, workToMinute: 1_050 },
  ladder: termsOf('standard').ladder.map((row) => ({ ...row, hours: 'working' })),
};
const TERMS: readonly HazardTerms[] = [
  termsOf('standard'),
  termsOf('standard', SPECIAL),
  termsOf('trial'),
  IN_HOURS,
  { ...IN_HOURS, specialPeriods: SPECIAL },
];

const BEGINNINGS: readonly ((terms: HazardTerms) => Story)[] = [
  (terms) => driven('reported', { terms }),
  (terms) => driven('graded', { terms }),
  (terms) => driven('rectifying', { terms }),
  (terms) => driven('closing', { terms }),
  (terms) => drivenMajor('confirm', { terms }),
  (terms) => drivenMajor('planning', { terms }),
  (terms) => drivenMajor('rectifying', { terms }),
  (terms) => driven('rectifying', { terms }, { assign: { assists: [{ unit: unit('zj'), task: '协助断电' }] } }),
  (terms) => imported(terms, 'rectifying'),
  (terms) => imported(terms, 'awaitingRecheck'),
];

function imported(terms: HazardTerms, progress: 'rectifying' | 'awaitingRecheck'): Story {
  const told = story({ terms });
  told.say('system', 'Import', { ...ROW, progress }, '2026-03-02 09:00');
  return told;
}

const move: fc.Arbitrary<Move> = fc.record({
  command: fc.nat(10_000),
  actor: fc.nat(10_000),
  variant: fc.nat(10_000),
  gapMs: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 60_000, max: 4 * HOUR }) },
    { weight: 2, arbitrary: fc.integer({ min: DAY, max: 4 * DAY }) },
    { weight: 1, arbitrary: fc.integer({ min: 5 * DAY, max: 25 * DAY }) },
  ),
  lagMs: fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: HOUR, max: 6 * DAY }) },
  ),
  wild: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

interface Life {
  readonly events: readonly LedgerEvent[];
  readonly now: Instant;
}

const life: fc.Arbitrary<Life> = fc
  .record({
    terms: fc.constantFrom(...TERMS),
    begin: fc.constantFrom(...BEGINNINGS),
    moves: fc.array(move, { minLength: 12, maxLength: 12 }),
    rest: fc.integer({ min: HOUR, max: 40 * DAY }),
  })
  .map(({ terms, begin, moves, rest }) => lived(begin(terms), moves, rest, terms.policy === 'trial' ? PACE : 1));

/** Lives one life by the rules, then lets time pass with nobody saying a word. */
function lived(told: Story, moves: readonly Move[], restMs: number, pace: number): Life {
  let loop = told.loop();
  const events = [...told.events()];
  let now = loop.heardAt ?? instantOf(0);
  for (const [i, one] of moves.entries()) {
    if (RULES.done(loop.state)) break;
    const { at, heard } = timesOf(
      { ...one, gapMs: Math.floor(one.gapMs / pace), lagMs: Math.floor(one.lagMs / pace) },
      now,
    );
    const slept = one.lagMs > 0 && one.variant % 2 === 0 ? wakeUpTo(RULES, loop, heard) : { loop, entries: [] };
    if (RULES.done(slept.loop.state)) break;
    const state = loop.state as HazardState;
    const { type, by } = pick(state, one, at);
    const body = bodyOf(type, state, one, at);
    const command = { commandId: `m-${i.toString()}`, type, at, actor: who(by), known: KNOWN, body };
    const result = hear(RULES, slept.loop, command, heard);
    events.push(...[...slept.entries, ...result.entries].flatMap((entry) => entry.events));
    loop = result.loop;
    now = heard;
  }
  const end = plusMs(now, Math.floor(restMs / pace));
  const rest = RULES.done(loop.state) ? [] : wakeUpTo(RULES, loop, end).entries.flatMap((entry) => entry.events);
  return { events: JSON.parse(JSON.stringify([...events, ...rest])) as LedgerEvent[], now: end };
}

function audit(events: readonly LedgerEvent[], now: Instant): Finding[] {
  return auditHazard(MATTER, events, msOf(now) + TOLERANCE_MS);
}

/** The rungs that fired and were never withdrawn. */
function standing(events: readonly LedgerEvent[]) {
  const withdrawn = events.flatMap((event) => (event.type === 'RungWithdrawn' ? [event.data.key] : []));
  return events.filter((event) => event.type === 'RungFired').filter(({ data }) => !withdrawn.includes(data.key));
}

function withRung(check: (life: Life, one: ReturnType<typeof standing>[number]) => void): void {
  let tried = 0;
  fc.assert(
    fc.property(life, fc.nat(1_000), (lived, dice) => {
      const rungs = standing(lived.events);
      const one = rungs[dice % Math.max(1, rungs.length)];
      if (one === undefined) return;
      tried += 1;
      check(lived, one);
    }),
    { seed: SEED, numRuns: Math.ceil(RUNS / 3) },
  );
  expect(tried).toBeGreaterThan(RUNS / 10);
}

describe(`the auditor of the ladder over random lives (seed ${SEED.toString()})`, () => {
  it('finds nothing in what the rules did', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(life, ({ events, now }) => {
        expect(audit(events, now)).toEqual([]);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('finds a rung that is not in the ledger', { timeout: 600_000 }, () => {
    withRung(({ events, now }, one) => {
      const found = audit(
        events.filter((event) => event !== one),
        now,
      );
      expect(found).toContainEqual(expect.objectContaining({ why: 'rungMissing', rowId: one.data.rowId }));
    });
  });

  it('finds a rung that fired before it was due', { timeout: 600_000 }, () => {
    withRung(({ events, now }, one) => {
      const at = plusMs(one.at, -1);
      const early = { ...one, at, heardAt: at, data: { ...one.data, dueAt: plusMs(one.data.dueAt, -1) } };
      const found = audit(
        events.map((event) => (event === one ? early : event)),
        now,
      );
      expect(found).toContainEqual(
        expect.objectContaining({ why: 'rungEarly', rowId: one.data.rowId, dueAt: one.data.dueAt }),
      );
    });
  });

  it('finds a rung that fired twice', { timeout: 600_000 }, () => {
    withRung(({ events, now }, one) => {
      const found = audit(
        events.flatMap((event) => (event === one ? [one, one] : [event])),
        now,
      );
      expect(found).toContainEqual(expect.objectContaining({ why: 'rungTwice', rowId: one.data.rowId }));
    });
  });
});
