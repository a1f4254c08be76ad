import { dueAfter, offsetFrom } from '../../kernel/deadline.ts';
import { dayOf, lastDayOf, type Instant } from '../../kernel/instant.ts';
import { happened, type DueSet } from '../event.ts';
import type { Extension } from '../matter.ts';
import { countyPath, leadSeat } from '../posts.ts';
import { denied } from '../refusal.ts';
import { currentDue } from '../running.ts';
import { separated } from '../separation.ts';
import { isSpecial } from '../special-period.ts';
import type { HazardState } from '../state.ts';
import { isStayedAt } from '../stays.ts';
import { stepOf } from '../steps.ts';
import { blank, decided, originalLimit, type Decide } from './parts.ts';

/** More time, asked for within the last days before expiry; T runs on while it is undecided (§2.12 R3). */
export const requestExtension: Decide<'RequestExtension'> = (state, { body, at, actor }) => {
  const { terms, extensions } = state;
  const { due } = currentDue(state);
  const window = terms.periods.extensionWindow;
  const opensAt = due === null ? null : offsetFrom(due, { amount: -window.amount, unit: window.unit }, terms.calendar);
  const granted = extensions.filter((extension) => extension.decision === 'granted');
  const sum = granted.reduce((total, extension) => total + extension.amount, body.amount);
  const no = denied({
    LimitNotPositive: !Number.isInteger(body.amount) || body.amount <= 0,
    ClockStayed: isStayedAt(state, at),
    ExtensionPending: extensions.some((extension) => extension.decision === 'pending'),
    ExtensionsUsedUp: granted.length >= (terms.numbers['extensionsMax'] ?? 0),
    ExtensionTooEarly: opensAt !== null && at < opensAt,
    ExtensionsTooLong: sum > originalLimit(state).amount,
    NoExtensionInSpecialPeriod: isSpecial(terms, dayOf(at)) || (due !== null && isSpecial(terms, lastDayOf(due))),
    ControlsMissing: body.reason === 'objective' && blank(body.controls),
    EvidenceMissing: body.evidence.length === 0,
  });
  if (no !== null) return no;
  const nth = granted.length + 1;
  const extension: Extension = {
    nth,
    amount: body.amount,
    reason: body.reason,
    requestedAt: at,
    requestedBy: actor.person,
    decider: deciderOf(state, nth),
    until: dueAfter(terms.periods.extensionDecision, at, terms.calendar).at,
    undecidedAt: null,
    decision: 'pending',
  };
  const { explanation, evidence } = body;
  return decided(happened('ExtensionRequested', { extension, explanation, controls: body.controls ?? null, evidence }));
};

/** Granted or refused. A late grant of a timely request moves the matter back to the work. */
export const decideExtension: Decide<'DecideExtension'> = (state, command) => {
  const { body, at } = command;
  const pending = state.extensions.find((extension) => extension.decision === 'pending');
  const due = pending === undefined ? null : dueWith(state, pending);
  const no = denied({
    ...separated(state, command),
    ReasonMissing: blank(body.reason),
    AlreadySubmitted: state.status === 'rechecking' && state.openedBy !== 'expiry',
    ClockStayed: body.decision === 'grant' && isStayedAt(state, at),
    DueInPast: body.decision === 'grant' && due !== null && due.due !== null && due.due <= at,
  });
  if (no !== null || due === null) return no ?? decided();
  const { reason } = body;
  if (body.decision === 'refuse') return decided(happened('ExtensionRefused', { reason }));
  const step = state.status === 'rechecking' ? stepOf(state, 'rectify', at) : null;
  return decided(happened('ExtensionGranted', { reason, due: { ...due, start: at }, step }));
};

/** The first is decided by the assigner's rank, from the second on by at least one rank above. */
function deciderOf(state: HazardState, nth: number): Extension['decider'] {
  const rank = Math.max(1, state.assignment?.assignerRank ?? 1) + (nth > 1 ? 1 : 0);
  const [, director, deputyHead] = countyPath(state);
  if (rank <= 3) return { ...leadSeat(state, rank === 1 ? 1 : rank === 2 ? 2 : 3), rank };
  const seat = rank === 4 ? director : deputyHead;
  return { ...(seat ?? leadSeat(state, 3)), rank };
}

/** The due version that a grant appends: counted on from the running due date, not from the decision. */
function dueWith(state: HazardState, extension: Extension): DueSet | null {
  const running = currentDue(state);
  if (running.due === null) return null;
  const period = { ...originalLimit(state), amount: extension.amount };
  const due: Instant = offsetFrom(running.due, period, state.terms.calendar);
  return { start: running.start, due, reason: 'extension', period, provisional: running.provisional };
}
