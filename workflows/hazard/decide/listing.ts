import { dueAfter } from '../../kernel/deadline.ts';
import type { Instant } from '../../kernel/instant.ts';
import { happened, type HazardEvent } from '../event.ts';
import { periodOf } from '../periods.ts';
import { separated } from '../separation.ts';
import { denied } from '../refusal.ts';
import type { HazardState } from '../state.ts';
import { asOf, blank, decided, type Decide } from './parts.ts';

/**
 * 解除挂牌, with a reason. Who may, and when, goes by how it was listed, whatever it counts as now: what the public reads
 * of is delisted by who lists it, and as long as the hazard is major by its closeout alone: that may still be refused.
 */
export const delist: Decide<'Delist'> = (state, command) => {
  const { body, at, actor } = command;
  const { committeeHead, partySecretary } = state.terms.county;
  const isPublic = isListedPublicly(state);
  // Under rules 1 a passed recheck was enough.
  const isRipe = state.severity !== 'major' || (state.terms.rules < 2 && asOf(state, at).status === 'closing');
  return (
    denied({
      NotListed: state.listing !== 'listed',
      NotListingAuthority: isPublic && actor.post !== committeeHead && actor.post !== partySecretary,
      ...separated(state, command),
      DelistTooEarly: isPublic && !isRipe,
      ReasonMissing: blank(body.reason),
    }) ?? decided(delisted(state, body.reason, at))
  );
};

/** What an issued 挂牌督办 adds to it: on whose list, and for a major hazard until when the public must read of it. */
export function listedBy(state: HazardState, rung: string, at: Instant): readonly HazardEvent[] {
  const isPublic = state.severity === 'major';
  // What 安委办 listed for itself is listed anew when it turns out major: the public must read of it.
  const stands = state.listing === 'listed' && (isListedPublicly(state) || !isPublic);
  if (rung !== 'list' || state.terms.rules < 2 || stands) return [];
  const publishBy = isPublic ? publicationDue(state, at) : null;
  return [happened('Listed', { level: 'county', public: isPublic, publishBy })];
}

/** Whether its listing binds it: such a hazard is not merged away, and its level stays. Not so under rules 1. */
export function isBoundByListing(state: HazardState): boolean {
  return state.terms.rules >= 2 && state.listing === 'listed';
}

/** The end of the listing of a hazard that itself ends. */
export function endedListing(state: HazardState, reason: string, at: Instant): readonly HazardEvent[] {
  return isBoundByListing(state) ? [delisted(state, reason, at)] : [];
}

/** What a closeout ends beside the hazard: its listing, and its level of supervision. Matters of rules 1 kept their level. */
export function endedByCloseout(state: HazardState, at: Instant): readonly HazardEvent[] {
  if (state.terms.rules < 2) return [];
  return [
    ...endedListing(state, CLOSEOUT, at),
    ...(state.level > 0 ? [happened('LevelLowered', { to: 0, reason: CLOSEOUT })] : []),
  ];
}

const CLOSEOUT = '销号';

function delisted(state: HazardState, reason: string, at: Instant): HazardEvent {
  return happened('Delisted', { reason, publishBy: isListedPublicly(state) ? publicationDue(state, at) : null });
}

/** A listing of rules 1 has no notice: it was public if the hazard is major. */
function isListedPublicly(state: HazardState): boolean {
  return state.listingNotice?.public ?? state.severity === 'major';
}

function publicationDue(state: HazardState, at: Instant): Instant {
  return dueAfter(periodOf(state, 'publishListing'), at, state.terms.calendar).at;
}
