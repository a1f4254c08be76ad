import type { ListingEvents } from '../regions/listing.ts';
import type { RevisionEvents } from '../regions/revision.ts';
import type { Stay, StayEvents } from '../regions/stay.ts';
import { currentStep } from '../running.ts';
import type { HazardState } from '../state.ts';
import { dueAppended, dueAtRest, type Apply } from './apply.ts';

type TimeEvents = StayEvents & ListingEvents & RevisionEvents;

/** What stays, listings and new terms make of the state. */
export const LAWFUL_TIME: { readonly [T in keyof TimeEvents]: Apply<T> } = {
  ClockStayed: (state, data, stamp) => ({
    ...state,
    stays: [
      ...state.stays,
      {
        from: stamp.at,
        by: stamp.actor.person,
        reason: data.reason,
        until: data.until,
        confirmedAt: [],
        endedAt: null,
      },
    ],
    dueDates: dueAtRest(state, stamp.at),
  }),
  StayConfirmed: (state, data, stamp) =>
    lastStay(state, (stay) => ({ ...stay, until: data.until, confirmedAt: [...stay.confirmedAt, stamp.at] })),
  StayEnded: (state, data, stamp) => ({
    ...lastStay(state, (stay) => ({ ...stay, endedAt: stamp.at })),
    dueDates: dueAppended(state, data.due, stamp),
  }),
  Listed: (state, data, stamp) => ({
    ...state,
    listing: 'listed',
    listingNotice: {
      level: data.level,
      public: data.public,
      listedAt: stamp.at,
      delistedAt: null,
      publishBy: data.publishBy,
    },
  }),
  Delisted: (state, data, stamp) => ({
    ...state,
    listing: 'delisted',
    listingNotice:
      state.listingNotice === null ? null : { ...state.listingNotice, delistedAt: stamp.at, publishBy: data.publishBy },
  }),
  TermsRevised: (state, data, stamp) => {
    const step = currentStep(state);
    const due = data.stepDue === null ? step : { ...step, ...data.stepDue };
    return {
      ...state,
      terms: data.terms,
      steps: [...state.steps.slice(0, -1), due],
      dueDates: data.due === null ? state.dueDates : dueAppended(state, data.due, stamp),
    };
  },
  WakeResent: (state) => state,
};

function lastStay(state: HazardState, change: (stay: Stay) => Stay): HazardState {
  return {
    ...state,
    stays: state.stays.map((stay, i) => (i === state.stays.length - 1 ? change(stay) : stay)),
  };
}
