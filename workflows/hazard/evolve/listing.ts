import type { ListingEvents } from '../regions/listing.ts';
import type { Apply } from './apply.ts';

/** What listings make of the state. */
export const LISTING: { readonly [T in keyof ListingEvents]: Apply<T> } = {
  Listed: (state, data, stamp) => ({
    ...state,
    listing: 'listed',
    listingNotice: { ...data, listedAt: stamp.at, delistedAt: null },
  }),
  Delisted: (state, data, stamp) => ({
    ...state,
    listing: 'delisted',
    listingNotice:
      state.listingNotice === null ? null : { ...state.listingNotice, delistedAt: stamp.at, publishBy: data.publishBy },
  }),
};
