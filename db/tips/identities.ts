import { randomBytes } from 'node:crypto';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { Queryable } from '../client.ts';
import type { Secrets } from '../secrets.ts';

/** Under which purpose identities are sealed. */
const PURPOSE = 'tip';

/** A new opaque id of a tip; every tip gets one, so that it does not tell whether anybody is behind it. */
export function drawTipId(): string {
  return `tid-${randomBytes(16).toString('hex')}`;
}

/** Keeps who gave a tip, sealed under the tip's id; what reaches the database is ciphertext already. */
export async function keepIdentity(
  { sql, secrets }: { readonly sql: Queryable; readonly secrets: Secrets },
  tipId: string,
  identity: unknown,
  at: Instant,
): Promise<void> {
  const sealed = secrets.seal(PURPOSE, tipId, JSON.stringify(identity));
  await sql`insert into tip_identities (tip_id, sealed, at) values (${tipId}, ${sealed}, ${at})`;
}

/** Who gave a tip; null when nobody said. Throws `CannotOpen` when the key is gone. Called for an opening that two people agreed on, and to compare. */
export async function identityOf(
  { sql, secrets }: { readonly sql: Queryable; readonly secrets: Secrets },
  tipId: string,
): Promise<unknown> {
  const [row] = await sql<{ sealed: string }[]>`select sealed from tip_identities where tip_id = ${tipId}`;
  return row === undefined ? null : (JSON.parse(secrets.open(PURPOSE, tipId, row.sealed)) as unknown);
}
