import type { Batch } from '../../workflows/ports.ts';
import type { Command } from '../../workflows/kernel/command.ts';
import {
  hear,
  nextWakeOf,
  UNOPENED,
  wakeUpTo,
  type Entry,
  type Loop,
  type Outcome,
} from '../../workflows/kernel/hear.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Bodies, CommandType } from '../../workflows/hazard/command.ts';
import type { HazardState, HazardTerms } from '../../workflows/hazard/state.ts';
import { KNOWN, matter, RULES, termsOf, time, who } from './hazard-story.ts';

/** A hazard that lives as the runner lets it, and keeps what the database would keep of it: entries and commands. */
export interface Life {
  /** Hears a command received at `at`, at once or at `heard`; every wake before that was heard in time. */
  readonly say: <T extends CommandType>(by: string, type: T, body: Bodies[T], at: string, heard?: string) => Outcome;
  /** Lets time pass with the system running. */
  readonly pass: (until: string) => void;
  /** What fell due before `now` was not heard until now. */
  readonly outage: (now: string) => void;
  readonly state: () => HazardState;
  readonly commands: () => readonly Command[];
  readonly batch: () => Batch;
}

/** Begins a life in which nothing has been opened yet. */
export function recordedLife(options: { readonly nth?: number; readonly terms?: HazardTerms } = {}): Life {
  const nth = options.nth ?? 1;
  const matterId = matter(`haz-${nth.toString().padStart(6, '0')}`);
  const opening = {
    matterId,
    number: `YH-2026-${nth.toString().padStart(6, '0')}`,
    terms: options.terms ?? termsOf('standard'),
  };
  const entries: Entry[] = [];
  const commands: Command[] = [];
  let loop: Loop = UNOPENED;
  const take = (next: { readonly loop: Loop; readonly entries: readonly Entry[] }): void => {
    loop = next.loop;
    entries.push(...next.entries);
  };
  const wakeBefore = (now: Instant): void => {
    for (let wake = nextWakeOf(RULES, loop); wake !== null && wake < now; wake = nextWakeOf(RULES, loop))
      take(wakeUpTo(RULES, loop, wake));
  };
  return {
    say: (by, type, body, at, heard = at) => {
      const opens = type === 'Report' || type === 'Import';
      const command: Command = {
        commandId: `${matterId}-c${(commands.length + 1).toString()}`,
        type,
        at: time(at),
        actor: who(by),
        known: KNOWN,
        ...(opens ? { opening } : {}),
        body,
      };
      if (heard === at) wakeBefore(time(at));
      const said = hear(RULES, loop, command, time(heard));
      take(said);
      take(wakeUpTo(RULES, loop, time(heard)));
      if (said.outcome.outcome === 'done') commands.push(command);
      return said.outcome;
    },
    pass: (until) => {
      wakeBefore(time(until));
    },
    outage: (now) => {
      take(wakeUpTo(RULES, loop, time(now)));
    },
    state: () => loop.state as HazardState,
    commands: () => commands,
    batch: () => ({ matterId, kind: 'hazard', entries }),
  };
}
