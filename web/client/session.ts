import { useSyncExternalStore } from 'react';
import type { components } from './schema.d.ts';

export type SignedIn = components['schemas']['SignedIn'];

const KEY = 'bihuan.session';
const listeners = new Set<() => void>();
let current = read();

/** Whoever is signed in here, in every tab of this browser; null when nobody is. */
export function useSession(): SignedIn | null {
  return useSyncExternalStore(subscribe, session);
}

/** The session as it stands now. */
export function session(): SignedIn | null {
  return current;
}

/** Goes on as this session; null signs out here. What was typed is kept apart and stays. */
export function setSession(next: SignedIn | null): void {
  if (next === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify(next));
  changed(next);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function changed(next: SignedIn | null): void {
  current = next;
  for (const listener of listeners) listener();
}

function read(): SignedIn | null {
  const kept = localStorage.getItem(KEY);
  return kept === null ? null : (JSON.parse(kept) as SignedIn);
}

// Another tab signed in or out.
addEventListener('storage', ({ key }) => {
  if (key === KEY) changed(read());
});
