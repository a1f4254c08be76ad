import { createStore, del, entries, get, set } from 'idb-keyval';
import { useEffect, useState } from 'react';
import type { Answer } from '../client/answers.ts';
import { call } from '../client/api.ts';
import { useRead } from '../client/queries.ts';
import { session, useSession } from '../client/session.ts';

const STORE = createStore('bihuan.kept', 'answers');
const KEPT_MS = 30 * 86_400_000;

interface KeptAnswer {
  readonly at: number;
  readonly answer: unknown;
}

/** What a path answers, or without a network what it answered here last to the same person. */
export function useKept<Path extends string>(
  path: Path | null,
): {
  readonly data: Answer<Path> | undefined;
  readonly error: unknown;
  readonly isOld: boolean;
} {
  const person = useSession()?.person;
  const { data, error } = useRead(path);
  const [old, setOld] = useState<Answer<Path>>();
  useEffect(() => {
    if (path === null || person === undefined) return;
    const key = keyOf(person, path);
    if (data !== undefined) void set(key, { at: Date.now(), answer: data }, STORE).catch(() => undefined);
    else
      void get<KeptAnswer>(key, STORE).then(
        (kept) => {
          setOld(kept?.answer);
        },
        () => undefined,
      );
  }, [path, person, data]);
  return { data: data ?? old, error, isOld: data === undefined && old !== undefined };
}

/** Reads for whoever is signed in what a page will need without a network, though it was not opened yet. */
export async function keepAhead(paths: readonly string[]): Promise<void> {
  const person = session()?.person;
  if (person === undefined) return;
  for (const path of paths) {
    const answer = await call('GET', path);
    if (session()?.person === person) await set(keyOf(person, path), { at: Date.now(), answer }, STORE);
  }
}

/** On signing out nothing that was read stays on the device. */
export async function forgetKept(): Promise<void> {
  const begin = keyOf(session()?.person ?? '', '');
  await forget((key) => key.startsWith(begin));
}

/** What nobody has read for a month goes. */
export async function forgetOld(): Promise<void> {
  await forget((_, { at }) => at < Date.now() - KEPT_MS);
}

async function forget(isGone: (key: string, kept: KeptAnswer) => boolean): Promise<void> {
  for (const [key, kept] of await entries<string, KeptAnswer>(STORE)) if (isGone(key, kept)) await del(key, STORE);
}

function keyOf(person: string, path: string): string {
  return `${person} ${path}`;
}
