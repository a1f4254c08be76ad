import type { Summary } from '../../workflows/kernel/face.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { bareEvent } from '../chain.ts';
import type { Db } from '../client.ts';
import { fold, shippedKind, type Folded, type KindOf } from '../matters.ts';
import { eventsOf, kindOfMatter } from './events.ts';

/** A matter as it stood. */
export interface Stood extends Folded {
  readonly summary: Summary;
}

/** Folds the ledger up to what had been heard at `at`; null when the matter was not yet opened then. */
export async function asOf(db: Db, id: MatterId, at: Instant, kindOf: KindOf = shippedKind): Promise<Stood | null> {
  const kindName = await kindOfMatter(db, id);
  if (kindName === null) return null;
  const events = await eventsOf(db, id, { heardUpTo: at });
  const last = events.at(-1);
  if (last === undefined) return null;
  const kind = kindOf(kindName);
  const folded = fold(kind, id, null, events.map(bareEvent), last.hash);
  return { ...folded, summary: kind.face.summary(folded.state) };
}
