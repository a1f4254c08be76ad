import type { Known } from '../kernel/command.ts';
import type { Instant } from '../kernel/instant.ts';
import type { PersonId } from '../kernel/terms.ts';
import type { HazardEvent, HazardRecorded } from './event.ts';
import type { Matter } from './state.ts';

/** In whose stead people whom a command names, the actor among them, were that day, as the register said. */
export type StandIns = Readonly<Record<PersonId, readonly PersonId[]>>;

/** The events of a command with the people whom it binds beside those who did it; as they are where nobody stood in for anybody, and under older rules. */
export function inStead(
  { terms }: Matter,
  known: Known | undefined,
  events: readonly HazardEvent[],
): readonly HazardEvent[] {
  const standsInFor = Object.fromEntries(
    Object.entries(known?.people ?? {}).flatMap(([person, { standsInFor: away }]) =>
      away === undefined ? [] : [[person, away]],
    ),
  );
  if (terms.rules < 3 || Object.keys(standsInFor).length === 0) return events;
  return events.map((event) => bindingAlso(event, standsInFor));
}

function bindingAlso(event: HazardEvent, standsInFor: StandIns): HazardEvent {
  const data: object = { ...event.data, standsInFor };
  return { ...event, data } as HazardEvent;
}

/** What an event says of stand-ins. */
export function standInsOf({ data }: HazardRecorded): StandIns {
  return (data as { readonly standsInFor?: StandIns }).standsInFor ?? {};
}

/** Whom an act binds, if there was one: who did it and whom they stood in for then. */
export function boundBy(
  { inStead: done = [] }: Matter,
  by: PersonId | null | undefined,
  at: Instant | undefined,
): readonly PersonId[] {
  if (by == null) return [];
  return [by, ...done.flatMap((one) => (one.person === by && one.at === at ? one.for : []))];
}
