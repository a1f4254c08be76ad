import { setImmediate as breath } from 'node:timers/promises';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { Summary } from '../../workflows/kernel/face.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId, Policy, Terms } from '../../workflows/kernel/terms.ts';
import type { Kind } from '../../workflows/kinds.ts';
import type { Db } from '../client.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { revisedTerms } from '../revised.ts';
import { termsFor } from '../terms.ts';
import { REVISE } from './concerned.ts';
import { concernedBy, type PolicyRow } from './policies.ts';

/** What a matter has before it, under some terms. */
interface Outlook {
  readonly nextWake: Instant | null;
  readonly rung: { readonly rung: string; readonly clock: string; readonly at: Instant } | null;
  readonly dueT: Instant | null;
  readonly dueS: Instant | null;
}

/** What a version would do to one running matter; `refused` where the rules would not hear it. */
export type EffectOnMatter = { readonly id: MatterId; readonly number: string; readonly now: Outlook } & (
  { readonly then: Outlook; readonly changed: boolean } | { readonly refused: string }
);

/** A rehearsed application: nothing is written. `judged` is less than `total` where time ran out. */
export interface PolicyEffect {
  readonly total: number;
  readonly judged: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly items: readonly EffectOnMatter[];
}

const SHOWN_MAX = 200;
const PAGE = 100;

interface Stored {
  readonly id: MatterId;
  readonly number: string;
  readonly state: { readonly terms: Terms };
}

/**
 * Which running matters a version would reach, and what it would do to each: the very rules decide in memory. The first
 * 200 in order of id are shown, all are counted that could be judged until `until` (ms since the epoch).
 */
export async function policyEffect(
  db: Db,
  row: PolicyRow,
  asked: { readonly actor: Actor; readonly at: Instant; readonly until: number },
): Promise<PolicyEffect> {
  const kind = kindByName(row.kind);
  const fresh = await termsFor(db, row.kind, row.policy as Policy['id'], asked.at);
  const ids = await concernedBy(db, row);
  const counts = { judged: 0, changed: 0, unchanged: 0, refused: 0 };
  const items: EffectOnMatter[] = [];
  for (let from = 0; from < ids.length && Date.now() < asked.until; from += PAGE) {
    const page = await db.sql<Stored[]>`
      select id, number, state from matters where id = any(${ids.slice(from, from + PAGE)}) order by id`;
    for (const stored of page) {
      const terms = revisedTerms(stored.state.terms, fresh, { cause: 'policy', policy: row });
      const effect = effectOn(kind, stored, terms, asked);
      counts.judged += 1;
      counts['refused' in effect ? 'refused' : effect.changed ? 'changed' : 'unchanged'] += 1;
      if (items.length < SHOWN_MAX) items.push(effect);
    }
    // Others are answered between pages: judging a hundred matters takes some tens of milliseconds.
    await breath();
  }
  return { total: ids.length, ...counts, items };
}

function effectOn(
  kind: Kind,
  { id, number, state }: Stored,
  revised: Terms,
  { actor, at }: { readonly actor: Actor; readonly at: Instant },
): EffectOnMatter {
  const { rules } = kind;
  const now = outlook(kind, state);
  const body = { cause: 'policy', reason: '试算' };
  const command = { commandId: 'effect', type: REVISE, at, actor, revised, body };
  const decision = rules.decide(state, command);
  if ('refusal' in decision) return { id, number, now, refused: decision.refusal.code };
  let after: unknown = state;
  for (const event of decision.events)
    after = rules.evolve(after, { ...event, seq: 0, at, heardAt: at, commandId: 'effect', actor });
  const then = outlook(kind, after);
  return { id, number, now, then, changed: JSON.stringify(now) !== JSON.stringify(then) };
}

function outlook({ rules, face }: Kind, state: unknown): Outlook {
  const { deadlines } = face.summary(state);
  const due = (clock: Summary['deadlines'][number]['clock']) => deadlines.find((it) => it.clock === clock)?.due ?? null;
  return { nextWake: rules.nextWake(state), rung: face.nextRung?.(state) ?? null, dueT: due('T'), dueS: due('S') };
}
