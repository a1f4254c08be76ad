import type { Recorded } from '../workflows/kernel/event.ts';
import type { Summary } from '../workflows/kernel/face.ts';
import type { Instant } from '../workflows/kernel/instant.ts';
import type { MatterId } from '../workflows/kernel/terms.ts';
import { kindByName, type Kind } from '../workflows/kinds.ts';

/** Finds a kind by its name; injected only by tests of kinds that are not shipped. */
export type KindOf = (name: string) => Kind;
export const shippedKind: KindOf = kindByName;

/** A matter as its events so far make it: what a fold needs to go on, and what the projection is written from. */
export interface Folded {
  readonly matterId: MatterId;
  readonly kind: string;
  readonly state: unknown;
  readonly version: number;
  readonly lastHash: string;
  readonly number: string;
  readonly openedAt: Instant;
  readonly openedBy: string;
  readonly heardAt: Instant;
}

/** Folds events onto what stood before (`null` before the opening). The opening event names the matter's number. */
export function fold(
  kind: Kind,
  matterId: MatterId,
  before: Folded | null,
  events: readonly Recorded[],
  lastHash: string,
): Folded {
  let folded = before;
  for (const event of events)
    folded = {
      matterId,
      kind: kind.rules.name,
      state: kind.rules.evolve(folded === null ? null : folded.state, event),
      version: event.seq,
      lastHash,
      number: folded?.number ?? numberOf(event),
      openedAt: folded?.openedAt ?? event.at,
      openedBy: folded?.openedBy ?? event.actor.person,
      heardAt: event.heardAt,
    };
  if (folded === null) throw new Error(`matter ${matterId} has no event`);
  return folded;
}

/** The row of `matters` that a fold makes, by the names of its columns. */
export function projectionOf(kind: Kind, folded: Folded): Readonly<Record<string, unknown>> {
  const summary = kind.face.summary(folded.state);
  return {
    id: folded.matterId,
    kind: folded.kind,
    number: folded.number,
    ...columnsOf(summary),
    open: kind.face.statuses[summary.status]?.open ?? neverListed(folded.kind, summary.status),
    opened_at: folded.openedAt,
    opened_by: folded.openedBy,
    heard_at: folded.heardAt,
    next_wake: kind.rules.done(folded.state) ? null : kind.rules.nextWake(folded.state),
    version: folded.version,
    last_hash: folded.lastHash,
    state: folded.state,
    summary,
  };
}

function columnsOf(summary: Summary): Readonly<Record<string, unknown>> {
  return {
    title: summary.title,
    status: summary.status,
    severity: summary.severity,
    holder_post: summary.holder?.post ?? null,
    holder_unit: summary.holder?.unit ?? null,
    holder_person: summary.holder?.person ?? null,
    level: summary.level,
    rung: summary.rung,
    round: summary.round,
    deadlines: summary.deadlines,
    proposals: summary.proposals,
    overdue_since: summary.overdueSince,
    region: summary.region,
    sector: summary.sector,
    subject: summary.subject,
    lead: summary.lead,
    units: summary.units,
    found_on: summary.foundOn,
    closed_at: summary.closedAt,
    imported: summary.imported,
    parent: summary.parent,
    late: summary.late,
    first_pass: summary.firstPass,
    listed: summary.listed,
  };
}

/** An opening event's data holds the kernel's `Opening` as `opening`, or its number alone as `number`. */
function numberOf(event: Recorded): string {
  const number = textIn(event.data, 'number') ?? textIn(memberOf(event.data, 'opening'), 'number');
  if (number === null)
    throw new Error(`the opening event ${event.type} does not carry the matter's number in its data`);
  return number;
}

function textIn(value: unknown, name: string): string | null {
  const member = memberOf(value, name);
  return typeof member === 'string' ? member : null;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function neverListed(kind: string, status: string): never {
  throw new Error(`the face of ${kind} does not list the status ${status}`);
}
