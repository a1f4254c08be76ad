import { visibleAmong, type Scope } from '../../db/queries/scope.ts';
import type { Change } from '../../db/changes.ts';
import type { Db } from '../../db/client.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';

/** What a stream says of one change: where it is read anew. */
export interface Told {
  readonly path: string;
  readonly version?: number;
}

/** So many matters are told singly; of more it is said that everything may have changed. */
const SINGLY_MAX = 300;
const EVERYTHING: readonly Told[] = [{ path: '/v1/' }];

/** What has changed since it was last told, each matter once, by its newest version. */
export class Changes {
  readonly #matters = new Map<string, { readonly kind: string; readonly version: number }>();
  readonly #notices = new Map<string, Set<string | null>>();
  #isAll = false;

  /** Takes a change in. */
  add(change: Change): void {
    if (change.what === 'all') this.#isAll = true;
    else if (change.what === 'matter') {
      const { id, kind, version } = change;
      if ((this.#matters.get(id)?.version ?? 0) < version) this.#matters.set(id, { kind, version });
    } else this.#notices.set(change.post, (this.#notices.get(change.post) ?? new Set()).add(change.matterId));
  }

  /** What of it each of these may hear: asked once for each scope among them, and told of nothing outside it. */
  async toldTo(db: Db, actors: readonly Actor[]): Promise<ReadonlyMap<Actor, readonly Told[]>> {
    if (this.#isAll || this.#matters.size > SINGLY_MAX) return new Map(actors.map((actor) => [actor, EVERYTHING]));
    const seenBy = new Map<string, Promise<ReadonlySet<string>>>();
    const seen = (scope: Scope): Promise<ReadonlySet<string>> => {
      const key = JSON.stringify(scope);
      const asked = seenBy.get(key) ?? visibleAmong(db, this.#ids(), scope);
      seenBy.set(key, asked);
      return asked;
    };
    return new Map(
      await Promise.all(actors.map(async (actor) => [actor, this.#among(await seen(scopeOf(actor)), actor)] as const)),
    );
  }

  #ids(): string[] {
    const noticed = [...this.#notices.values()].flatMap((ids) => [...ids].filter((id) => id !== null));
    return [...this.#matters.keys(), ...noticed];
  }

  #among(seen: ReadonlySet<string>, { post }: Actor): readonly Told[] {
    const matters = [...this.#matters].filter(([id]) => seen.has(id));
    const isNoticed = [...(this.#notices.get(post) ?? [])].some((id) => id === null || seen.has(id));
    return [
      ...matters.map(([id, { kind, version }]) => ({ path: `/v1/${kindByName(kind).face.path}/${id}`, version })),
      ...(isNoticed ? [{ path: '/v1/inbox' }] : []),
    ];
  }
}
