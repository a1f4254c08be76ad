import type { Instant } from '../../kernel/instant.ts';

/** Whose list a hazard stands on (domain.md R5). */
export const LIST_LEVELS = ['county', 'city', 'province'] as const;
export type ListLevel = (typeof LIST_LEVELS)[number];

/** 重点督办 (general, on 安委办's own list) or 挂牌督办 (major, with a public notice), and until when its notice is due. */
export interface ListingNotice {
  readonly level: ListLevel;
  readonly public: boolean;
  readonly listedAt: Instant;
  readonly delistedAt: Instant | null;
  /** By when the listing, or after it the delisting, must be published; null when no public notice is due. */
  readonly publishBy: Instant | null;
}

/** R5 of the hazard, beside `listing`. Null in matters of before, and until it is listed. */
export interface ListingRegion {
  readonly listingNotice: ListingNotice | null;
}

export interface ListingBodies {
  readonly Delist: { readonly reason: string };
}

export interface ListingEvents {
  readonly Listed: { readonly level: ListLevel; readonly public: boolean; readonly publishBy: Instant | null };
  readonly Delisted: { readonly reason: string; readonly publishBy: Instant | null };
}
