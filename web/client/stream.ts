import { events } from 'fetch-event-stream';
import { useEffect } from 'react';
import { changed } from './queries.ts';
import { useSession } from './session.ts';

/** What the stream says: a matter of the reader's scope has a new version, or there is a new notice. */
interface Told {
  readonly path: string;
}

const AGAIN_MS = 3_000;

/** Keeps what is shown true: as long as somebody is signed in, what the system says has changed is read again. */
export function useStream(): void {
  const token = useSession()?.token;
  useEffect(() => {
    if (token === undefined) return;
    const stopping = new AbortController();
    void follow(token, stopping.signal);
    return () => {
      stopping.abort();
    };
  }, [token]);
}

async function follow(token: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await read(token, signal).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

async function read(token: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch('/v1/stream', { headers: { authorization: `Bearer ${token}` }, signal });
  if (!answer.ok) return;
  for await (const { data } of events(answer, signal)) {
    if (data === undefined) continue;
    const { path } = JSON.parse(data) as Told;
    // A list does not say which of its matters have changed.
    await changed(path, '/v1/desk', '/v1/inbox', `${path.slice(0, path.lastIndexOf('/'))}?`);
  }
}
