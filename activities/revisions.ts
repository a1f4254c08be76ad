import { canonicalJson } from '../db/canonical.ts';
import { sha256 } from '../db/chain.ts';
import { commandRecord, noteCommand } from '../db/commands.ts';
import type { Job } from '../db/jobs.ts';
import { shippedKind } from '../db/matters.ts';
import { REVISE } from '../db/registers/concerned.ts';
import { policyRow } from '../db/registers/policies.ts';
import {
  openRevision,
  revisionCommandId,
  settleRevision,
  unanswered,
  unnoted,
  type RevisionOrder,
  type ToRevise,
} from '../db/registers/revisions.ts';
import { revisedTerms, type NewPolicy } from '../db/revised.ts';
import { termsFor } from '../db/terms.ts';
import { deliver, type Delivery } from '../delivery/deliver.ts';
import type { Command } from '../workflows/kernel/command.ts';
import { instantOf } from '../workflows/kernel/instant.ts';
import type { Policy, Terms } from '../workflows/kernel/terms.ts';
import { inParallel } from './in-parallel.ts';

const AT_ONCE = 8;
const PAGE = 50;
const ANSWER_MS = 5_000;

/**
 * Carries out the job of a revision (`matterId` is the revision's id): first notes one command for each matter, in the
 * name of the person who caused it, so that none is lost; then has them decided and records what became of each. Done
 * again after it was cut off it notes nothing twice. Throws while matters have not answered: the next attempt asks again.
 */
export async function runRevision(ctx: Delivery, job: Pick<Job, 'matterId'>, stopping?: AbortSignal): Promise<void> {
  const order = await openRevision(ctx.db, job.matterId);
  if (order === null) return;
  const policy = await policyOf(ctx, order);
  const fresh = freshTerms(ctx);
  for (;;) {
    const page = await unnoted(ctx.db, order.id, PAGE);
    if (page.length === 0) break;
    for (const matter of page) {
      stopping?.throwIfAborted();
      const revised = revisedTerms(matter.terms, await fresh(matter), { cause: order.cause, policy });
      await note(ctx, order, matter, revised);
    }
  }
  await decide(ctx, order, stopping);
  await settleRevision(ctx.db, order.id);
  if ((await openRevision(ctx.db, order.id)) !== null) throw new Error(`revision ${order.id} still waits for matters`);
}

async function policyOf({ db }: Delivery, { cause, subject }: RevisionOrder): Promise<NewPolicy | null> {
  if (cause === 'calendar') return null;
  const [kind = '', policy = '', version = ''] = subject.split('/');
  const row = await policyRow(db, { kind, policy, version: Number(version) });
  if (row === null) throw new Error(`there is no policy ${subject} to revise by`);
  return row;
}

/** The terms of a matter opened now, asked once for each kind and policy. */
function freshTerms({ db, kindOf = shippedKind }: Delivery): (matter: ToRevise) => Promise<Terms> {
  const known = new Map<string, Promise<Terms>>();
  const at = instantOf(Date.now());
  return ({ kind, terms }) => {
    const key = `${kind}/${terms.policy}`;
    const found = known.get(key) ?? termsFor(db, kind, terms.policy as Policy['id'], at, kindOf);
    known.set(key, found);
    return found;
  };
}

async function note(
  { db }: Delivery,
  { id, cause, reason, actor }: RevisionOrder,
  { matterId, kind }: ToRevise,
  revised: Terms,
): Promise<void> {
  const body = { cause, reason };
  const commandId = revisionCommandId(id, matterId);
  const command: Command = { commandId, type: REVISE, at: instantOf(Date.now()), actor, revised, body };
  const bodyHash = sha256(canonicalJson(body));
  await noteCommand(db, { command, kind, matterId, opens: false, via: 'update', bodyHash });
}

/** Stops asking at the first that gets no answer: then the engine is away, and the sweeper delivers what is noted. */
async function decide(ctx: Delivery, { id }: RevisionOrder, stopping?: AbortSignal): Promise<void> {
  let away = false;
  await inParallel(await unanswered(ctx.db, id), AT_ONCE, async (matterId) => {
    if (away) return;
    stopping?.throwIfAborted();
    const record = await commandRecord(ctx.db, revisionCommandId(id, matterId));
    if (record !== null) away = (await deliver(ctx, record, ANSWER_MS)).outcome === 'waiting' || away;
  });
}
