/** What a list is narrowed to, as the API and the address of the list have it. */
export type ListFilter = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Where the matters that a figure counts are listed: `hazards?open=true&level=3`. */
export function listPath(path: string, filter: ListFilter): string {
  const query = queryOf(filter);
  return `/${path}${query === '' ? '' : `?${query}`}`;
}

/** Where the list of a kind begins: what is in hand, by time left. */
export function inHandPath(path: string): string {
  return listPath(path, { open: true, sort: 'due' });
}

/** A query string without what is not given. */
export function queryOf(filter: ListFilter): string {
  const given = Object.entries(filter).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, value.toString()] as [string, string]],
  );
  return new URLSearchParams(given).toString();
}
