import { events } from 'fetch-event-stream';
import { useEffect } from 'react';
import { changed } from './queries.ts';
import { session, setSession, useSession } from './session.ts';

/** What the stream says: a matter of the reader's scope has a new version, or there is a new notice. */
interface Told {
  readonly path: string;
}

const AGAIN_MS = 3_000;
/** A browser keeps six connections to one address: of all open tabs one listens, and tells the others. */
const TABS = 'bihuan.stream';

/** As the system itself says it when it does not know what has changed. */
const EVERYTHING: Told = { path: '/v1/' };

/** Keeps what is shown true: as long as somebody is signed in, what the system says has changed is read again. */
export function useStream(): void {
  const token = useSession()?.token;
  useEffect(() => {
    if (token === undefined) return;
    const stopping = new AbortController();
    const tabs = new BroadcastChannel(TABS);
    tabs.onmessage = ({ data }: MessageEvent<Told>) => void hear(data);
    const tell = (told: Told): void => {
      tabs.postMessage(told);
      void hear(told);
    };
    void inTurn(stopping.signal, () => follow(token, stopping.signal, tell));
    return () => {
      stopping.abort();
      tabs.close();
    };
  }, [token]);
}

/** Without TLS a browser has no locks: then each tab listens for itself. */
async function inTurn(signal: AbortSignal, listen: () => Promise<void>): Promise<void> {
  if (!isSecureContext) await listen();
  else await navigator.locks.request(TABS, { signal }, listen).catch(() => undefined);
}

async function follow(token: string, signal: AbortSignal, tell: (told: Told) => void): Promise<void> {
  while (!signal.aborted) {
    await read(token, signal, tell).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

async function read(token: string, signal: AbortSignal, tell: (told: Told) => void): Promise<void> {
  const answer = await fetch('/v1/stream', { headers: { authorization: `Bearer ${token}` }, signal });
  // It ends with its session, and whoever reads is to know before they go on.
  if (answer.status === 401 && session()?.token === token) setSession(null);
  if (!answer.ok) return;
  // What happened while nobody listened is not told again.
  tell(EVERYTHING);
  for await (const { data } of events(answer, signal)) if (data !== undefined) tell(JSON.parse(data) as Told);
}

/** A list does not say which of its matters have changed, nor a paper whose it is. */
async function hear({ path }: Told): Promise<void> {
  await changed(path, '/v1/desk', '/v1/inbox', '/v1/documents/', `${path.slice(0, path.lastIndexOf('/'))}?`);
}
