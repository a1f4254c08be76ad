import type { Effect } from '../../kernel/effect.ts';
import type { DocumentName } from '../../kernel/papers.ts';
import type { HazardRecorded } from '../event.ts';
import { currentDue } from '../running.ts';
import type { HazardState } from '../state.ts';
import { notify, postsNamed } from './told.ts';

/** Whose clock it is, and who answers for it. */
const CLOCK = ['holder', 'rectifier', 'rectifierPrincipal', 'lead', 'officeDesk'];
const LISTED = ['rectifier', 'rectifierPrincipal', 'lead', 'leadPrincipal', 'township', 'officeDesk'];

/** Whom to tell of a stay, a listing and new terms. */
export function lawfulTimeEffects(event: HazardRecorded, after: HazardState): readonly Effect[] {
  switch (event.type) {
    case 'ClockStayed':
    case 'StayConfirmed':
      return notify(event, after, event.type, postsNamed(after, CLOCK), { until: event.data.until });
    case 'StayEnded':
      return notify(event, after, 'StayEnded', postsNamed(after, CLOCK), { due: event.data.due.due });
    case 'Listed':
      return notify(event, after, 'Listed', postsNamed(after, LISTED), { publishBy: event.data.publishBy });
    case 'Delisted':
      return notify(event, after, 'Delisted', postsNamed(after, LISTED), { publishBy: event.data.publishBy });
    case 'TermsRevised': {
      // Whoever's deadlines stay as they were need not read of it: a revision may reach every matter of the county.
      const { due, stepDue } = event.data;
      if (due === null && stepDue === null) return [];
      return notify(event, after, 'TermsRevised', postsNamed(after, CLOCK), {
        due: stepDue?.due ?? currentDue(after).due,
      });
    }
    default:
      return [];
  }
}

/** The paper of a stay or of a public listing; null where none is due. */
export function lawfulTimeDocumentOf(event: HazardRecorded): DocumentName | null {
  switch (event.type) {
    case 'ClockStayed':
    case 'StayConfirmed':
      return 'stayDecision';
    case 'Listed':
      return event.data.public ? 'listingNotice' : null;
    case 'Delisted':
      return event.data.publishBy === null ? null : 'delistingNotice';
    default:
      return null;
  }
}
