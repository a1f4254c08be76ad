/** Where two plain JSON values first depart from each other. */
export interface Departure {
  /** Such as `data.due.at`; empty for the values themselves. */
  readonly path: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/** The first place, in order of the expected value's keys, where `found` is not `expected`; null when they are equal. */
export function departure(expected: unknown, found: unknown, path = ''): Departure | null {
  if (Object.is(expected, found)) return null;
  if (!isObject(expected) || !isObject(found) || Array.isArray(expected) !== Array.isArray(found))
    return { path, expected, found };
  // undefined is no JSON value: a key that holds it is as good as absent.
  for (const key of Object.keys(expected)) {
    const inner = departureAt(key, expected[key], found[key], path);
    if (inner !== null) return inner;
  }
  for (const key of Object.keys(found)) {
    const inner = key in expected ? null : departureAt(key, undefined, found[key], path);
    if (inner !== null) return inner;
  }
  return null;
}

/** Most values are equal and no objects: then no path is made. */
function departureAt(key: string, expected: unknown, found: unknown, path: string): Departure | null {
  if (Object.is(expected, found)) return null;
  return departure(expected, found, path === '' ? key : `${path}.${key}`);
}

/** One Chinese clause that names the place and both values, shortened. */
export function saying({ path, expected, found }: Departure): string {
  return `${path === '' ? '内容' : path} 应为 ${shown(expected)}，实为 ${shown(found)}`;
}

function shown(value: unknown): string {
  const text = value === undefined ? '（无）' : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
