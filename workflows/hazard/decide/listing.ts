import { dueAfter } from '../../kernel/deadline.ts';
import type { Instant } from '../../kernel/instant.ts';
import { happened, type HazardEvent } from '../event.ts';
import { periodOf } from '../periods.ts';
import { denied } from '../refusal.ts';
import type { HazardState } from '../state.ts';
import { asOf, blank, decided, type Decide } from './parts.ts';

/** 解除挂牌, with a reason: a major hazard's only by who may list it, and only once its recheck has passed. */
export const delist: Decide<'Delist'> = (state, { body, at, actor }) => {
  const { committeeHead, partySecretary } = state.terms.county;
  const isMajor = state.severity === 'major';
  return (
    denied({
      NotListed: state.listing !== 'listed',
      NotListingAuthority: isMajor && actor.post !== committeeHead && actor.post !== partySecretary,
      DelistTooEarly: isMajor && asOf(state, at).status !== 'closing',
      ReasonMissing: blank(body.reason),
    }) ?? decided(delisted(state, body.reason, at))
  );
};

/** What an issued 挂牌督办 adds to it: on whose list, and for a major hazard until when the public must read of it. */
export function listedBy(state: HazardState, rung: string, at: Instant): readonly HazardEvent[] {
  if (rung !== 'list' || state.terms.rules < 2 || state.listing === 'listed') return [];
  const isPublic = state.severity === 'major';
  const publishBy = isPublic ? publicationDue(state, at) : null;
  return [happened('Listed', { level: 'county', public: isPublic, publishBy })];
}

/** What a closeout ends beside the hazard: its listing, and its level of supervision. Matters of rules 1 kept their level. */
export function endedByCloseout(state: HazardState, at: Instant): readonly HazardEvent[] {
  if (state.terms.rules < 2) return [];
  return [
    ...(state.listing === 'listed' ? [delisted(state, CLOSEOUT, at)] : []),
    ...(state.level > 0 ? [happened('LevelLowered', { to: 0, reason: CLOSEOUT })] : []),
  ];
}

const CLOSEOUT = '销号';

function delisted(state: HazardState, reason: string, at: Instant): HazardEvent {
  const isPublic = state.listingNotice?.public ?? state.severity === 'major';
  return happened('Delisted', { reason, publishBy: isPublic ? publicationDue(state, at) : null });
}

function publicationDue(state: HazardState, at: Instant): Instant {
  return dueAfter(periodOf(state, 'publishListing'), at, state.terms.calendar).at;
}
