import type { Db } from '../../db/client.ts';
import { breaksIn, type ChainBreak } from '../../db/queries/chain.ts';
import {
  countLiving,
  lastLadderAudits,
  type AuditFinding,
  type AuditScope,
  type LadderAudit,
} from '../../db/queries/ladder-audits.ts';
import { seesAll, type Scope } from '../../db/queries/scope.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';

/** Of a run of the ladder's auditor: when it ended, over how many matters, and what it could not and could heal. */
export interface AuditSum {
  readonly at: Instant;
  readonly matters: number;
  readonly findings: number;
  readonly healed: number;
}

/** The last runs, summed up; `null` where there was none yet. `breaks`: what they left unhealed. */
export interface AuditorState {
  readonly audit: Readonly<Record<AuditScope, AuditSum | null>>;
  readonly breaks: readonly { readonly id: AuditFinding['matterId']; readonly why: string }[];
}

/** What the auditor of the ladder said last of the matters in scope. */
export async function auditorState(db: Db, scope: Scope): Promise<AuditorState> {
  const last = await lastLadderAudits(db);
  const [light, full] = await Promise.all([within(db, last.light, scope), within(db, last.full, scope)]);
  const breaks = [light, full]
    .flatMap((audit) => audit?.findings ?? [])
    .map(({ matterId, why }) => ({ id: matterId, why }));
  return { audit: { light: sumOf(light), full: sumOf(full) }, breaks };
}

/** The chain's breaks with those that only the auditor found, each once. */
export function withBreaks(
  breaks: readonly ChainBreak[],
  more: AuditorState['breaks'],
): readonly { readonly id: string; readonly why: string }[] {
  const all = new Map([...breaks, ...more].map((found) => [`${found.why} ${found.id}`, found]));
  return [...all.values()];
}

/** The run as far as the scope goes; how many matters it went over is then how many there are now. */
async function within(db: Db, audit: LadderAudit | null, scope: Scope): Promise<LadderAudit | null> {
  if (audit === null || scope === 'all') return audit;
  const seen = async (found: readonly AuditFinding[]): Promise<readonly AuditFinding[]> => {
    const known = await breaksIn(
      db,
      found.map((finding) => ({ id: finding.matterId, finding })),
      scope,
    );
    return known.map(({ finding }) => finding);
  };
  const [matters, findings, healed] = await Promise.all([
    seesAll(scope) ? audit.matters : countLiving(db, scope),
    seen(audit.findings),
    seen(audit.healed),
  ]);
  return { ...audit, matters, findings, healed };
}

function sumOf(audit: LadderAudit | null): AuditSum | null {
  if (audit === null) return null;
  const { finishedAt, matters, findings, healed } = audit;
  return { at: finishedAt, matters, findings: findings.length, healed: healed.length };
}
