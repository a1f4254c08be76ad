import { SYSTEM } from '../kernel/command.ts';
import { offsetFrom } from '../kernel/deadline.ts';
import { earliest, type Instant } from '../kernel/instant.ts';
import type { RungTime } from '../kernel/ladder.ts';
import { assistsDueAt, expiresAt, rungsOf, stepEndsBy, type Silence } from './clocks.ts';
import type { Coming } from './coming.ts';
import { controlComing } from './coming/control.ts';
import { stayOver } from './coming/stay.ts';
import { urgingComing } from './coming/urging.ts';
import { happened, type HazardEvent, type HazardRecorded, type RungAct } from './event.ts';
import { recipientsOf } from './effects/told.ts';
import { evolve } from './evolve.ts';
import { lastPapersComing } from './last-papers.ts';
import { countyPost, currentSeat, seatAbove, seatTakingOver } from './posts.ts';
import { currentDue, currentStep } from './running.ts';
import type { HazardState } from './state.ts';
import { afterAcceptance, endedAt, stepByTime } from './steps.ts';
import { unconcerned } from './supervised.ts';
import { RUNGS } from './supervision.ts';

/** The next instant that matters, which may lie in the past; null once the matter has ended. */
export function nextWake(state: HazardState): Instant | null {
  return earliest(comingOf(state).map((coming) => coming.at));
}

/** Everything that is due at `at` or before, one after the other, each seeing what the one before it did. */
export function wake(state: HazardState, at: Instant): readonly HazardEvent[] {
  const events: HazardEvent[] = [];
  let now = state;
  for (let next = firstOf(now, at); next !== null; next = firstOf(now, at)) {
    const brought = next.events();
    events.push(...brought);
    now = foldAt(now, brought, at);
  }
  return events;
}

/** The state after events that are not recorded yet: only what decides the next step is looked at. */
export function foldAt(state: HazardState, events: readonly HazardEvent[], at: Instant, actor = SYSTEM): HazardState {
  let now = state;
  for (const event of events) {
    const recorded = { ...event, seq: 0, at, heardAt: at, commandId: '', actor } as HazardRecorded;
    now = evolve(now, recorded);
  }
  return now;
}

function firstOf(state: HazardState, at: Instant): Coming | null {
  let first: Coming | null = null;
  for (const coming of comingOf(state)) if (coming.at <= at && (first === null || coming.at < first.at)) first = coming;
  return first;
}

function comingOf(state: HazardState): readonly Coming[] {
  if (currentStep(state).name === 'ended') return lastPapersComing(state);
  const [rung] = rungsOf(state);
  const coming: (Coming | null)[] = [
    stepOver(state),
    expiry(state),
    assistsLate(state),
    stayOver(state),
    extensionUndecided(state),
    gradeUndecided(state),
    ...state.proposals.map((proposal) => ({ at: proposal.until, events: () => proposalSilent(state, proposal.key) })),
    rung === undefined ? null : { at: rung.firesAt, events: () => fire(state, rung) },
  ];
  const ahead = coming.filter((c) => c !== null);
  // The regions' deadlines ask others than the holder: they do not stand in for the reminder, which comes first.
  return [...(ahead.length > 0 ? ahead : [reminder(state)]), ...controlComing(state), ...urgingComing(state)];
}

/** The chain of responsibility never breaks: when the ladder has said all, the holder is asked again and again. */
function reminder(state: HazardState): Coming {
  const at = offsetFrom(state.movedAt, state.terms.periods.remind, state.terms.calendar);
  return { at, events: () => [happened('HolderReminded', { holder: currentSeat(state).post })] };
}

function stepOver(state: HazardState): Coming | null {
  const end = stepEndsBy(state);
  return end === null ? null : { at: end.at, events: () => SILENCED[end.by](state, end.at) };
}

/** What silence does to a step that has no ladder, or not yet (§2.14). Nothing is approved, passed or closed by it. */
const SILENCED: Readonly<
  Record<Exclude<Silence, 'ladder' | 'none'>, (state: HazardState, at: Instant) => readonly HazardEvent[]>
> = {
  lapse: (state, at) => [happened('RejectionLapsed', { step: stepByTime(state, 'verify', at) })],
  deemAccepted: (state, at) => [
    happened('AssignmentAccepted', { ...afterAcceptance(state, at, stepByTime), deemed: true }),
  ],
  deemTransferred,
  pass: passed,
  archive: (_state, at) => [happened('WindowClosed', { step: endedAt(at) })],
  final: (_state, at) => [happened('RejectionFinal', { step: endedAt(at) })],
};

function deemTransferred(state: HazardState, at: Instant): readonly HazardEvent[] {
  const { transfer } = state;
  const chain = transfer === null ? undefined : state.chains[transfer.to];
  if (transfer === null || chain === undefined) throw new Error(`${state.id} is in transfer to nobody`);
  const data = { to: transfer.to, chain, outside: false, deemed: true, reason: '视为接受', evidence: [] };
  return [happened('TransferAccepted', { ...data, step: endedAt(at) })];
}

/** The step goes on with who comes next; an outside body's silence is 安委办's to follow up. */
function passed(state: HazardState, at: Instant): readonly HazardEvent[] {
  const running = currentStep(state);
  const [next, ...path] = running.path;
  if (next === undefined) throw new Error(`step ${running.name} of ${state.id} has nobody to pass to`);
  const fresh =
    running.name === 'transfer'
      ? stepByTime(state, 'chase', at)
      : { ...stepByTime(state, running.name, at, next), path };
  return [
    happened('HandedOver', { holder: { ...next, why: 'pass' }, step: fresh, reason: '逾期未办，转下一责任岗位' }),
  ];
}

function expiry(state: HazardState): Coming | null {
  const at = expiresAt(state);
  return at === null
    ? null
    : { at, events: () => [happened('RectificationExpired', { step: stepByTime(state, 'recheck', at) })] };
}

function assistsLate(state: HazardState): Coming | null {
  const at = assistsDueAt(state);
  if (at === null) return null;
  const late = state.assists.filter((assist) => assist.doneAt === null && assist.remindedAt === null);
  return { at, events: () => late.map((assist) => happened('AssistOverdue', { unit: assist.unit })) };
}

function extensionUndecided(state: HazardState): Coming | null {
  const pending = state.extensions.find(
    (extension) => extension.decision === 'pending' && extension.undecidedAt === null,
  );
  if (pending === undefined) return null;
  return { at: pending.until, events: () => [happened('ExtensionUndecided', { decider: pending.decider.post })] };
}

function gradeUndecided(state: HazardState): Coming | null {
  const { gradeProposal, terms } = state;
  if (gradeProposal === null || gradeProposal.until === null) return null;
  const { until } = gradeProposal;
  const at = Math.min(gradeProposal.at + 1, gradeProposal.confirmers.length - 1);
  const to = gradeProposal.confirmers[at];
  if (to === undefined) return null;
  const next = offsetFrom(until, terms.periods.gradeConfirm, terms.calendar);
  return { at: until, events: () => [happened('GradeDecisionPassed', { to: to.post, at, until: next })] };
}

/** A proposal that nobody answered goes to the next rank; at the last one, and for L7 always, it only reminds. */
function proposalSilent(state: HazardState, key: string): readonly HazardEvent[] {
  const proposal = state.proposals.find((p) => p.key === key);
  const from = proposal?.confirmers[proposal.at];
  if (proposal === undefined || from === undefined) throw new Error(`${state.id} has no proposal ${key}`);
  const { rung, clock } = proposal;
  const to = rung === 'refer' ? undefined : proposal.confirmers[proposal.at + 1];
  if (to === undefined) return [happened('ProposalReminded', { key, rung, clock, confirmer: from })];
  return [happened('ProposalPassed', { key, rung, clock, from, to, at: proposal.at + 1 })];
}

function fire(state: HazardState, time: RungTime): readonly HazardEvent[] {
  const { row } = time;
  const act = actOf(state, time);
  const posts = row.confirmers.flatMap((name) => countyPost(state, name) ?? []);
  const confirmers = unconcerned(state, posts, { clock: row.clock, version: time.version, dueAt: time.dueAt });
  const said = {
    key: time.key,
    rowId: row.id,
    rung: row.rung,
    clock: row.clock,
    version: time.version,
    dueAt: time.dueAt,
  };
  const step = row.clock === 'S' ? state.steps.find((s) => s.version === time.version) : undefined;
  const reached = recipientsOf(state, row, step);
  const fired = happened('RungFired', { ...said, act, tell: row.tell, confirmers, ...reached });
  if (act !== 'handOver' && act !== 'takeOver') return [fired];
  const seat = currentSeat(state);
  const next = act === 'handOver' ? seatAbove(state, seat) : seatTakingOver(state, seat);
  if (next === null) return [fired];
  const reason = act === 'handOver' ? '逾期未办，升一级办理' : '逾期未办，安委办接管';
  return [fired, happened('HandedOver', { holder: { ...next, why: act }, step: null, reason })];
}

/** One proposal per rung and clock waits at a time; of an import's missed rungs only the highest is proposed. */
function actOf(state: HazardState, time: RungTime): RungAct {
  const { row } = time;
  if (row.act !== 'propose') return row.act;
  if (state.proposals.some((proposal) => proposal.rung === row.rung && proposal.clock === row.clock)) return 'record';
  return state.imported !== null && higherMissed(state, time) ? 'record' : 'propose';
}

function higherMissed(state: HazardState, time: RungTime): boolean {
  const missed = (t: RungTime): boolean => t.row.act === 'propose' && t.dueAt <= state.openedAt;
  const height = (rung: string): number => RUNGS.findIndex((r) => r === rung);
  if (!missed(time)) return false;
  const own = height(time.row.rung);
  // One that working hours held back comes after the higher ones that did not wait.
  const given = state.fired.some((other) => other.dueAt <= state.openedAt && height(other.rung) > own);
  return (time.firesAt > state.openedAt && given) || rungsOf(state).some((t) => missed(t) && height(t.row.rung) > own);
}

/** Whether a matter's T has run out by `at`, by its running due version. */
export function isLate(state: HazardState, at: Instant): boolean {
  const { due } = currentDue(state);
  return due !== null && at > due;
}
