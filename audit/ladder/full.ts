import type { Db } from '../../db/client.ts';
import { livingLedgers, type LivingLedger } from '../../db/queries/ladder-audits.ts';
import type { CaseEvent } from '../../workflows/accountability/event.ts';
import type { Recorded } from '../../workflows/kernel/event.ts';
import { auditCase } from './case-audit.ts';
import { auditHazard } from './compare.ts';
import type { Ms } from './days.ts';
import type { LedgerEvent } from './facts.ts';
import type { Audited, Finding } from './finding.ts';
import type { Found, Suspect } from './light.ts';

/** Ledgers in memory at once; a long one has some hundred events of a kilobyte. */
const PAGE = 200;

type Audit = (matter: Audited, events: readonly Recorded[], now: Ms) => readonly Finding[];

/** How the time of each kind is recomputed. */
const AUDITS: Readonly<Record<string, Audit>> = {
  hazard: (matter, events, now) => auditHazard(matter, events as readonly LedgerEvent[], now),
  accountability: (matter, events, now) => auditCase(matter, events as readonly Recorded<CaseEvent>[], now),
};

/** In full: the ledger of every living matter, recomputed. `step` is told how many more were done. */
export async function foundInFull(db: Db, now: Ms, step: (more: number) => void): Promise<Found> {
  const suspects: Suspect[] = [];
  let matters = 0;
  for (let after = ''; ;) {
    const page = await livingLedgers(db, after, PAGE);
    for (const ledger of page) suspects.push(...suspectsOf(ledger, now));
    matters += page.length;
    step(page.length);
    after = page.at(-1)?.id ?? '';
    if (page.length < PAGE) return { matters, suspects };
  }
}

function suspectsOf({ id, number, kind, events }: LivingLedger, now: Ms): Suspect[] {
  try {
    const findings = AUDITS[kind]?.({ id, number }, events, now) ?? [];
    return findings.map((finding) => ({ ...finding, kind }));
  } catch {
    // A ledger that tells no story at all, such as one without its opening: someone must look.
    return [{ matterId: id, number, kind, why: 'ledgerUnreadable', rowId: null, rung: null, dueAt: null, open: false }];
  }
}
