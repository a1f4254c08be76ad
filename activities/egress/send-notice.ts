import { channelToSend, keepSent } from '../../db/channels.ts';
import type { Db } from '../../db/client.ts';
import type { Job } from '../../db/jobs.ts';
import type { Secrets } from '../../db/secrets.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import { NotAllowed } from './allowed.ts';
import { RECEIVERS, type Egress, type Told } from './receivers.ts';

/** What the worker sends with. */
export interface Sending {
  readonly db: Db;
  readonly secrets: Secrets;
  readonly egress: Egress;
}

/**
 * Carries out `SendNotice` (`matterId` is the channel's id): what was sent once is not sent again, a removed channel gets
 * nothing, and an address that is not allowed is noted and not tried again. Throws where the receiver did not take it:
 * the job is tried again, and the reason stands with the channel.
 */
export async function sendNotice({ db, secrets, egress }: Sending, { matterId: id, key, payload }: Job): Promise<void> {
  const channel = await channelToSend(db, secrets, id, key);
  if (channel === null) return;
  const at = instantOf(Date.now());
  try {
    await RECEIVERS[channel.kind](egress, channel.address, payload as Told, Date.now());
    await keepSent(db, { channel: id, key, status: 'sent', error: null, at });
  } catch (error) {
    await keepSent(db, { channel: id, key, status: 'failed', error: (error as Error).message, at });
    if (!(error instanceof NotAllowed)) throw error;
  }
}
