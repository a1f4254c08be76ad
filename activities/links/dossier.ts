import { canonicalJson } from '../../db/canonical.ts';
import { bareEvent } from '../../db/chain.ts';
import { keepEvidence } from '../../db/evidence.ts';
import { noticesAbout } from '../../db/inbox.ts';
import type { Job } from '../../db/jobs.ts';
import { shippedKind } from '../../db/matters.ts';
import { eventsOf } from '../../db/queries/events.ts';
import type { Delivery } from '../../delivery/deliver.ts';
import type { AnyRules } from '../../workflows/kernel/definition.ts';
import type { Recorded } from '../../workflows/kernel/event.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import type { PersonId } from '../../workflows/kernel/terms.ts';
import type { Kind, TracedNotice } from '../../workflows/kinds.ts';
import { noticeKey } from '../notices/notify.ts';

type Input = Readonly<Record<string, unknown>>;

/**
 * Freezes what the origin's ledger and inboxes say up to `input.upToSeq`, as the receiving kind sorts it, kept by its
 * hash; the answer is the input with that hash as `dossier`. Kinds that want none get the input as it is.
 */
export async function withDossier(ctx: Delivery, job: Job, kind: Kind, input: Input): Promise<Input> {
  const { upToSeq } = input;
  if (kind.dossierOf === undefined || typeof upToSeq !== 'number') return input;
  const { db, kindOf = shippedKind } = ctx;
  const all = (await eventsOf(db, job.matterId)).map(bareEvent);
  const seqs = causes(kindOf(job.kind).rules, job.matterId, all);
  const notices = (await noticesAbout(db, job.matterId)).flatMap(
    ({ id, post, notice, key, at, readAt }): TracedNotice[] => {
      const seq = seqs.get(key);
      return seq === undefined || seq > upToSeq ? [] : [{ id: id.toString(), post, notice, seq, at, readAt }];
    },
  );
  const events = all.filter((event) => event.seq <= upToSeq);
  const content = Buffer.from(canonicalJson(kind.dossierOf(job.matterId, upToSeq, events, notices)));
  const about = {
    type: 'application/json',
    name: `${job.matterId}-${upToSeq.toString()}.json`,
    at: instantOf(Date.now()),
  };
  const { id } = await keepEvidence(db, content, { ...about, uploader: 'system' as PersonId });
  return { ...input, dossier: id };
}

/** Which event caused which notice, told by the rules themselves. */
function causes(rules: AnyRules, matterId: string, events: readonly Recorded[]): ReadonlyMap<string, number> {
  const seqs = new Map<string, number>();
  let state: unknown = null;
  for (const event of events) {
    const after = rules.evolve(state, event);
    for (const effect of rules.effects(state, event, after)) seqs.set(noticeKey(matterId, effect.key), event.seq);
    state = after;
  }
  return seqs;
}
