import type { Effect } from '../../kernel/effect.ts';
import type { HazardRecorded } from '../event.ts';
import { seatIn } from '../posts.ts';
import type { HazardState } from '../state.ts';
import { notify, postsNamed } from './told.ts';

/** Whom to tell of the township's task: the township, who supervises, and above the township when nobody came. */
export function urgingEffects(event: HazardRecorded, after: HazardState): readonly Effect[] {
  switch (event.type) {
    case 'TownshipTasked':
      return notify(event, after, 'TownshipTasked', [event.data.post], { until: event.data.until });
    case 'UrgingRecorded':
      return notify(event, after, 'UrgingRecorded', postsNamed(after, ['lead']));
    case 'UrgingMissed':
    case 'UrgingMissWithdrawn': {
      const { until } = event.data;
      const answering = [...new Set([seatIn(after, after.region, 2).post, seatIn(after, after.region, 3).post])];
      const what = event.type === 'UrgingMissed' ? 'missed' : 'withdrawn';
      return [
        ...notify(event, after, event.type, [...answering, ...postsNamed(after, ['officeDesk'])], { until }),
        ...answering.map((post): Effect => {
          const key = `duty:urging:${what}:${post}:${event.seq.toString()}`;
          return { type: 'RecordDuty', key, post, duty: `urging:${what}`, data: { number: after.number, until } };
        }),
      ];
    }
    default:
      return [];
  }
}
