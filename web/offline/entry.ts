import type { Problem } from '../client/problem.ts';

/** A picture as it was taken, kept on this device until it is at the system, where its hash is its name. */
export interface KeptPhoto {
  readonly id: string;
  /** What of the form it shows, such as an item; empty for the whole. */
  readonly of: string;
  readonly blob: Blob;
  readonly name: string;
  readonly hash: string | null;
}

/** `held` is not sent: it was refused or is being edited. `noted` is at the system, which has not decided yet. */
export type EntryState = 'waiting' | 'noted' | 'held';

/** An act that somebody has pressed, kept here until the system has decided it. */
export interface Entry {
  /** The Idempotency-Key, made when it was pressed: however often it is sent, it is one act. */
  readonly key: string;
  readonly person: string;
  readonly post: string;
  readonly postTitle: string;
  readonly title: string;
  /** Where in the console it is edited. */
  readonly page: string;
  readonly path: string;
  /** What is sent; a picture stands in it by its id and goes by its hash. */
  readonly body: unknown;
  /** What the page fills its form with again. */
  readonly form: Readonly<Record<string, unknown>>;
  readonly photos: readonly KeptPhoto[];
  readonly madeAt: string;
  readonly state: EntryState;
  /** Whether it may have reached the system. */
  readonly tried: boolean;
  readonly commandId: string | null;
  /** What the system or the network said last, in words. */
  readonly said: string | null;
  readonly errors: Problem['errors'];
}

/** The body with each picture's hash in place of its id. */
export function withHashes(body: unknown, photos: readonly KeptPhoto[]): unknown {
  const hashes = new Map(photos.map(({ id, hash }) => [id, hash]));
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return hashes.get(value) ?? value;
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, fill(part)]));
  };
  return fill(body);
}
