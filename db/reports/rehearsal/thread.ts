import { parentPort, workerData } from 'node:worker_threads';
import { kindByName } from '../../../workflows/kinds.ts';
import type { Window } from './compare.ts';
import type { Draft } from './draft.ts';
import { toldFrom } from './read.ts';
import { rehearseMatter } from './rehearse-matter.ts';
import { addTo, emptyTally, type Tally } from './tally.ts';

/** What a thread is told once. */
export interface Task {
  readonly draft: Draft;
  readonly window: Window;
}

/** Plays a page of stories and tallies it. Pure, but for the reading of JSON. */
export function playPage({ draft, window }: Task, page: readonly string[]): Tally {
  const kind = kindByName(draft.kind);
  const sum = emptyTally();
  for (const text of page) addTo(sum, rehearseMatter(kind, toldFrom(text), draft, window));
  return sum;
}

const port = parentPort;
port?.on('message', (page: readonly string[]) => {
  port.postMessage(playPage(workerData as Task, page));
});
