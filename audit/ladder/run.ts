import { LATE_MS } from '../../db/queries/chain.ts';
import {
  writeLadderAudit,
  type AuditFinding,
  type AuditScope,
  type LadderAudit,
} from '../../db/queries/ladder-audits.ts';
import type { Delivery } from '../../delivery/deliver.ts';
import { instantAt } from './days.ts';
import { foundInFull } from './full.ts';
import { TOLERANCE_MS } from './finding.ts';
import { resend, type Resent } from './heal.ts';
import { foundLightly, type Found, type Suspect } from './light.ts';

/** Where the auditor raises its alarm: a log as pino has it. */
export interface AlarmLog {
  error(meta: object, message: string): void;
  info(meta: object, message: string): void;
}

/** Told how many more matters were looked at; what it throws ends the audit. */
export type Stepping = (done: number) => void;

/** What a caller may have otherwise. */
export interface AuditOptions {
  readonly step?: Stepping;
  readonly answerMs?: number;
  /** How late a wake or a rung may come; only tests have less patience. */
  readonly patienceMs?: number;
}

/** A run that does not answer within this counts as stuck. */
const ANSWER_MS = 10_000;
const WAKES_AT_ONCE = 8;
/**
 * Wakes are sent again for so long; what is left comes with the next run. So a county full of stuck runs does not hold up
 * the heartbeat, just when it has something to say.
 */
const HEALING_MS = 25_000;
/** Findings kept of one run; the log says how many there were. */
const KEPT = 1_000;
const TOLD = 20;

/** What only a new wake can mend. */
const HEALABLE: readonly string[] = ['rungMissing', 'expiryMissing', 'wakeMissed'];

/**
 * Audits the ladder of every living matter, lightly or in full, sends lost wakes again, raises an alarm for the rest,
 * and writes down what it did: the heartbeat that others watch. Throws when the database or Temporal is away.
 */
export async function auditLadder(
  ctx: Delivery,
  scope: AuditScope,
  log: AlarmLog,
  options: AuditOptions = {},
): Promise<LadderAudit> {
  const started = Date.now();
  const { step = () => undefined, answerMs = ANSWER_MS, patienceMs = null } = options;
  const light = await foundLightly(ctx.db, started - (patienceMs ?? LATE_MS));
  const { matters, suspects } =
    scope === 'light'
      ? light
      : both(await foundInFull(ctx.db, started + TOLERANCE_MS - (patienceMs ?? TOLERANCE_MS), step), light);
  const outcomes = await healed(ctx, suspects, started, answerMs);
  const isHealed = (suspect: Suspect): boolean => outcomes.get(suspect.matterId) === 'healed' && isLost(suspect);
  const findings = [...suspects.filter((suspect) => !isHealed(suspect)).map(bare), ...worse(suspects, outcomes)];
  const audit: LadderAudit = {
    scope,
    startedAt: instantAt(started),
    finishedAt: instantAt(Date.now()),
    matters,
    findings: findings.slice(0, KEPT),
    healed: suspects.filter(isHealed).map(bare).slice(0, KEPT),
  };
  await writeLadderAudit(ctx.db, audit);
  if (audit.healed.length > 0)
    log.info({ scope, healed: audit.healed.slice(0, TOLD), count: audit.healed.length }, 'lost wakes were sent again');
  if (findings.length > 0)
    log.error(
      { scope, findings: findings.slice(0, TOLD), count: findings.length },
      'the ladder departs from its terms',
    );
  return audit;
}

/** What the ledgers say and what the rows and runs say: a ledger may be well though its run is gone. */
function both(full: Found, light: Found): Found {
  const known = new Set(full.suspects.map(({ matterId, why }) => `${matterId} ${why}`));
  const more = light.suspects.filter(({ matterId, why }) => !known.has(`${matterId} ${why}`));
  return { matters: full.matters, suspects: [...full.suspects, ...more] };
}

function isLost({ why, open }: Suspect): boolean {
  return open && HEALABLE.includes(why);
}

/** Sends each matter that lost a wake the earliest of them, a few at once. */
async function healed(
  ctx: Delivery,
  suspects: readonly Suspect[],
  now: number,
  answerMs: number,
): Promise<ReadonlyMap<string, Resent>> {
  const first = new Map<string, Suspect>();
  for (const suspect of suspects.filter(isLost)) {
    const known = first.get(suspect.matterId);
    if (known === undefined || (suspect.dueAt ?? '') < (known.dueAt ?? '')) first.set(suspect.matterId, suspect);
  }
  const lost = [...first.values()];
  const until = Date.now() + HEALING_MS;
  const outcomes = new Map<string, Resent>();
  for (let from = 0; from < lost.length && Date.now() < until; from += WAKES_AT_ONCE) {
    await Promise.all(
      lost.slice(from, from + WAKES_AT_ONCE).map(async ({ matterId, kind, dueAt }) => {
        if (dueAt === null) return;
        outcomes.set(matterId, await resend(ctx, { id: matterId, kind, dueAt }, instantAt(now), answerMs));
      }),
    );
  }
  return outcomes;
}

/** A run that is missing or does not answer is a finding of its own. */
function worse(suspects: readonly Suspect[], outcomes: ReadonlyMap<string, Resent>): AuditFinding[] {
  const numbers = new Map(suspects.map(({ matterId, number }) => [matterId, number]));
  return [...numbers].flatMap(([matterId, number]): AuditFinding[] => {
    const outcome = outcomes.get(matterId);
    const known = suspects.some((suspect) => suspect.matterId === matterId && suspect.why === 'runMissing');
    if (outcome === 'stuck') return [{ matterId, number, why: 'runStuck' }];
    return outcome === 'missing' && !known ? [{ matterId, number, why: 'runMissing' }] : [];
  });
}

function bare({ kind: _kind, open: _open, ...finding }: Suspect): AuditFinding {
  return finding;
}
