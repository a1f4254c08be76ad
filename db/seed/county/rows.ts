import type { Role } from '../../../workflows/kernel/command.ts';
import type { Chain, CountyPosts } from '../../../workflows/kernel/terms.ts';
import { plusDays, type Day } from '../../../workflows/kernel/instant.ts';
import { personName } from './people-names.ts';

/** Since when everything in the demonstration county stands. */
export const SINCE = '2020-01-01';

/** A post to seed, with the one person in it and the account, if it has one. */
export interface SeedPost {
  /** After `p-` and `per-`. */
  readonly slug: string;
  readonly rank: number;
  readonly role: Role;
  readonly title: string;
  readonly username?: string;
  readonly countyPost?: Exclude<keyof CountyPosts, 'officeUnit' | 'otherDesks'>;
  /** After `per-`: who is in the post beside its one person, day by day in turn. */
  readonly roster?: readonly string[];
  /** Holds a law-enforcement certificate; `expired` since the end of 2024. */
  readonly certificate?: 'valid' | 'expired';
}

/** A unit to seed with its posts. */
export interface SeedUnit {
  readonly slug: string;
  readonly kind: Chain['kind'];
  readonly name: string;
  readonly shortName: string;
  /** 机关代字 of its document numbers; absent where the short name leads them. */
  readonly sign?: string;
  readonly region: string | null;
  /** The slug of the unit that it belongs to. */
  readonly parent?: string;
  readonly sectors: readonly string[];
  readonly posts: readonly SeedPost[];
}

/** The rows of a seeded county by table. */
export interface CountyRows {
  readonly units: readonly object[];
  readonly posts: readonly object[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly tenures: readonly object[];
}

/** Spreads units into the rows of `units`, `posts`, `people` and `tenures`. People are numbered in order of posts. */
export function rowsOf(units: readonly SeedUnit[]): CountyRows {
  const posts = units.flatMap((unit) => unit.posts.map((post) => ({ unit, post })));
  return {
    units: units.map(({ slug, kind, name, shortName, sign = null, region, parent, sectors }) => ({
      id: `u-${slug}`,
      kind,
      name,
      short_name: shortName,
      sign,
      region: region === null ? null : `u-${region}`,
      parent: parent === undefined ? null : `u-${parent}`,
      sectors,
      verified: true,
      valid_from: SINCE,
    })),
    posts: posts.map(({ unit, post }) => ({
      id: `p-${post.slug}`,
      unit: `u-${unit.slug}`,
      rank: post.rank,
      role: post.role,
      title: post.title,
      county_post: post.countyPost ?? null,
      valid_from: SINCE,
    })),
    people: posts
      .flatMap(({ post }) => [post.slug, ...(post.roster ?? [])].map((slug) => ({ post, slug })))
      .map(({ post, slug }, n) => ({
        id: `per-${slug}`,
        name: personName(n),
        phone: `1990000${n.toString().padStart(4, '0')}`,
        certificate: post.certificate === undefined ? null : `YL-ZF-${n.toString().padStart(5, '0')}`,
        certificate_from: post.certificate === undefined ? null : SINCE,
        certificate_to:
          post.certificate === undefined ? null : post.certificate === 'valid' ? '2030-12-31' : '2024-12-31',
      })),
    tenures: posts.map(({ post }) => ({ post: `p-${post.slug}`, person: `per-${post.slug}`, valid_from: SINCE })),
  };
}

/** The tenures of those who take turns: a day each, from a day on for so many days. */
export function rosterOf(units: readonly SeedUnit[], from: Day, days: number): readonly object[] {
  return units
    .flatMap((unit) => unit.posts)
    .flatMap(({ slug, roster = [] }) =>
      Array.from({ length: roster.length === 0 ? 0 : days }, (_, n) => {
        const day = plusDays(from, n);
        return {
          post: `p-${slug}`,
          person: `per-${roster[n % roster.length] ?? slug}`,
          valid_from: day,
          valid_to: day,
        };
      }),
    );
}
