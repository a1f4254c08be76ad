import { channelToSend, keepSent } from '../../db/channels.ts';
import type { Db } from '../../db/client.ts';
import { isToldTo } from '../../db/inbox.ts';
import type { Job } from '../../db/jobs.ts';
import type { Secrets } from '../../db/secrets.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import type { MatterId, PostId } from '../../workflows/kernel/terms.ts';
import { NotAllowed } from './allowed.ts';
import { RECEIVERS, type Egress, type Told } from './receivers.ts';

/** What the worker sends with. */
export interface Sending {
  readonly db: Db;
  readonly secrets: Secrets;
  readonly egress: Egress;
}

/** What is sent, and what it tells of: that stays here. Both are absent where it is of no matter. */
interface Ordered extends Told {
  readonly matterId?: MatterId | null;
  /** Who is told, of those whose channel it is. */
  readonly posts?: readonly PostId[];
}

/**
 * Carries out `SendNotice` (`matterId` is the channel's id): what was sent once is not sent again, a removed channel gets
 * nothing, nor does one whose posts do not see the matter, and an address that is not allowed is noted and not tried again. Throws where the receiver did not take it:
 * the job is tried again, and the reason stands with the channel.
 */
export async function sendNotice({ db, secrets, egress }: Sending, { matterId: id, key, payload }: Job): Promise<void> {
  const { matterId, posts, ...told } = payload as Ordered;
  const channel = await channelToSend(db, secrets, id, key);
  if (channel === null || (matterId != null && !(await isToldTo(db, posts ?? [], matterId)))) return;
  const at = instantOf(Date.now());
  try {
    await RECEIVERS[channel.kind](egress, channel.address, told, Date.now());
    await keepSent(db, { channel: id, key, status: 'sent', error: null, at });
  } catch (error) {
    await keepSent(db, { channel: id, key, status: 'failed', error: (error as Error).message, at });
    if (!(error instanceof NotAllowed)) throw error;
  }
}
