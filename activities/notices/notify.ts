import type { Db } from '../../db/client.ts';
import { deliverDigest, deliverNotice } from '../../db/inbox.ts';
import type { Job } from '../../db/jobs.ts';
import type { Effect } from '../../workflows/kernel/effect.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { fill } from './fill.ts';

type Notify = Extract<Effect, { type: 'Notify' }>;

/** Puts a notice into the inboxes of its posts, once; a digest gathers many matters into one notice per post. */
export async function notify(db: Db, job: Job, effect: Notify): Promise<void> {
  const words = kindByName(job.kind).face.notices[effect.notice];
  if (words === undefined) throw new Error(`the face of ${job.kind} has no notice ${effect.notice}`);
  const at = instantOf(Date.now());
  const title = fill(words.title, effect.data);
  const body = fill(words.text, effect.data);
  const notice = { posts: effect.posts, kind: job.kind, notice: effect.notice, title, body, data: effect.data, at };
  const line = `${job.matterId}/${effect.key}`;
  if (effect.digest === undefined) await deliverNotice(db, { ...notice, matterId: job.matterId, key: line });
  else await deliverDigest(db, { ...notice, matterId: null, key: `digest/${effect.digest}`, line });
}
