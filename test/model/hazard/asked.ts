import type { Instant } from '../../../workflows/kernel/instant.ts';
import type { Bodies, CommandType } from '../../../workflows/hazard/command.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';

/** Who asks, what, and whether it is there to be refused. */
export type Asked<T extends CommandType> = readonly [by: string, body: Bodies[T], wrong?: 'wrong'];

/** Everything of one command that leads to different outcomes in a state. */
export type Asks<T extends CommandType> = (state: HazardState, at: Instant) => readonly Asked<T>[];

/** By command. `Report` and `Import` open a matter, `Wake` is the model's own move. */
export type AsksOf<T extends CommandType> = { readonly [K in T]: Asks<K> };
