import { setImmediate as breath } from 'node:timers/promises';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { Summary } from '../../workflows/kernel/face.ts';
import { isCovered } from '../../workflows/kernel/calendar.ts';
import type { Day, Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId, Policy, Terms } from '../../workflows/kernel/terms.ts';
import type { Kind } from '../../workflows/kinds.ts';
import type { Db } from '../client.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { revisedTerms } from '../revised.ts';
import { calendarWith, termsFor } from '../terms.ts';
import { concernedByYear, type CalendarRow } from './calendars.ts';
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
export type EffectOnMatter = Pick<Stored, 'id' | 'kind' | 'number' | 'title'> & { readonly now: Outlook } & (
    { readonly then: Outlook } | { readonly refused: string }
  );

/** A rehearsed application: nothing is written. `judged` is less than `total` where time ran out. */
export interface Effect {
  readonly total: number;
  readonly judged: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Of those that change or are refused. */
  readonly items: readonly EffectOnMatter[];
}

/** In whose name it would be done, and until when (ms since the epoch) matters are judged. */
export interface Asked {
  readonly actor: Actor;
  readonly at: Instant;
  readonly until: number;
}

const SHOWN_MAX = 200;
const PAGE = 100;

interface Stored {
  readonly id: MatterId;
  readonly kind: string;
  readonly number: string;
  readonly title: string;
  readonly state: { readonly terms: Terms };
}

/** Which running matters a version of a policy would reach, and what it would do to each. */
export async function policyEffect(db: Db, row: PolicyRow, asked: Asked): Promise<Effect> {
  const fresh = await termsFor(db, row.kind, row.policy as Policy['id'], asked.at);
  return await effectOn(db, await concernedBy(db, row), asked, {
    cause: 'policy',
    revised: ({ state }) => revisedTerms(state.terms, fresh, { cause: 'policy', policy: row }),
  });
}

/** Which running matters a version of a year of workdays would reach if it were published, and what it would do to each. */
export async function calendarEffect(db: Db, row: CalendarRow, asked: Asked): Promise<Effect> {
  const calendar = await calendarWith(db, row, asked.at);
  const isHeld = isCovered(calendar, `${row.year.toString()}-01-01` as Day);
  const known = new Map<string, Promise<Terms>>();
  return await effectOn(db, isHeld ? await concernedByYear(db, row) : [], asked, {
    cause: 'calendar',
    revised: async ({ kind, state: { terms } }) => {
      const name = `${kind}/${terms.policy}`;
      const fresh = known.get(name) ?? termsFor(db, kind, terms.policy as Policy['id'], asked.at);
      known.set(name, fresh);
      return revisedTerms(terms, { ...(await fresh), calendar }, { cause: 'calendar' });
    },
  });
}

interface Revision {
  readonly cause: 'calendar' | 'policy';
  readonly revised: (stored: Stored) => Terms | Promise<Terms>;
}

/**
 * What new terms would do to each of these matters: the very rules decide in memory. The first 200 in order of id that
 * change or are refused are shown, all are counted that could be judged in time.
 */
async function effectOn(db: Db, ids: readonly MatterId[], asked: Asked, { cause, revised }: Revision): Promise<Effect> {
  const counts = { judged: 0, changed: 0, unchanged: 0, refused: 0 };
  const items: EffectOnMatter[] = [];
  for (let from = 0; from < ids.length && Date.now() < asked.until; from += PAGE) {
    const page = await db.sql<Stored[]>`
      select id, kind, number, title, state from matters where id = any(${ids.slice(from, from + PAGE)}) order by id`;
    for (const stored of page) {
      const effect = effectOnOne(stored, await revised(stored), cause, asked);
      const isRefused = 'refused' in effect;
      const isSame = !isRefused && JSON.stringify(effect.now) === JSON.stringify(effect.then);
      counts.judged += 1;
      counts[isRefused ? 'refused' : isSame ? 'unchanged' : 'changed'] += 1;
      if (!isSame && items.length < SHOWN_MAX) items.push(effect);
    }
    // Others are answered between pages: judging a hundred matters takes some tens of milliseconds.
    await breath();
  }
  return { total: ids.length, ...counts, items };
}

function effectOnOne(
  { id, kind: name, number, title, state }: Stored,
  revised: Terms,
  cause: Revision['cause'],
  { actor, at }: Asked,
): EffectOnMatter {
  const kind = kindByName(name);
  const { rules } = kind;
  const matter = { id, kind: name, number, title, now: outlook(kind, state) };
  const command = { commandId: 'effect', type: REVISE, at, actor, revised, body: { cause, reason: '试算' } };
  const decision = rules.decide(state, command);
  if ('refusal' in decision) return { ...matter, refused: decision.refusal.code };
  let after: unknown = state;
  for (const event of decision.events)
    after = rules.evolve(after, { ...event, seq: 0, at, heardAt: at, commandId: 'effect', actor });
  return { ...matter, then: outlook(kind, after) };
}

function outlook({ rules, face }: Kind, state: unknown): Outlook {
  const { deadlines } = face.summary(state);
  const due = (clock: Summary['deadlines'][number]['clock']) => deadlines.find((it) => it.clock === clock)?.due ?? null;
  return { nextWake: rules.nextWake(state), rung: face.nextRung?.(state) ?? null, dueT: due('T'), dueS: due('S') };
}
