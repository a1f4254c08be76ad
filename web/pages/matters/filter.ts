import { queryOf, type ListFilter } from '../../parts/list-path.ts';

/** What a list can be narrowed by, as it stands in the address. */
const NAMES = [
  'q', 'status', 'severity', 'level', 'region', 'sector', 'lead', 'subject', 'holder', 'open', 'overdue', 'foundFrom', 'foundTo',
  'countedAs',
] as const; // prettier-ignore

export type FilterName = (typeof NAMES)[number];

/** What is asked of the API for what stands in the address; anything else in it is not passed on. */
export function askedOf(search: URLSearchParams): ListFilter {
  return Object.fromEntries([...NAMES, 'sort'].map((name) => [name, search.get(name)]));
}

/** The address with one filter set, or gone when it is empty. */
export function withFilter(search: URLSearchParams, name: FilterName | 'sort', value: string): string {
  return queryOf({ ...askedOf(search), [name]: value });
}

/** What stands above every list, and is not counted among its filters. */
const SHOWN: readonly string[] = ['q', 'open'];

/** How many filters narrow the list besides what stands above it. */
export function countFilters(search: URLSearchParams): number {
  return NAMES.filter((name) => !SHOWN.includes(name) && (search.get(name) ?? '') !== '').length;
}

/** The address without the filters that are counted. */
export function onlyShown(search: URLSearchParams): string {
  return queryOf(Object.fromEntries([...SHOWN, 'sort'].map((name) => [name, search.get(name)])));
}
