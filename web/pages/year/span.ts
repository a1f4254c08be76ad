import { queryOf, type ListFilter } from '../../parts/list-path.ts';
import type { FigureName } from '../../parts/figure-words.ts';
import { lastDayOf, type GroupedBy, type Span } from './year-answer.ts';

/** The span in the address; this year when none stands there. */
export function spanOf(search: URLSearchParams, today: string): Span {
  const year = today.slice(0, 4);
  const dayOf = (name: string, none: string): string => {
    const day = search.get(name);
    return day === null || day === '' ? none : day;
  };
  return {
    from: dayOf('from', `${year}-01-01`),
    to: dayOf('to', `${year}-12-31`),
    region: search.get('region') ?? '',
    sector: search.get('sector') ?? '',
  };
}

/** The year that a span covers from its first to its last day; empty for any other span. */
export function wholeYear({ from, to }: Pick<Span, 'from' | 'to'>): string {
  const year = from.slice(0, 4);
  return from === `${year}-01-01` && to === `${year}-12-31` ? year : '';
}

/** The query that asks for figures of a span. */
export function figuresOf(span: Span): string {
  return queryOf({ ...span });
}

/** The list of what a figure counts in a span. */
export function listOf({ from, to, region, sector }: Span, figure: FigureName): ListFilter {
  return { foundFrom: from, foundTo: to, region, sector, countedAs: figure };
}

/** How lists name those that have no township, sector or leading unit. */
const NONE = '-';

/**
 * How the list of a group narrows that of its span. A month that is cut by the span stays cut. Null where no list can be
 * narrowed so: to no month.
 */
export function narrowed(span: Span, by: GroupedBy, key: string | null, figure: FigureName): ListFilter | null {
  const all = listOf(span, figure);
  if (by !== 'month') return { ...all, [by]: key ?? NONE };
  if (key === null) return null;
  const [first, last] = [`${key}-01`, lastDayOf(key)];
  return {
    ...all,
    foundFrom: span.from > first ? span.from : first,
    foundTo: span.to < last ? span.to : last,
  };
}
