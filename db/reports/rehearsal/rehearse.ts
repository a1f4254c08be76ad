import type { Db } from '../../client.ts';
import { countMatters, PAGE, storyPage, type Wanted } from './read.ts';
import { addTo, emptyTally, type Tally } from './tally.ts';
import type { Task } from './thread.ts';
import { startThreads } from './threads.ts';

/** So many pages wait for a thread beside the one that it plays: it never waits for the database. */
const PAGES_AHEAD = 1;

/**
 * Plays every matter of the draft's kind that was open in the period, in threads, and adds up what differs. Writes
 * nothing. `seen` hears how many are done, of how many, after each page, and cuts the rehearsal off by throwing.
 */
export async function rehearse(
  db: Db,
  task: Task,
  seen: (done: number, total: number) => Promise<void> = () => Promise.resolve(),
): Promise<Tally> {
  const wanted: Wanted = { kind: task.draft.kind, window: task.window };
  const total = await countMatters(db, wanted);
  await seen(0, total);
  const sum = emptyTally();
  if (total === 0) return sum;
  const threads = startThreads(task, Math.ceil(total / PAGE));
  const next = pages(db, wanted);
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let page = await next(); page.length > 0; page = await next()) {
      addTo(sum, await threads.play(page));
      done += page.length;
      await seen(Math.min(done, total), total);
    }
  };
  try {
    await Promise.all(Array.from({ length: threads.count * (1 + PAGES_AHEAD) }, lane));
    return sum;
  } finally {
    await threads.stop();
  }
}

/** Hands out pages one after the other, whoever asks. */
function pages(db: Db, wanted: Wanted): () => Promise<readonly string[]> {
  let after = '';
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const mine = last.then(async () => {
      const page = await storyPage(db, wanted, after);
      after = page.at(-1)?.id ?? after;
      return page.map(({ told }) => told);
    });
    last = mine.catch(() => undefined);
    return mine;
  };
}
