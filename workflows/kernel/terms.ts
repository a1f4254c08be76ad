import type { Calendar } from './calendar.ts';
import type { Period } from './deadline.ts';
import type { LadderRow } from './ladder.ts';

/** Ids are branded, so that a post is never passed for a person. */
export type MatterId = string & { readonly __brand: 'MatterId' };
export type UnitId = string & { readonly __brand: 'UnitId' };
export type PostId = string & { readonly __brand: 'PostId' };
export type PersonId = string & { readonly __brand: 'PersonId' };
export type ClauseId = string & { readonly __brand: 'ClauseId' };

/** What a unit is; the kinds after `audit` came with the register of units. */
export type UnitKind =
  | 'county'
  | 'office'
  | 'department'
  | 'township'
  | 'enterprise'
  | 'supervision'
  | 'outside'
  | 'audit'
  | 'committee'
  | 'discipline'
  | 'organization';

/** A unit as the rules need it: what it is, where it lies, and its posts by rank. Names stay in the register. */
export interface Chain {
  readonly unit: UnitId;
  readonly kind: UnitKind;
  /** The township that the unit lies in; its own id for a township, null for county bodies. */
  readonly region: UnitId | null;
  /** Posts of rank 1 经办, 2 分管负责人, 3 主要负责人; a missing rank falls to the next above that exists. */
  readonly ranks: Readonly<Partial<Record<1 | 2 | 3, PostId>>>;
}

/** The posts above the units, which every ladder needs. */
export interface CountyPosts {
  /** 安委办 值班员/经办人, 安委办主任. */
  readonly officeDesk: PostId;
  /** 安委办's other 经办人, in the order of the register; absent in matters that were opened before they were known. */
  readonly otherDesks?: readonly PostId[];
  readonly officeDirector: PostId;
  /** 分管副县长, 安委会主任（县政府主要负责人）, 县委主要负责人. */
  readonly deputyHead: PostId;
  readonly committeeHead: PostId;
  readonly partySecretary: PostId;
  /** 县委县政府督查室. */
  readonly inspectorate: PostId;
  /** 县应急值班室, told at night and on holidays; its person of the day stands in the register. Absent before it was known. */
  readonly dutyDesk?: PostId;
  readonly officeUnit: UnitId;
}

/** A special period (特殊时段): waits halve, nothing is extended. `from` and `to` are days, inclusive. */
export interface SpecialPeriod {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** A figure that differs for a sector or a severity; null stands for all. The first that fits counts. */
export interface PeriodOverride {
  readonly sector: string | null;
  readonly severity: string | null;
  /** The period's name in the policy. */
  readonly name: string;
  readonly period: Period;
}

/**
 * What a matter is opened under; frozen into its first event. New terms reach it only by `TermsRevised`.
 * `periods` and `ladder` are the policy's figures; `rules` is the version of the code's rules.
 */
export interface Terms<PeriodName extends string = string> {
  readonly policy: string;
  readonly policyVersion: number;
  readonly rules: number;
  readonly calendar: Calendar;
  readonly periods: Readonly<Record<PeriodName, Period>>;
  /** Whole numbers of the policy: caps and counts, such as the number of extensions. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly ladder: readonly LadderRow[];
  /** Absent in matters that were opened before policies could differ by sector. */
  readonly overrides?: readonly PeriodOverride[];
  readonly county: CountyPosts;
  readonly specialPeriods: readonly SpecialPeriod[];
}

/** The post of a rank in a chain, or the nearest above; `null` when the unit has none so high. */
export function postAt(chain: Chain, rank: 1 | 2 | 3): PostId | null {
  for (const r of [1, 2, 3] as const) {
    const post = chain.ranks[r];
    if (r >= rank && post !== undefined) return post;
  }
  return null;
}

/**
 * A shipped or published policy: every legal figure of a kind, each with its source. `trial` counts in seconds and is
 * refused outside the embedded launcher.
 */
export interface Policy<PeriodName extends string = string> {
  readonly id: 'standard' | 'trial';
  readonly kind: string;
  readonly version: number;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly periods: Readonly<Record<PeriodName, Period>>;
  readonly numbers: Readonly<Record<string, number>>;
  readonly ladder: readonly LadderRow[];
  readonly overrides?: readonly PeriodOverride[];
}
