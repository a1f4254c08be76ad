import { useSyncExternalStore } from 'react';

/** How far the act that is being sent is: which of its pictures goes up, and how much of it (0 to 1). */
export interface Progress {
  readonly key: string;
  readonly photo: number;
  readonly of: number;
  readonly part: number;
}

/** What an act that was done here came to. */
export interface Sent {
  readonly id?: string;
  readonly number?: string;
}

const listeners = new Set<() => void>();
const sent = new Map<string, Sent>();
let now: Progress | null = null;

/** The act that is being sent just now. */
export function useProgress(): Progress | null {
  return useSyncExternalStore(subscribe, () => now);
}

/** What became of an act since this page was opened; null while it is not done. */
export function useSent(key: string): Sent | null {
  return useSyncExternalStore(subscribe, () => sent.get(key) ?? null);
}

export function tellProgress(next: Progress | null): void {
  now = next;
  tell();
}

export function tellSent(key: string, answer: Sent): void {
  sent.set(key, answer);
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
