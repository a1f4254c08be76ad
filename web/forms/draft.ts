import { session } from '../client/session.ts';

/** What was typed but not handed in, kept on this device for whoever typed it until it is handed in. */
export function keepDraft(name: string, value: unknown): void {
  localStorage.setItem(keyOf(name), JSON.stringify(value));
}

/** What was typed before; null when nothing was. */
export function draftOf(name: string): Record<string, unknown> | null {
  const kept = localStorage.getItem(keyOf(name));
  return kept === null ? null : (JSON.parse(kept) as Record<string, unknown>);
}

export function dropDraft(name: string): void {
  localStorage.removeItem(keyOf(name));
}

/** Drafts of one person are not another's, also on a device that they share. */
function keyOf(name: string): string {
  return `bihuan.draft.${session()?.person ?? 'nobody'}.${name}`;
}
