import type { Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { sha256 } from '../chain.ts';
import type { Queryable } from '../client.ts';
import type { Secrets } from '../secrets.ts';

/** Digits and letters that are not mistaken for each other (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;
const GROUP = /.{4}(?=.)/g;

/**
 * The code by which whoever gave a tip asks for its answer: 80 bits in groups of four. It follows from the command's id
 * under our key, so that the same request sent again is told the same code though only its hash is kept.
 */
export function codeOf(secrets: Secrets, commandId: string): string {
  const bytes = Buffer.from(secrets.mac('tip code', commandId), 'hex').subarray(0, LENGTH);
  return [...bytes]
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join('')
    .replace(GROUP, '$&-');
}

/** Keeps the hash of a tip's code. */
export async function keepCode(sql: Queryable, code: string, matterId: MatterId, at: Instant): Promise<void> {
  await sql`insert into tip_codes (code_hash, matter_id, at) values (${hashed(code)}, ${matterId}, ${at})`;
}

/** What of a tip is told for its code. `state` is null while the tip is noted and not yet decided. */
export interface CodedTip {
  readonly matterId: MatterId;
  readonly number: string;
  readonly acceptedAt: Instant | null;
  /** Why its reward was declined, as the id of a sealed text. */
  readonly declinedFor: string | null;
  readonly state: unknown;
}

/** The tip of a code, however it is typed; null when there is none. One statement, whether there is one or not. */
export async function tipByCode(db: { readonly sql: Queryable }, code: string): Promise<CodedTip | null> {
  const [row] = await db.sql<CodedTip[]>`
    select t.matter_id as "matterId", coalesce(m.number, c.command -> 'opening' ->> 'number') as number, m.state,
      (select l.at from ledger l where l.matter_id = t.matter_id and l.type = 'TipAccepted' order by l.seq limit 1) as "acceptedAt",
      (select l.data ->> 'reason' from ledger l where l.matter_id = t.matter_id and l.type = 'RewardDeclined'
        order by l.seq desc limit 1) as "declinedFor"
    from tip_codes t
    left join matters m on m.id = t.matter_id
    left join commands c on c.matter_id = t.matter_id and c.opens
    where t.code_hash = ${hashed(code)}`;
  return row ?? null;
}

/** By hand O is written for 0, I and L for 1, with or without the hyphens. */
function hashed(code: string): string {
  const plain = code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return sha256(`tip code ${plain}`);
}
