import { askDocument } from '../../db/documents/ask.ts';
import { recordDuty } from '../../db/duty-entries.ts';
import type { Job } from '../../db/jobs.ts';
import type { Delivery } from '../../delivery/deliver.ts';
import type { Effect } from '../../workflows/kernel/effect.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import { assertNever } from '../../workflows/kernel/refusal.ts';
import { open } from '../links/open.ts';
import { tell } from '../links/tell.ts';
import { notify } from '../notices/notify.ts';

/** What a job of another type than an effect does, such as an import; by the job's type. */
export type Orders = Readonly<Record<string, (job: Job) => Promise<void>>>;

/** Does an order, or what a recorded event asks of the world. At least once: each of these adds nothing when it is repeated. */
export async function carryOut(ctx: Delivery, orders: Orders, job: Job): Promise<void> {
  const order = orders[job.type];
  // Rows of other types were written with the events that caused them, by `append`.
  await (order === undefined ? carryOutEffect(ctx, job, job.payload as Effect) : order(job));
}

async function carryOutEffect(ctx: Delivery, job: Job, effect: Effect): Promise<void> {
  const { db } = ctx;
  const at = instantOf(Date.now());
  const { matterId, key } = job;
  switch (effect.type) {
    case 'Notify':
      await notify(ctx, job, effect);
      return;
    case 'RecordDuty':
      await recordDuty(db, { post: effect.post, matterId, key, duty: effect.duty, data: effect.data, at });
      return;
    case 'Draw':
      await askDocument(db, { matterId, kind: job.kind, key, document: effect.document, data: effect.data, at });
      return;
    case 'Open':
      await open(ctx, job, effect);
      return;
    case 'Tell':
      await tell(ctx, job, effect);
      return;
    default:
      assertNever(effect);
  }
}
