/**
 * The one text of a JSON value: no blanks, members in order of their names' UTF-16 code units, numbers and strings as
 * ECMAScript writes them (RFC 8785). Pure, so that an audit recomputes hashes without a database. Throws for what JSON
 * cannot hold (undefined, non-finite numbers, functions).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('JSON holds no such number');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return `{${membersOf(value).join(',')}}`;
  throw new Error(`JSON holds no ${typeof value}`);
}

function membersOf(value: object): string[] {
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
}
