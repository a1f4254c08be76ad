import type { Instant } from '../../kernel/instant.ts';
import { baseOn, dueFrom } from '../clocks.ts';
import type { OrderBody, ServiceBody } from '../command.ts';
import { happened, type DueSet, type HazardEvent } from '../event.ts';
import type { DueDate, Service } from '../matter.ts';
import { denied } from '../refusal.ts';
import { currentDue } from '../running.ts';
import { separated } from '../separation.ts';
import type { HazardState } from '../state.ts';
import { stepOf } from '../steps.ts';
import { decided, isNoPaperDay, type Decide } from './parts.ts';

/** 送达: fixes T, which ran provisionally from the order's date. What had run out only provisionally goes on. */
export const recordService: Decide<'RecordService'> = (state, command) => {
  const { body, at } = command;
  const { assignment } = state;
  const order = assignment?.order ?? null;
  const no =
    denied({
      ...separated(state, command),
      NotAssignedYet: order === null,
      OrderServedByPaper: order?.number === null,
      AlreadyServed: assignment !== null && assignment.service !== null,
    }) ?? serviceDenied(state, body, order?.date ?? state.foundOn, at);
  return no ?? decided(...served(state, serviceOf(body), at));
};

/** The running order has reached its addressee: what follows for T, and for the rungs that had fired on it. */
export function served(state: HazardState, service: Service, at: Instant): readonly HazardEvent[] {
  const running = currentDue(state);
  const base = baseOn(service.date, at);
  const counted = COUNTED.includes(running.reason) ? running.period : null;
  const due: DueSet =
    counted === null
      ? { start: at, due: running.due, reason: 'service', period: running.period, provisional: false }
      : dueFrom(state.terms, 'service', counted, base, at);
  const goesOn = state.status === 'rechecking' && state.openedBy === 'expiry' && due.due !== null && due.due > at;
  const recorded = happened('ServiceRecorded', {
    service,
    base,
    due,
    step: goesOn ? stepOf(state, 'rectify', at) : null,
  });
  const unfounded = goesOn
    ? state.fired.filter(
        (f) => f.clock === 'T' && f.version === running.version && f.rung !== 'warn' && f.withdrawnAt === null,
      )
    : [];
  const withdrawn = unfounded.map(({ key, rowId, rung, clock, version, dueAt }) =>
    happened('RungWithdrawn', { key, rowId, rung, clock, version, dueAt, because: '送达后期限重新计算，届满尚未到来' }),
  );
  return [recorded, ...withdrawn];
}

/** Due versions that count from the service; later ones were set by their own decision. */
const COUNTED: readonly DueDate['reason'][] = ['assignment', 'plan'];

/** Why a paper cannot have been served so (行政处罚法 §61). */
export function serviceDenied(state: HazardState, service: ServiceBody, orderDate: OrderBody['date'], at: Instant) {
  const isWitnessed = service.witness !== undefined && service.evidence.length > 0;
  return denied({
    DayInFuture: isNoPaperDay(service.date, state.foundOn, at),
    ServedBeforeOrder: service.date < orderDate,
    ServiceNotWitnessed: (service.way === 'refused' || service.way === 'left') && !isWitnessed,
    ServiceNotConfirmed: service.way === 'electronic' && service.evidence.length === 0,
  });
}

/** The service as the record keeps it. */
export function serviceOf(body: ServiceBody): Service {
  return { way: body.way, date: body.date, witness: body.witness ?? null, evidence: body.evidence };
}
