import { noteOpening, type Note } from '../../db/commands.ts';
import type { Db } from '../../db/client.ts';
import { sha256 } from '../../db/chain.ts';
import { canonicalJson } from '../../db/canonical.ts';
import type { Job } from '../../db/jobs.ts';
import { eventsOf } from '../../db/queries/events.ts';
import { termsFor } from '../../db/terms.ts';
import { deliver, type Delivery } from '../../delivery/deliver.ts';
import { SYSTEM, type Command } from '../../workflows/kernel/command.ts';
import type { Effect } from '../../workflows/kernel/effect.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import type { Policy } from '../../workflows/kernel/terms.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { commandIdOf, matterIdOf } from './ids.ts';
import { knownIn } from './known.ts';

type Open = Extract<Effect, { type: 'Open' }>;

const ANSWER_MS = 5_000;

/** Opens a linked matter: notes the receiving kind's opening command under an id that follows from the job, and has it decided. Once noted it is never lost, so the job is done also when no answer came. */
export async function open(ctx: Delivery, job: Job, effect: Open): Promise<void> {
  const kind = kindByName(effect.kind);
  if (kind.openFrom === undefined) throw new Error(`${effect.kind} cannot be opened from another matter`);
  const { type, body } = kind.openFrom(effect.input);
  const at = instantOf(Date.now());
  const [known, terms] = await Promise.all([
    knownIn(ctx.db, body, at),
    policyOf(ctx.db, job).then((policy) => termsFor(ctx.db, effect.kind, policy, at)),
  ]);
  const matterId = matterIdOf(job, effect.kind);
  const noteOf = (number: string): Note => {
    const opening = { matterId, number, terms };
    const command: Command = { commandId: commandIdOf(job), type, at, actor: SYSTEM, known, opening, body };
    return { command, kind: effect.kind, matterId, opens: true, via: 'update', bodyHash: sha256(canonicalJson(body)) };
  };
  const series = { prefix: kind.face.numbering, year: Number(at.slice(0, 4)) };
  const noted = await noteOpening(ctx.db, series, noteOf);
  if (noted.status === 'otherBody') throw new Error(`job ${job.key} of ${job.matterId} opened something else before`);
  await deliver(ctx, noted.record, ANSWER_MS);
}

/** A linked matter is under the policy that its origin was opened under, which its first event carries. */
async function policyOf(db: Db, job: Job): Promise<Policy['id']> {
  const [first] = await eventsOf(db, job.matterId, { limit: 1 });
  const { terms } = (first?.data ?? {}) as { terms?: { policy?: string } };
  return terms?.policy === 'trial' ? 'trial' : 'standard';
}
