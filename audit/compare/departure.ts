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
  const keys = new Set([...Object.keys(expected), ...Object.keys(found)]);
  for (const key of keys) {
    const inner = departure(expected[key], found[key], path === '' ? key : `${path}.${key}`);
    if (inner !== null) return inner;
  }
  return null;
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
