import type { Db } from '../../db/client.ts';
import type { ChainBreak } from '../../db/queries/chain.ts';
import {
  lastLadderAudits,
  type AuditFinding,
  type AuditScope,
  type LadderAudit,
} from '../../db/queries/ladder-audits.ts';
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

/** What the auditor of the ladder said last. */
export async function auditorState(db: Db): Promise<AuditorState> {
  const { light, full } = await lastLadderAudits(db);
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

function sumOf(audit: LadderAudit | null): AuditSum | null {
  if (audit === null) return null;
  const { finishedAt, matters, findings, healed } = audit;
  return { at: finishedAt, matters, findings: findings.length, healed: healed.length };
}
