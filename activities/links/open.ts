import { canonicalJson } from '../../db/canonical.ts';
import { sha256 } from '../../db/chain.ts';
import type { Db } from '../../db/client.ts';
import { commandRecord, noteOpening, type CommandRecord, type Note } from '../../db/commands.ts';
import type { Job } from '../../db/jobs.ts';
import { shippedKind } from '../../db/matters.ts';
import { eventsOf } from '../../db/queries/events.ts';
import { termsFor } from '../../db/terms.ts';
import { deliver, type Delivery } from '../../delivery/deliver.ts';
import { SYSTEM, type Command } from '../../workflows/kernel/command.ts';
import type { Effect } from '../../workflows/kernel/effect.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import type { Policy } from '../../workflows/kernel/terms.ts';
import { withDossier } from './dossier.ts';
import { commandIdOf, matterIdOf } from './ids.ts';
import { knownIn } from './known.ts';

type Open = Extract<Effect, { type: 'Open' }>;

const ANSWER_MS = 5_000;

/**
 * Opens a linked matter: notes the receiving kind's opening command under an id that follows from the job, and has it
 * decided. Once noted it is never lost, so the job is done also when no answer came.
 */
export async function open(ctx: Delivery, job: Job, effect: Open): Promise<void> {
  const noted = (await commandRecord(ctx.db, commandIdOf(job))) ?? (await note(ctx, job, effect));
  await deliver(ctx, noted, ANSWER_MS);
}

async function note(ctx: Delivery, job: Job, effect: Open): Promise<CommandRecord> {
  const { db, kindOf = shippedKind } = ctx;
  const kind = kindOf(effect.kind);
  if (kind.openFrom === undefined) throw new Error(`${effect.kind} cannot be opened from another matter`);
  const { type, body } = kind.openFrom(await withDossier(ctx, job, kind, effect.input));
  const at = instantOf(Date.now());
  const terms = await termsFor(db, effect.kind, await policyOf(db, job), at, kindOf);
  const known = await knownIn(db, body, at);
  const matterId = matterIdOf(job, effect.kind);
  const noteOf = (number: string): Note => {
    const opening = { matterId, number, terms };
    const command: Command = { commandId: commandIdOf(job), type, at, actor: SYSTEM, known, opening, body };
    return { command, kind: effect.kind, matterId, opens: true, via: 'update', bodyHash: sha256(canonicalJson(body)) };
  };
  const series = { prefix: kind.face.numbering, year: Number(at.slice(0, 4)) };
  const noted = await noteOpening(db, series, noteOf);
  if (noted.status === 'otherBody') throw new Error(`job ${job.key} of ${job.matterId} opened something else before`);
  return noted.record;
}

/** A linked matter is under the policy that its origin was opened under, which its first event carries. */
async function policyOf(db: Db, job: Job): Promise<Policy['id']> {
  const [first] = await eventsOf(db, job.matterId, { limit: 1 });
  const data = (first?.data ?? {}) as { terms?: Named; opening?: { terms?: Named } };
  return (data.opening?.terms ?? data.terms)?.policy === 'trial' ? 'trial' : 'standard';
}

interface Named {
  readonly policy?: string;
}
