import type { Effect } from '../../kernel/effect.ts';
import type { EventData, HazardRecorded } from '../event.ts';
import { leadSeat } from '../posts.ts';
import { currentStep } from '../running.ts';
import type { HazardState } from '../state.ts';

/** The accountability case that an issued L7 opens. Its key is clock, ground and round, so it is opened once. */
export function caseOpened(event: HazardRecorded, said: EventData['RungIssued'], after: HazardState): Effect {
  const ground = groundOf(after, said.key);
  const input = {
    hazard: after.id,
    number: after.number,
    round: after.round,
    ground,
    clock: said.clock,
    upToSeq: event.seq,
    subjects: said.clock === 'T' ? rectifying(after) : holding(after),
    involved: involved(after),
    region: after.region,
    units: Object.keys(after.chains),
  };
  const key = `case:${said.clock}:${ground}:${after.round.toString()}`;
  return { type: 'Open', key, kind: 'accountability', input };
}

function groundOf(state: HazardState, key: string): string {
  const nth = /#(\d+)$/.exec(key)?.[1];
  const raised = nth === undefined ? undefined : state.grounds[Number(nth)];
  // A ground raised while the proposal already waited belongs to it, too.
  return (raised ?? state.grounds.at(-1))?.kind ?? 'untimely';
}

interface Subject {
  readonly kind: 'publicOfficial' | 'unit' | 'enterprise';
  readonly id: string;
  readonly unit: string;
  readonly post: string | null;
}

/** T is held against the rectifier and the supervising unit's principal. An enterprise is punished, not held to account. */
function rectifying(state: HazardState): readonly Subject[] {
  const unit = state.assignment?.unit ?? state.subject;
  const kind = unit !== null && state.chains[unit]?.kind === 'enterprise' ? 'enterprise' : 'unit';
  const principal = leadSeat(state, 3);
  const official: Subject = { kind: 'publicOfficial', id: principal.post, unit: principal.unit, post: principal.post };
  return unit === null ? [official] : [{ kind, id: unit, unit, post: null }, official];
}

/** S is held against whoever let the step lie. */
function holding(state: HazardState): readonly Subject[] {
  const seats = currentStep(state).holders.map(({ post, unit }): Subject => ({
    kind: 'publicOfficial',
    id: post,
    unit,
    post,
  }));
  return seats.filter((seat, i) => seats.findIndex((other) => other.id === seat.id) === i);
}

/** Whoever held the matter or took part: they do not decide on the case (回避). */
function involved(state: HazardState): { readonly people: readonly string[]; readonly posts: readonly string[] } {
  const { finder, ...lists } = state.people;
  const people = new Set<string>([finder, ...Object.values(lists).flat()].filter((person) => person !== 'system'));
  const posts = new Set<string>(state.steps.flatMap((step) => step.holders.map((holder) => holder.post)));
  return { people: [...people], posts: [...posts] };
}
