import { useState } from 'react';
import type { SignedIn } from '../client/session.ts';
import { dropDraft } from '../forms/draft.ts';
import { dropDraftPhotos } from './draft-photos.ts';
import { freshId } from '../client/fresh-id.ts';
import { type Entry } from './entry.ts';
import { keepEntry } from './queue.ts';
import { sendWaiting } from './send.ts';

/** What a page says of an act; whose it is and where it stands is added. */
type Act = Pick<Entry, 'title' | 'page' | 'path' | 'body' | 'form' | 'photos'>;

interface HandIn {
  /** Why nothing was kept, and what to do. */
  readonly problem: string | null;
  readonly setProblem: (problem: string | null) => void;
  readonly handIn: (session: SignedIn, act: Act) => Promise<void>;
}

/**
 * Keeps an act on this device and begins to send it; its draft goes once it is kept, not before. `instead`: what was
 * refused and is edited.
 */
export function useHandIn(draft: string, instead: Entry | null, onKept: (key: string) => void): HandIn {
  const [problem, setProblem] = useState<string | null>(null);
  const handIn = async ({ person, post, postTitle }: SignedIn, act: Act): Promise<void> => {
    const key = freshId();
    const begin = { madeAt: new Date().toISOString(), state: 'waiting', tried: false } as const;
    try {
      const entry: Entry = { key, person, post, postTitle, ...act, ...begin, commandId: null, said: null, errors: [] };
      await keepEntry(entry, instead?.key);
    } catch {
      setProblem('本机存储空间不足，没有保存。请清理手机空间后再试，不要关闭本页。');
      return;
    }
    dropDraft(draft);
    await dropDraftPhotos(draft);
    onKept(key);
    void sendWaiting();
  };
  return { problem, setProblem, handIn };
}
