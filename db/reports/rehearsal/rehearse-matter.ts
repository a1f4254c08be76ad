import { isDeepStrictEqual } from 'node:util';
import type { Recorded } from '../../../workflows/kernel/event.ts';
import type { Kind } from '../../../workflows/kinds.ts';
import { compare, type Window } from './compare.ts';
import { under, type Draft } from './draft.ts';
import { play, type Played } from './play.ts';
import { storyOf, type Story, type Told } from './story.ts';
import { emptyTally, tallyOf, type Tally } from './tally.ts';

/**
 * Plays one matter twice, under its own terms and under the draft's, and tallies what differs. The first replay is held
 * against the record: where it is not the same, the matter says so in `differing`, and both replays are still compared.
 */
export function rehearseMatter(kind: Kind, told: Told, draft: Draft, window: Window): Tally {
  const none = emptyTally();
  const story = storyOf(told, window.to);
  if (story === null) return { ...none, matters: 1 };
  if (story.opening.terms.policy !== draft.id) return none;
  const own = attempt(() => play(kind, story, (terms) => terms, window.to));
  const drafted = attempt(() => play(kind, story, under(draft), window.to));
  const differing = own !== null && isAsRecorded(own, story) ? [] : [story.matterId];
  if (own === null || drafted === null)
    return { ...none, matters: 1, differing, failed: own === null ? [] : [story.matterId] };
  const about = { id: story.matterId, number: story.opening.number, title: own.title };
  return { ...tallyOf(about, compare(own, drafted, window), drafted.unfitting), matters: 1, differing };
}

/** A story that the rules cannot play, as under figures that make no sense, is a finding and ends nothing else. */
function attempt(playing: () => Played): Played | null {
  try {
    return playing();
  } catch {
    return null;
  }
}

function isAsRecorded(own: Played, story: Story): boolean {
  const events = own.entries.flatMap((entry) => entry.events);
  return events.length === story.events.length && events.every((event, i) => isSame(event, story.events[i]));
}

function isSame(event: Recorded, recorded: Recorded | undefined): boolean {
  return isDeepStrictEqual(event, recorded);
}
