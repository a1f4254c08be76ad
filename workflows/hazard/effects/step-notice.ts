import type { Effect } from '../../kernel/effect.ts';
import type { HazardRecorded } from '../event.ts';
import type { HazardState } from '../state.ts';
import { notify, postsNamed } from './told.ts';

/** Whoever holds the matter anew is told so, and why. */
export function stepNotice(before: HazardState | null, event: HazardRecorded, after: HazardState): readonly Effect[] {
  const was = before?.steps.at(-1);
  const is = after.steps.at(-1);
  const holder = is?.holders.at(-1);
  if (is === undefined || holder === undefined) return [];
  if (was?.version !== is.version) return notify(event, after, 'StepBegun', [holder.post]);
  const old = was.holders.at(-1);
  if (old === holder || was.holders.length === is.holders.length) return [];
  // Nobody was in the post before: its own chain is told as well, so that someone fills it.
  if (event.type === 'HandedOver' && (holder.why === 'vacant' || holder.why === 'leave'))
    return notify(event, after, 'HolderAway', [holder.post, ...postsNamed(after, ['principal'])], {
      reason: event.data.reason,
    });
  return notify(event, after, 'HolderMoved', [holder.post, old?.post ?? null]);
}
