import { canonicalJson } from '../../db/canonical.ts';
import { sha256 } from '../../db/chain.ts';
import { noteCommand } from '../../db/commands.ts';
import { deliver, post, type Delivery } from '../../delivery/deliver.ts';
import { isRunning } from '../../delivery/run-status.ts';
import { SYSTEM, type Command } from '../../workflows/kernel/command.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { TOLERANCE_MS } from './finding.ts';

/** A wake that a living run did not get. */
export interface LostWake {
  readonly id: MatterId;
  readonly kind: string;
  readonly dueAt: Instant;
}

/** `stuck`: the run does not answer. `useless`: this wake was sent again before and brought nothing. `missing`: there is no run. */
export type Resent = 'healed' | 'stuck' | 'useless' | 'missing';

/**
 * Sends a lost wake again: hearing it, the run catches up with all that fell due and writes `WakeResent`. One command
 * per matter and instant, so that no wake is sent again twice.
 */
export async function resend(ctx: Delivery, lost: LostWake, at: Instant, answerMs: number): Promise<Resent> {
  if (!(await isRunning(ctx.temporal, lost.id, answerMs))) return 'missing';
  const noted = await noteCommand(ctx.db, noteOf(lost, at));
  if (noted.status === 'otherBody') throw new Error(`the wake of ${lost.id} was noted with another body`);
  if (noted.record.outcome !== 'waiting') return isFresh(noted.record.notedAt, at) ? 'healed' : 'useless';
  const said = await deliver(ctx, noted.record, answerMs);
  if (said.outcome === 'waiting') return 'stuck';
  // Refused: what fell due ends the matter, so an update leaves no trace. A signal is heard all the same.
  return said.outcome === 'done' || (await post(ctx, noted.record, answerMs)) ? 'healed' : 'stuck';
}

/** Sent again by another run of the auditor at this moment: what this one read may be older than its outcome. */
function isFresh(notedAt: Instant, at: Instant): boolean {
  return Date.parse(at) - Date.parse(notedAt) < TOLERANCE_MS;
}

function noteOf({ id, kind, dueAt }: LostWake, at: Instant): Parameters<typeof noteCommand>[1] {
  const body = { resentFor: dueAt };
  const commandId = `resent-${sha256(`${id}\0${dueAt}`).slice(0, 32)}`;
  const command: Command = { commandId, type: 'Wake', at, actor: SYSTEM, body };
  return { command, kind, matterId: id, opens: false, via: 'update', bodyHash: sha256(canonicalJson(body)) };
}
