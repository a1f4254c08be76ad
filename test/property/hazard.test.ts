import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../workflows/kernel/command.ts';
import { hear, wakeUpTo, type Entry, type Loop } from '../../workflows/kernel/hear.ts';
import { instantOf, type Instant } from '../../workflows/kernel/instant.ts';
import { firstWorkingInstant, lastEndOfWork, workingHoursOf } from '../../workflows/kernel/working-hours.ts';
import type { CommandType } from '../../workflows/hazard/command.ts';
import { asOf } from '../../workflows/hazard/decide/parts.ts';
import { LIFECYCLE } from '../../workflows/hazard/lifecycle.ts';
import { holderOf } from '../../workflows/hazard/posts.ts';
import type { HazardState, HazardTerms } from '../../workflows/hazard/state.ts';
import { OPEN_STATUSES } from '../../workflows/hazard/status.ts';
import { ORDER_TYPES } from '../../workflows/hazard/vocabulary.ts';
import { CONTROL, impose } from '../support/control-bodies.ts';
import { BODY, driven, drivenMajor } from '../support/hazard-bodies.ts';
import { drivenByPaper, finished } from '../support/hazard-papers.ts';
import { bodyOf, pick, revisedFor, timesOf, type Move } from '../support/hazard-walk.ts';
import { closingMajor, LISTED_AT, listedGeneral } from '../support/listed-hazards.ts';
import { OVER } from '../support/over-hazards.ts';
import { KNOWN, ROW, RULES, story, time, unit, who, type Story } from '../support/hazard-story.ts';

const SEED = Number(process.env['SEED'] ?? 20260302);
const RUNS = Number(process.env['RUNS'] ?? 2_000);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const BEGINNINGS: readonly (() => Story)[] = [
  () => driven('reported'),
  () => driven('registered'),
  () => driven('graded'),
  () => driven('assigned'),
  () => driven('rectifying'),
  () => driven('rechecking'),
  () => driven('closing'),
  () => driven('closed'),
  () => drivenMajor('confirm'),
  () => drivenMajor('assigned'),
  () => drivenMajor('planning'),
  () => drivenMajor('review'),
  () => drivenMajor('rectifying'),
  () => then(driven('reported'), 'yj-jb', 'ProposeRejection', '2026-03-02 11:00'),
  () =>
    then(
      then(driven('reported'), 'yj-jb', 'ProposeRejection', '2026-03-02 11:00'),
      'yj-fg',
      'DecideRejection',
      '2026-03-02 12:00',
    ),
  () => then(driven('reported'), 'yj-jb', 'Transfer', '2026-03-02 11:00'),
  () => then(driven('registered'), 'yj-jb', 'Transfer', '2026-03-02 11:00'),
  // Statuses that are left soon are begun in twice, so that every row of theirs is reached.
  ...[...LISTED_AT, 'assigned' as const, 'rectifying' as const].map((stage) => () => listedGeneral(stage)),
  () => then(driven('registered'), 'yj-jb', 'Transfer', '2026-03-02 11:00'),
  () => closingMajor(),
  () => driven('rectifying', {}, { assign: { assists: [{ unit: unit('zj'), task: '协助断电' }] } }),
  () => {
    const told = story();
    told.say('system', 'Import', ROW, '2026-03-02 09:00');
    return told;
  },
  ...(['reported', 'registered'] as const).map(
    (stage) => () =>
      then(then(driven(stage), 'yj-jb', 'Transfer', '2026-03-02 11:00'), 'zj-jb', 'AnswerTransfer', '2026-03-02 12:00'),
  ),
  () => planningWithAssist(),
  ...(['assigned', 'rechecking', 'closing'] as const).map((stage) => () => drivenByPaper(stage)),
  () => finished(drivenByPaper('closing'), 'recheckOpinion', '2026-03-05'),
  () => then(drivenByPaper('assigned'), 'ent-jb', 'Accept', '2026-03-03 10:00'),
  () => drivenMajor('assigned'),
  () => withPowerCut(driven('assigned'), '2026-03-03'),
  () => then(underControl(driven('assigned'), '2026-03-03'), 'ent-jb', 'RequestResumption', '2026-03-03 13:00'),
  () => closedOwingReply(),
  ...[underControl, withPowerCut].flatMap((controlled) => [
    () => controlled(driven('reported'), '2026-03-02'),
    () => controlled(driven('registered'), '2026-03-02'),
    () => controlled(driven('assigned'), '2026-03-03'),
    () => controlled(drivenMajor('planning'), '2026-03-03'),
    () => controlled(driven('rectifying'), '2026-03-03'),
    () => controlled(driven('rechecking'), '2026-03-04'),
    () => controlled(driven('closing'), '2026-03-05'),
  ]),
  ...Object.values(OVER).map((over) => () => over()),
];

/** A major hazard whose plan is due, with a unit that assists. */
function planningWithAssist(): Story {
  const told = drivenMajor('graded');
  told.say(
    'yj-jb',
    'Assign',
    { ...BODY.assign, assists: [{ unit: unit('zj'), task: '协助断电' }] },
    '2026-03-03 09:00',
  );
  told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
  return told;
}

/** Closed out late, while the reply to a 督办函 is still owed. */
function closedOwingReply(): Story {
  const told = driven('rectifying');
  told.pass('2026-03-24 12:00');
  told.say('awb-zr', 'DecideRung', { rung: 'supervise', clock: 'T', decision: 'issue' }, '2026-03-24 13:00');
  told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-24 14:00');
  told.say('yj-jb', 'Recheck', BODY.pass, '2026-03-24 15:00');
  told.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-24 16:00');
  return told;
}

/** A seal stands from noon of a day on. */
function underControl(told: Story, on: string): Story {
  impose(told, {}, `${on} 12:00`);
  return told;
}

/** And the power is to be cut. */
function withPowerCut(told: Story, on: string): Story {
  underControl(told, on).say('yj-zr', 'CutSupply', CONTROL.cut, `${on} 13:00`);
  return told;
}

/** A beginning with one more command, whose body the walk would make. */
function then(told: Story, by: string, type: CommandType, at: string): Story {
  const dice: Move = { command: 0, actor: 0, variant: 0, gapMs: 0, lagMs: 0, wild: false };
  told.say(by, type, bodyOf(type, told.state(), dice, time(at)), at);
  return told;
}

const move: fc.Arbitrary<Move> = fc.record({
  command: fc.nat(10_000),
  actor: fc.nat(10_000),
  variant: fc.nat(10_000),
  gapMs: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 60_000, max: 4 * HOUR }) },
    { weight: 2, arbitrary: fc.integer({ min: DAY, max: 4 * DAY }) },
    { weight: 1, arbitrary: fc.integer({ min: 5 * DAY, max: 25 * DAY }) },
  ),
  lagMs: fc.oneof(
    { weight: 8, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: HOUR, max: 6 * DAY }) },
  ),
  wild: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

const reached = new Set<string>();
const ORDERS: readonly string[] = ORDER_TYPES;
/** Papers that something went by. */
const byPaper = new Set<string>();
const NOT_LISTED = ['NotHeardInStatus', 'AlreadyOpened'];

describe('a hazard under random commands', () => {
  it(`keeps its laws (seed ${SEED.toString()}, ${RUNS.toString()} runs of 30 commands)`, { timeout: 900_000 }, () => {
    fc.assert(
      fc.property(fc.nat(BEGINNINGS.length - 1), fc.array(move, { minLength: 30, maxLength: 30 }), (from, moves) => {
        const begin = BEGINNINGS[from];
        if (begin !== undefined) walk(begin(), moves);
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: false },
    );
    const rows = LIFECYCLE.flatMap((row) =>
      row.statuses === 'opening' ? [] : row.statuses.map((status) => `${row.command} in ${status}`),
    );
    expect(rows.filter((row) => !reached.has(row))).toEqual([]);
    expect([...byPaper]).toEqual(expect.arrayContaining(['rectifyOrder', 'recheckOpinion']));
  });
});

/** Lives one life and checks the laws after each thing heard. */
function walk(told: Story, moves: readonly Move[]): void {
  let loop = told.loop();
  const entries: Entry[] = [...told.entries()];
  let now = loop.heardAt ?? instantOf(0);
  for (const [i, one] of moves.entries()) {
    const before = loop;
    const state = stateOf(before);
    if (RULES.done(state)) break;
    const { at, heard } = timesOf(one, now);
    // Half of the late ones find that time has passed first, as when the message lay in a queue.
    const slept =
      one.lagMs > 0 && one.variant % 2 === 0 ? wakeUpTo(RULES, before, heard) : { loop: before, entries: [] };
    const seen = stateOf(slept.loop);
    if (RULES.done(seen)) break;
    const { type, by } = pick(state, one, at);
    const command: Command = {
      commandId: `m-${i.toString()}`,
      type,
      at,
      actor: who(by),
      known: KNOWN,
      ...revisedFor(type, state, one),
      body: bodyOf(type, state, one, at),
    };
    const result = hear(RULES, slept.loop, command, heard);
    entries.push(...slept.entries, ...result.entries);
    sameAsTable(slept.loop, command, result.entries);
    loop = result.loop;
    now = heard;
    laws(before, loop);
    goesByPaper(stateOf(before), result.entries);
    fallsByAnAct(before, loop, [...slept.entries, ...result.entries]);
  }
  wholeLife(loop, entries);
}

/** What the lifecycle table says is what `decide` says; the rows reached are counted. */
function sameAsTable(from: Loop, command: Command, entries: readonly Entry[]): void {
  const own = entries.find((entry) => entry.commandId === command.commandId);
  const woke = entries.slice(
    0,
    entries.findIndex((entry) => entry.commandId === command.commandId),
  );
  let state = from.state;
  for (const entry of woke) for (const event of entry.events) state = RULES.evolve(state, event);
  const { status } = asOf(state as HazardState, command.at);
  const listed = LIFECYCLE.some((row) => row.command === command.type && row.statuses.includes(status));
  const code = own?.outcome.outcome === 'refused' ? own.outcome.refusal.code : 'done';
  expect(NOT_LISTED.includes(code), `${command.type} in ${status}: ${code}`).toBe(!listed);
  if (code === 'done') reached.add(`${command.type} in ${status}`);
  if (woke.length > 0)
    for (const entry of woke) if (entry.command === 'Wake') reached.add(`Wake in ${statusBefore(from, woke, entry)}`);
  const after = entries.slice(entries.findIndex((entry) => entry.commandId === command.commandId) + 1);
  if (after.length > 0) reached.add(`Wake in ${(state as HazardState).status}`);
}

function statusBefore(from: Loop, woke: readonly Entry[], upTo: Entry): string {
  let state = from.state;
  for (const entry of woke) {
    if (entry === upTo) break;
    for (const event of entry.events) state = RULES.evolve(state, event);
  }
  return (state as HazardState).status;
}

function laws(before: Loop, after: Loop): void {
  const state = stateOf(after);
  heldAndAwake(state);
  closedOnlyAfterRecheck(state);
  endsUncontrolled(state);
  appendedOnly(stateOf(before), state);
  runsOrRests(state);
}

/** The ledger is gapless and its fold is the live state, also after a journey through JSON. */
function wholeLife(loop: Loop, entries: readonly Entry[]): void {
  const events = entries.flatMap((entry) => entry.events);
  expect(events.map((event) => event.seq)).toEqual(events.map((_, i) => i + 1));
  const read = JSON.parse(JSON.stringify(events)) as typeof events;
  const folded = read.reduce<unknown>((state, event) => RULES.evolve(state, event), null);
  expect(folded).toStrictEqual(loop.state);
  onceAndInOrder(stateOf(loop), entries);
}

/** Every open state has one named holder and a next wake. */
function heldAndAwake(state: HazardState): void {
  const open = OPEN_STATUSES.some((status) => status === state.status);
  if (!open) return;
  expect(holderOf(state), `${state.status} has a holder`).not.toBeNull();
  expect(RULES.nextWake(state), `${state.status} has a next wake`).not.toBeNull();
}

/** T rests under a running stay and is never given more time than it rested; a stay is always woken for. */
function runsOrRests(state: HazardState): void {
  const stay = state.stays.at(-1);
  if (stay !== undefined && stay.endedAt === null) {
    expect(state.dueDates.at(-1)?.restsFrom).toBe(stay.from);
    const wake = RULES.nextWake(state);
    expect(wake !== null && wake <= stay.until, 'a stay is woken for').toBe(true);
  }
}

/** Nothing ends under a standing control, and no supply stays cut without one but that of a closed enterprise. */
function endsUncontrolled(state: HazardState): void {
  const standing = state.controls.some((control) => control.liftedAt === null);
  const open = OPEN_STATUSES.some((status) => status === state.status);
  if (standing) expect(open, `${state.status} under control`).toBe(true);
  const isCut = state.supplies.some((supply) => supply.restoredAt === null);
  if (isCut) expect(standing || state.status === 'abolished', 'a supply is cut under control').toBe(true);
}

/** No recheck goes by an order that is not issued and served, nothing is closed before its opinion and its listing are. */
function goesByPaper(before: HazardState, entries: readonly Entry[]): void {
  const papers = entries.flatMap(({ events }) => events).some(({ type }) => type === 'CloseoutApproved')
    ? [...ORDERS, 'recheckOpinion', 'listLetter']
    : entries.flatMap(({ events }) => events).some(({ type }) => type === 'RecheckPassed' || type === 'RecheckFailed')
      ? ORDERS
      : [];
  const all = (before.papers ?? []).filter(
    ({ lapsed, document, round }) =>
      !lapsed && papers.includes(document) && (document !== 'recheckOpinion' || round === before.round),
  );
  const last = [
    all.findLast(({ document }) => ORDERS.includes(document)),
    all.findLast(({ document }) => document === 'recheckOpinion'),
    all.findLast(({ document }) => document === 'listLetter'),
  ];
  for (const paper of last) {
    if (paper === undefined) continue;
    expect(paper.issued, `${paper.document} is issued`).not.toBeNull();
    expect(paper.served, `${paper.document} is served`).not.toBeNull();
    byPaper.add(paper.document);
  }
}

/** The level of supervision falls by a reasoned act only, or when what raised it is shown unfounded. */
function fallsByAnAct(before: Loop, after: Loop, entries: readonly Entry[]): void {
  if (stateOf(after).level >= stateOf(before).level) return;
  const types = entries.flatMap((entry) => entry.events.map((event) => event.type));
  expect(
    types.some((type) => type === 'LevelLowered' || type === 'RungWithdrawn'),
    types.join(),
  ).toBe(true);
}

/** No closure without a recheck that passed by people none of whom rectified. */
function closedOnlyAfterRecheck(state: HazardState): void {
  if (state.status !== 'closed' && state.status !== 'archived') return;
  const last = state.rechecks.at(-1);
  expect(last?.passed).toBe(true);
  expect(last?.officers.some((officer) => state.people.rectifiers.includes(officer))).toBe(false);
  expect(state.items.every((item) => item.result === 'passed')).toBe(true);
}

/** Each rung once per due version; what time brought carries its due instant, and one batch is in its order. */
function onceAndInOrder(state: HazardState, entries: readonly Entry[]): void {
  const standing = state.fired.filter((fired) => fired.withdrawnAt === null).map((fired) => fired.key);
  expect(new Set(standing).size).toBe(standing.length);
  let heardAt = '' as Instant;
  let terms = state.terms;
  for (const entry of entries) {
    for (const event of entry.events) {
      expect(event.heardAt >= heardAt).toBe(true);
      heardAt = event.heardAt;
      terms = termsSaid(event) ?? terms;
      if (event.type === 'RungFired') {
        firedInItsHours(terms, event.at, event.data as FiredData, entry.events[0] !== event);
        expect(event.at <= event.heardAt).toBe(true);
      }
    }
  }
}

/** The terms that an event brought: those that the matter was opened under, or revised ones. */
function termsSaid({ data }: Entry['events'][number]): HazardTerms | undefined {
  const said = data as { readonly opening?: { readonly terms: HazardTerms }; readonly terms?: HazardTerms };
  return said.terms ?? said.opening?.terms;
}

interface FiredData {
  readonly rowId: string;
  readonly rung: string;
  readonly dueAt: Instant;
}

/**
 * A rung fires at its due instant; one that keeps working hours when work begins, and a warning that would then be too
 * late before. What an event of the same wake reveals to have been due before fires with that event.
 */
function firedInItsHours(
  terms: HazardTerms,
  at: Instant,
  { rowId, rung, dueAt }: FiredData,
  isRevealed: boolean,
): void {
  const row = terms.ladder.find(({ id }) => id === rowId);
  const hours = row?.hours === undefined ? null : workingHoursOf(terms);
  const lawful = hours === null ? [dueAt] : [firstWorkingInstant(hours, dueAt)];
  if (hours !== null && rung === 'warn') lawful.push(lastEndOfWork(hours, dueAt));
  if (isRevealed && lawful.some((instant) => instant < at)) return;
  expect(lawful, `${rowId}, due at ${dueAt}`).toContain(at);
}

/** Due versions and steps are only appended; of an old one at most its end is written. */
function appendedOnly(before: HazardState, after: HazardState): void {
  const bare = (state: HazardState) => state.dueDates.map((due) => ({ ...due, restsFrom: null }));
  expect(bare(after).slice(0, before.dueDates.length)).toEqual(bare(before));
  // Revised terms count the running step anew; an ended one stays as it was.
  const steps = (state: HazardState) =>
    state.steps.map(({ name, start, due, version }, i) => ({
      name,
      start,
      version,
      due: i < before.steps.length - 1 || after.terms === before.terms ? due : null,
    }));
  expect(steps(after).slice(0, before.steps.length)).toEqual(steps(before));
  expect(after.number).toBe(before.number);
}

function stateOf(loop: Loop): HazardState {
  return loop.state as HazardState;
}
