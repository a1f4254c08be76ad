import { createStore, del, values } from 'idb-keyval';
import { useEffect, useSyncExternalStore } from 'react';
import { session, useSession } from '../client/session.ts';
import type { Entry } from './entry.ts';

const STORE = createStore('bihuan.queue', 'entries');
const listeners = new Set<() => void>();
/** Other tabs of this browser see the same queue. */
const told = 'BroadcastChannel' in globalThis ? new BroadcastChannel('bihuan.queue') : null;
let shown: readonly Entry[] | null = null;

/** What waits on this device for whoever is signed in, the oldest first; null until it was read. */
export function useQueue(): readonly Entry[] | null {
  const person = useSession()?.person;
  const all = useSyncExternalStore(subscribe, () => shown);
  useEffect(() => {
    void reload();
  }, []);
  return all?.filter((entry) => entry.person === person) ?? null;
}

/** All that waits for whoever is signed in now. */
export async function ownEntries(): Promise<readonly Entry[]> {
  const person = session()?.person;
  return (await all()).filter((entry) => entry.person === person);
}

/** Keeps an act for good before anything is sent; `instead` is the refused one that it takes the place of. */
export async function keepEntry(entry: Entry, instead: string | null = null): Promise<void> {
  await within((store) => {
    store.put(entry, entry.key);
    if (instead !== null) store.delete(instead);
  });
  // So that a browser short of space does not clear it away.
  if ('storage' in navigator) void navigator.storage.persist().catch(() => false);
  await reloadEverywhere();
}

/** Changes what is known of an act; one that is gone stays gone. */
export async function changeEntry(key: string, changes: Partial<Entry>): Promise<void> {
  await within((store) => {
    const found = store.get(key);
    found.onsuccess = () => {
      if (found.result !== undefined) store.put({ ...(found.result as Entry), ...changes }, key);
    };
  });
  await reloadEverywhere();
}

/** Forgets an act: it is done, or whoever made it does not want it. */
export async function dropEntry(key: string): Promise<void> {
  await del(key, STORE);
  await reloadEverywhere();
}

async function within(work: (store: IDBObjectStore) => void): Promise<void> {
  await STORE(
    'readwrite',
    (store) =>
      new Promise<void>((resolve, reject) => {
        const { transaction } = store;
        transaction.oncomplete = () => {
          resolve();
        };
        transaction.onabort = transaction.onerror = () => {
          reject(transaction.error ?? new Error('The device kept nothing.'));
        };
        work(store);
      }),
  );
}

async function all(): Promise<readonly Entry[]> {
  return (await values<Entry>(STORE)).toSorted((a, b) => a.madeAt.localeCompare(b.madeAt));
}

async function reloadEverywhere(): Promise<void> {
  told?.postMessage('changed');
  await reload();
}

async function reload(): Promise<void> {
  shown = await all();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

told?.addEventListener('message', () => void reload());
