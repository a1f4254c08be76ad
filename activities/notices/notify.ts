import { deliverDigest, deliverNotice } from '../../db/inbox.ts';
import type { Job } from '../../db/jobs.ts';
import { shippedKind } from '../../db/matters.ts';
import type { Delivery } from '../../delivery/deliver.ts';
import type { Effect } from '../../workflows/kernel/effect.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import { fill } from './fill.ts';
import { labelled } from './label.ts';

type Notify = Extract<Effect, { type: 'Notify' }>;

/** Puts a notice into the inboxes of its posts, once; a digest gathers many matters into one notice per post. */
export async function notify({ db, kindOf = shippedKind }: Delivery, job: Job, effect: Notify): Promise<void> {
  const { face } = kindOf(job.kind);
  const words = face.notices[effect.notice];
  if (words === undefined) throw new Error(`the face of ${job.kind} has no notice ${effect.notice}`);
  const at = instantOf(Date.now());
  const line = noticeKey(job.matterId, effect.key);
  const about = { posts: effect.posts, kind: job.kind, notice: effect.notice, at };
  if (effect.digest !== undefined) {
    const key = `digest/${effect.digest}`;
    await deliverDigest(db, { ...about, ...DIGEST_WORDS, matterId: null, data: {}, key, line });
    return;
  }
  const values = labelled(face, effect.data);
  const title = fill(words.title, values);
  const body = fill(words.text, values);
  await deliverNotice(db, { ...about, title, body, data: effect.data, matterId: job.matterId, key: line });
}

/** Under which key an effect's notice lies in every inbox. */
export function noticeKey(matterId: string, effectKey: string): string {
  return `${matterId}/${effectKey}`;
}

/** Many matters at once: the count stands beside it, each matter in the reader's list. */
const DIGEST_WORDS = {
  title: '多项事项提醒汇总',
  body: '本批次中有多个事项需要您关注或办理，请在事项列表中逐项查看。',
};
