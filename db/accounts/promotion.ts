import type { Instant } from '../../workflows/kernel/instant.ts';
import type { PersonId } from '../../workflows/kernel/terms.ts';
import type { Transaction } from '../client.ts';
import { appendTrail } from '../trail.ts';
import { isHigh, tellOwner } from './hold.ts';

/**
 * Does what may bring people to a high post. The accounts of whoever comes to one so, whose passwords were handed out when
 * less hung on them, are held and their sessions end, until another administrator releases them.
 */
export async function holdingPromoted(
  sql: Transaction,
  people: readonly string[],
  { by, at }: { readonly by: string; readonly at: Instant },
  act: () => Promise<void>,
): Promise<void> {
  const low: PersonId[] = [];
  for (const person of people as readonly PersonId[]) if (!(await isHigh(sql, person, at))) low.push(person);
  await act();
  for (const person of low) if (await isHigh(sql, person, at)) await hold(sql, person, by, at);
}

async function hold(sql: Transaction, person: PersonId, by: string, at: Instant): Promise<void> {
  const held = await sql<{ username: string }[]>`
    update accounts set released_at = null where person = ${person} and released_at is not null returning username`;
  for (const { username } of held) {
    await sql`delete from sessions where username = ${username}`;
    await tellOwner(sql, { username, person }, 'promoted', at);
    const subject = `accounts/${username}`;
    await appendTrail({ sql }, { at, type: 'AccountChanged', actor: { person: by }, subject, data: { held: true } });
  }
}
