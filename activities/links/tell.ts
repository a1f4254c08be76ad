import { canonicalJson } from '../../db/canonical.ts';
import { sha256 } from '../../db/chain.ts';
import { noteCommand } from '../../db/commands.ts';
import type { Job } from '../../db/jobs.ts';
import { kindOfMatter } from '../../db/queries/events.ts';
import { deliver, type Delivery } from '../../delivery/deliver.ts';
import { SYSTEM, type Command, type HearBody } from '../../workflows/kernel/command.ts';
import type { Effect } from '../../workflows/kernel/effect.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import { commandIdOf } from './ids.ts';
import { open } from './open.ts';

type Tell = Extract<Effect, { type: 'Tell' }>;

const ANSWER_MS = 5_000;

/**
 * Tells a linked matter of an event as the command `Hear`, under an id that follows from the job. Once noted it is never
 * lost; that the matter has ended or does not want to hear is an outcome like any other. With `otherwise` it is known
 * before the job is done: while no answer comes it throws and is tried again; refused, the other matter is opened.
 */
export async function tell(ctx: Delivery, job: Job, effect: Tell): Promise<void> {
  const { matterId } = effect;
  const kind = await kindOfMatter(ctx.db, matterId);
  if (kind === null) throw new Error(`there is no matter ${matterId} to tell of ${effect.event}`);
  const body: HearBody = { from: job.matterId, event: effect.event, data: effect.data };
  const command: Command = {
    commandId: commandIdOf(job),
    type: 'Hear',
    at: instantOf(Date.now()),
    actor: SYSTEM,
    body,
  };
  const bodyHash = sha256(canonicalJson(body));
  // Sent again it keeps the moment of the first time: what was noted stands.
  const noted = await noteCommand(ctx.db, { command, kind, matterId, opens: false, via: 'update', bodyHash });
  if (noted.status === 'otherBody') throw new Error(`job ${job.key} of ${job.matterId} told something else before`);
  const said = await deliver(ctx, noted.record, ANSWER_MS);
  if (effect.otherwise === undefined || said.outcome === 'done') return;
  if (said.outcome === 'waiting') throw new Error(`${matterId} has not yet answered ${job.key} of ${job.matterId}`);
  const key = `${effect.key}:otherwise`;
  await open(ctx, { ...job, key }, { type: 'Open', key, ...effect.otherwise });
}
