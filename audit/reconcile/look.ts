import { chained, genesisHash } from '../../db/chain.ts';
import { isRunning } from '../../delivery/run-status.ts';
import type { Entry } from '../../workflows/kernel/hear.ts';
import type { Recorded } from '../../workflows/kernel/event.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { gather, UnknownMatter, type Gathered, type Sources } from '../evidence.ts';
import { citationsIn, sealedIn } from '../exported/cited.ts';
import { at } from '../history/history-json.ts';
import type { RecordedHistory } from '../history/recorded.ts';
import { isImportedClosed } from '../imported.ts';
import { partings } from './compare.ts';
import type { Finding } from './finding.ts';
import { eventsOf, recomputed, type Recomputing } from './recompute.ts';

const TEMPORAL_MS = 20_000;

/** What a reconciliation reads from, and recomputes by. */
export interface Reading extends Sources, Recomputing {}

/** One matter as it was found, with what is needed to heal it. */
export interface Looked {
  readonly id: MatterId;
  readonly kind: string;
  readonly number: string | null;
  readonly findings: readonly Finding[];
  readonly entries: readonly Entry[];
  readonly recorded: RecordedHistory | null;
  /** Ids of evidence and of sealed texts that the events of either side cite, and by which seqs. */
  readonly cited: ReadonlyMap<string, readonly number[]>;
}

/** Holds one matter's ledger against its history; `open` are the open runs by Temporal's list. Null when nobody knows it. */
export async function look(ctx: Reading, id: MatterId, open: ReadonlySet<string>): Promise<Looked | null> {
  const gathered = await gather(ctx, id).catch((error: unknown) => {
    if (error instanceof UnknownMatter) return null;
    throw error;
  });
  if (gathered === null) return null;
  const { kind, ledger, projection } = gathered;
  const { entries, recorded, broken, belied } = await recomputed(ctx, gathered);
  const events = eventsOf(entries);
  const number = numberOf(gathered, events);
  const isLiving = projection !== null && (projection['open'] === true || projection['next_wake'] !== null);
  const findings = partings({
    id,
    number,
    ledger,
    history: recorded === null ? null : { events, from: gathered.standIn === null ? 'temporal' : 'archive' },
    broken,
    belied,
    isLiving,
    // The list lags by moments: whom it lacks is asked for by name.
    isRunning: isLiving && (open.has(id) || (await isRunning(ctx.temporal, id, TEMPORAL_MS))),
    isWithoutRun: isImportedClosed(ledger),
  });
  const longer = events.length > ledger.length ? chained(genesisHash(id, kind), events) : ledger;
  const cited = new Map(citationsIn(longer, []).map((one) => [one.id, one.ledger]));
  for (const text of sealedIn(longer)) cited.set(text, seqsOf(longer, text));
  return { id, kind, number, findings, entries, recorded, cited };
}

function seqsOf(events: readonly Recorded[], id: string): number[] {
  return events.filter(({ data }) => JSON.stringify(data).includes(id)).map(({ seq }) => seq);
}

function numberOf({ projection, ledger }: Gathered, events: readonly Recorded[]): string | null {
  const data = (ledger[0] ?? events[0])?.data;
  const found = projection?.['number'] ?? at(data, 'opening', 'number') ?? at(data, 'number');
  return typeof found === 'string' ? found : null;
}
