import type { Answered } from '../system.ts';
import type { Described } from './described.ts';

const KEPT_MAX = 24;

/** Names that are there from the beginning, by `collection:field`. */
const SEEDED: Readonly<Record<string, readonly string[]>> = {
  'unit:id': ['u-yingji', 'u-chengguan', 'u-qiye01', 'u-shuili', 'u-qiye05'],
  'post:id': ['p-yingji-1', 'p-yingji-2', 'p-shuili-1', 'p-qiye05-1'],
  'person:id': ['per-yingji-1', 'per-chengguan-3', 'per-shuili-1', 'per-qiye05-1'],
  'clause:id': ['cl-fw-2022-01', 'cl-nothing'],
  'registers:name': [
    'units',
    'posts',
    'people',
    'calendars',
    'policies',
    'enterprises',
    'clauses',
    'leaves',
    'tenures',
  ],
  'registers:id': ['u-yingji', 'p-yingji-1', 'per-yingji-1', '2026%2F1', 'hazard%2Fstandard%2F2', 'u-qiye01'],
  'units:id': ['u-shuili', 'u-qiye05'],
  'posts:id': ['p-shuili-1', 'p-shuili-2'],
  'people:id': ['per-shuili-1', 'per-qiye05-1'],
  'enterprises:id': ['u-qiye05', 'u-qiye06'],
  'accounts:username': ['wenlv-jb', 'qiye06-aqy'],
  'calendars:year': ['2026', '2027'],
  'calendars:version': ['1', '2'],
  'policies:kind': ['hazard', 'tip', 'accountability'],
  'policies:policy': ['standard', 'trial'],
  'policies:version': ['1', '2', '3'],
  'seals:n': ['1'],
};

/** What answers have told so far: later requests ask for what is really there. */
export class Pool {
  readonly #told = new Map<string, string[]>(Object.entries(SEEDED).map(([key, names]) => [key, [...names]]));

  /** One of the names that are known, by `collection:field` and any number. */
  one(key: string, n: number): string {
    const names = this.#told.get(key) ?? ['nothing-there'];
    return names[n % names.length] ?? 'nothing-there';
  }

  /** Keeps what an answer tells of the collection that it is of. */
  learn({ path }: Described, { status, body, headers }: Answered): void {
    if (status >= 300) return;
    const collection = collectionOf(path);
    const { items } = body;
    const rows = [body, ...(Array.isArray(items) ? (items as (typeof body)[]) : [])];
    for (const row of rows.slice(0, 40))
      for (const [field, value] of Object.entries(row))
        if (typeof value === 'string' && value.length < 200) this.#keep(`${collection}:${field}`, value);
    if (collection === 'hazards' && typeof body['id'] === 'string') this.#keep('matter:id', body['id']);
    if (collection === 'evidence' && typeof body['id'] === 'string') this.#keep('evidence:id', body['id']);
    if (typeof headers['command-id'] === 'string') this.#keep('commands:commandId', headers['command-id']);
  }

  #keep(key: string, name: string): void {
    const names = this.#told.get(key) ?? [];
    if (names.includes(name)) return;
    this.#told.set(key, [...names, name].slice(-KEPT_MAX));
  }
}

/** The last part of an address that is no parameter. */
export function collectionOf(path: string): string {
  return path.split('/').findLast((part) => part !== '' && !part.startsWith('{')) ?? '';
}
