import type { Schema } from '../client/answers.ts';
import { call } from '../client/api.ts';
import { Problem, wordsOf } from '../client/problem.ts';
import { changed } from '../client/queries.ts';
import { session } from '../client/session.ts';
import { withHashes, type Entry, type KeptPhoto } from './entry.ts';
import { tellProgress, tellSent, type Sent } from './progress.ts';
import { putPhoto } from './put-photo.ts';
import { changeEntry, dropEntry, ownEntries } from './queue.ts';

/** What any command is answered with: what it came to, or that it is noted and waits. */
type Answer = Partial<Schema<'Opened'> & Schema<'CommandOutcome'>>;

let isSending = false;
let isAskedAgain = false;

/**
 * Sends what waits for whoever is signed in, one after the other, in one tab at a time. What cannot be sent now stays;
 * what the system refuses is held with its words.
 */
export async function sendWaiting(): Promise<void> {
  isAskedAgain = true;
  if (isSending) return;
  isSending = true;
  try {
    await alone(async () => {
      while (isAskedAgain) {
        isAskedAgain = false;
        await sendAll();
      }
    });
  } finally {
    isSending = false;
    tellProgress(null);
  }
}

/** Whether an act is of the person and post that are signed in: no other sends it. */
export function isOfPost({ person, post }: Entry): boolean {
  const now = session();
  return now !== null && now.restricted === null && now.person === person && now.post === post;
}

async function sendAll(): Promise<void> {
  for (const entry of await ownEntries()) {
    if (entry.state === 'held' || !isOfPost(entry)) continue;
    try {
      await (entry.state === 'noted' ? ask(entry) : send(entry));
    } catch (error) {
      if (isPassing(error)) {
        await changeEntry(entry.key, { said: isOffline(error) ? null : wordsOf(error) });
        return;
      }
      await hold(entry, wordsOf(error), error instanceof Problem ? error.errors : []);
    }
  }
}

async function send(entry: Entry): Promise<void> {
  const photos = await handedIn(entry);
  if (!isOfPost(entry)) return;
  await changeEntry(entry.key, { tried: true });
  // It was asked above for whom: until the call has its token nothing else runs.
  if (!isOfPost(entry)) return;
  const answer = (await call('POST', entry.path, {
    body: withHashes(entry.body, photos),
    headers: { 'idempotency-key': entry.key },
  })) as Answer;
  if (answer.outcome === 'waiting')
    await changeEntry(entry.key, { state: 'noted', commandId: answer.commandId ?? null, said: null });
  else await settled(entry, answer);
}

/** What was noted and not decided is asked after: a refusal must be heard of. */
async function ask(entry: Entry): Promise<void> {
  const answer = await call('GET', `/v1/commands/${entry.commandId ?? ''}`);
  if (answer.outcome === 'refused') await hold(entry, answer.detail ?? '系统没有受理。', []);
  else if (answer.outcome === 'done') await settled(entry, {});
}

async function settled(entry: Entry, answer: Sent): Promise<void> {
  tellSent(entry.key, answer);
  await dropEntry(entry.key);
  await changed(entry.path.split('/').slice(0, 3).join('/'), '/v1/desk');
}

async function hold({ key }: Entry, said: string, errors: Problem['errors']): Promise<void> {
  await changeEntry(key, { state: 'held', said, errors });
}

/** Its pictures with their hashes; one that is at the system already is not sent again. */
async function handedIn({ key, photos }: Entry): Promise<readonly KeptPhoto[]> {
  let known = photos;
  for (const [n, photo] of photos.entries()) {
    if (photo.hash !== null) continue;
    const at = { key, photo: n + 1, of: photos.length };
    tellProgress({ ...at, part: 0 });
    const hash = await putPhoto(photo, (part) => {
      tellProgress({ ...at, part });
    });
    known = known.map((one) => (one.id === photo.id ? { ...one, hash } : one));
    await changeEntry(key, { photos: known });
  }
  tellProgress({ key, photo: photos.length, of: photos.length, part: 1 });
  return known;
}

/** What says nothing of the act itself: the network, the session, a system that is busy or away. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Problem)) return true;
  const { status, code } = error;
  return (
    status === 0 || status === 401 || status === 408 || status === 429 || status >= 500 || code === 'SessionRestricted'
  );
}

function isOffline(error: unknown): boolean {
  return error instanceof Problem && error.status === 0;
}

/** Two tabs do not send the same; where the browser has no locks, the key alone makes it one act. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) {
    await work();
    return;
  }
  await navigator.locks.request('bihuan.queue', { ifAvailable: true }, async (lock) => {
    if (lock !== null) await work();
  });
}
