import { useQuery } from '@tanstack/react-query';
import { createStore, del, entries, get, set } from 'idb-keyval';
import { useEffect, useState } from 'react';
import type { Answer } from '../client/answers.ts';
import { call, fileOf } from '../client/api.ts';
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

/**
 * A file of the API, or without a network as it was here last; its address has its content's hash in it, so that it is
 * read once and kept.
 */
export function useKeptFile(path: string): { readonly data: Blob | undefined; readonly error: unknown } {
  return useQuery({
    queryKey: [path, 'kept'],
    queryFn: () => keptFile(path),
    staleTime: Infinity,
    networkMode: 'always',
  });
}

/** Reads for whoever is signed in what a page will need without a network, though it was not opened yet. */
export async function keepAhead<Path extends string>(path: Path): Promise<Answer<Path>> {
  const person = session()?.person;
  const answer = await call('GET', path);
  await keep(person, path, answer);
  return answer;
}

/** A file as this device has it, read and kept for whoever is signed in when it is not here yet. */
export async function keptFile(path: string): Promise<Blob> {
  const person = session()?.person;
  const kept =
    person === undefined ? undefined : await get<KeptAnswer>(keyOf(person, path), STORE).catch(() => undefined);
  if (kept?.answer instanceof Blob) return kept.answer;
  const file = await fileOf(path);
  await keep(person, path, file).catch(() => undefined);
  return file;
}

/** Nothing is kept for somebody who has signed out meanwhile. */
async function keep(person: string | undefined, path: string, answer: unknown): Promise<void> {
  if (person !== undefined && session()?.person === person)
    await set(keyOf(person, path), { at: Date.now(), answer }, STORE);
}

/** Of what this person has read nothing stays on the device; to be called when they are signed out here. */
export async function forgetKept(person: string): Promise<void> {
  const begin = keyOf(person, '');
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
