import type { Command } from '../workflows/kernel/command.ts';
import type { Instant } from '../workflows/kernel/instant.ts';
import type { Refusal } from '../workflows/kernel/refusal.ts';
import { trailActor, type TrailEntry } from './trail.ts';

/** A noted command, or one that came past the API, that was refused. */
export interface RefusedCommand {
  readonly commandId: string;
  readonly kind: string;
  readonly matterId: string;
  readonly command: Command;
  readonly via: 'update' | 'signal';
  readonly refusal: Refusal;
}

/** Its entry in the trail: who, what, why not by the code alone; the command's body and the sentence stay out. */
export function commandRefused(it: RefusedCommand, at: Instant): TrailEntry {
  const { commandId, command, via, refusal } = it;
  return {
    at,
    type: 'CommandRefused',
    actor: trailActor(command.actor),
    subject: `${it.kind}/${it.matterId}`,
    data: { command: command.type, code: refusal.code, via, commandId },
  };
}
