import type { Refusal } from '../workflows/kernel/refusal.ts';
import type { Answer } from '../workflows/messages.ts';

/** What Temporal said to a command. `nothing`: unknown, which is never a refusal. */
export type Said =
  | { readonly said: 'answer'; readonly answer: Answer }
  | { readonly said: 'refused'; readonly refusal: Refusal }
  | { readonly said: 'nothing' };

export const NOTHING: Said = { said: 'nothing' };
