import { createStore, del, get, set } from 'idb-keyval';
import { useCallback, useEffect, useState } from 'react';
import { session } from '../client/session.ts';
import { freshId } from '../client/fresh-id.ts';
import { type KeptPhoto } from './entry.ts';

const STORE = createStore('bihuan.photos', 'drafts');

interface DraftPhotos {
  /** Null until the device was asked what it has. */
  readonly photos: readonly KeptPhoto[] | null;
  readonly add: (files: readonly File[], of?: string) => void;
  readonly remove: (id: string) => void;
}

/** The pictures of a form that was not handed in yet: kept on this device, so that closing the page loses none. */
export function useDraftPhotos(name: string, initial: readonly KeptPhoto[] = []): DraftPhotos {
  const [photos, setPhotos] = useState<readonly KeptPhoto[] | null>(null);
  useEffect(() => {
    let isGone = false;
    void get<readonly KeptPhoto[]>(keyOf(name), STORE)
      .catch(() => undefined)
      .then((kept) => {
        if (!isGone) setPhotos((added) => [...(kept ?? initial), ...(added ?? [])]);
      });
    return () => {
      isGone = true;
    };
    // What it begins with is read once.
  }, [name]);
  const change = useCallback(
    (next: (before: readonly KeptPhoto[]) => readonly KeptPhoto[]) => {
      setPhotos((before) => {
        const after = next(before ?? []);
        void set(keyOf(name), after, STORE).catch(() => undefined);
        return after;
      });
    },
    [name],
  );
  return {
    photos,
    add: (files, of = '') => {
      const taken = files.map((file) => ({ id: `photo-${freshId()}`, of, blob: file, name: file.name, hash: null }));
      change((before) => [...before, ...taken]);
    },
    remove: (id) => {
      change((before) => before.filter((one) => one.id !== id));
    },
  };
}

/** They were handed in: they stand in the queue now. */
export async function dropDraftPhotos(name: string): Promise<void> {
  await del(keyOf(name), STORE);
}

function keyOf(name: string): string {
  return `${session()?.person ?? 'nobody'}.${name}`;
}
