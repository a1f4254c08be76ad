import { sha256 } from '../../../db/chain.ts';
import type { Db } from '../../../db/client.ts';
import { append } from '../../../db/ledger.ts';
import type { Entry } from '../../../workflows/kernel/hear.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';

/** The same story of another matter: other ids, another number, and some words changed for others wherever they stand. */
export interface Retold {
  readonly kind: string;
  readonly nth: number;
  readonly entries: readonly Entry[];
  /** The matter that it was transferred from. */
  readonly parent?: MatterId;
  readonly words?: Readonly<Record<string, string>>;
}

/** The id of the nth matter of a kind. */
export function nthId(kind: string, nth: number): MatterId {
  return `${kind.slice(0, 3)}-${sha256(`${kind} ${nth.toString()}`).slice(0, 24)}` as MatterId;
}

/** Folds a story that was told without servers into ledger and projection. */
export async function keep(db: Db, { kind, nth, entries, parent, words = {} }: Retold): Promise<MatterId> {
  const id = nthId(kind, nth);
  const told: Readonly<Record<string, string>> = { 'haz-1': id, 'acc-1': id, 'tip-1': id, ...words };
  const json = JSON.stringify(entries, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    return key === 'commandId' ? `${id}-${value}` : (told[value] ?? value);
  });
  const retold = JSON.parse(json) as Entry[];
  const { opening, report } = (retold[0]?.events[0]?.data ?? {}) as { opening: { number: string }; report?: object };
  if (parent !== undefined) Object.assign(report ?? {}, { parent, parentNumber: 'YH-2026-999999' });
  opening.number = `${opening.number.slice(0, 8)}${nth.toString().padStart(6, '0')}`;
  await append(db, { matterId: id, kind, entries: retold });
  return id;
}
