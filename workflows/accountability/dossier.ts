import type { Instant } from '../kernel/instant.ts';

/** A row of the hazard's ledger, as far as a dossier needs it. */
export interface DossierEvent {
  readonly seq: number;
  readonly type: string;
  readonly at: Instant;
  readonly heardAt: Instant;
  readonly actor: { readonly person: string; readonly post: string };
}

/** A notice as it lies in a post's inbox. */
export interface DossierNotice {
  readonly id: string;
  readonly post: string;
  readonly notice: string;
  /** The seq of the event that caused it. */
  readonly seq: number;
  readonly at: Instant;
  readonly readAt: Instant | null;
}

/** One piece of evidence; `why` says how it bears, `source` where it can be checked. */
export type DossierItem =
  | {
      readonly why: 'acted' | 'failed';
      readonly seq: number;
      readonly type: string;
      readonly at: Instant;
      readonly post: string;
      readonly person: string;
    }
  | {
      readonly why: 'silent';
      readonly seq: number;
      readonly type: string;
      readonly at: Instant;
      readonly firedAt: Instant;
    }
  | {
      readonly why: 'told' | 'untold';
      readonly seq: number;
      readonly notice: string;
      readonly post: string;
      readonly at: Instant;
      readonly readAt: Instant | null;
    };

/** The frozen evidence of a hazard, for those concerned and against them alike. */
export interface Dossier {
  readonly hazard: string;
  readonly upToSeq: number;
  readonly for: readonly DossierItem[];
  readonly against: readonly DossierItem[];
}

/** Acts of a person that speak against the one they concern: the hazard's own words, given by the caller. */
export interface Weighing {
  readonly failures: readonly string[];
}

/** Events of a hazard that record a person's finding against somebody. */
const HAZARD_WEIGHING: Weighing = {
  failures: [
    'PlanRejected',
    'RecheckFailed',
    'CloseoutRefused',
    'LookBackFailed',
    'Reopened',
    'GroundRaised',
    'RungIssued',
  ],
};

/**
 * Sorts what the ledger and the inbox say up to a seq into evidence for and against: who acted and who was not reached,
 * who was told, where time passed in silence, what failed. Pure and in a fixed order, so that its hash can be recomputed
 * by anyone; it weighs nothing, people do.
 */
export function dossierOf(
  hazard: string,
  upToSeq: number,
  events: readonly DossierEvent[],
  notices: readonly DossierNotice[],
  weighing: Weighing = HAZARD_WEIGHING,
): Dossier {
  const inFavour: DossierItem[] = [];
  const against: DossierItem[] = [];
  const rows = events.filter((e) => e.seq <= upToSeq).sort((a, b) => a.seq - b.seq);
  for (const { seq, type, at, heardAt, actor } of rows) {
    if (actor.post === 'system') against.push({ why: 'silent', seq, type, at, firedAt: heardAt });
    else if (weighing.failures.includes(type)) against.push({ why: 'failed', seq, type, at, ...who(actor) });
    else inFavour.push({ why: 'acted', seq, type, at, ...who(actor) });
  }
  const frozenAt = rows.at(-1)?.heardAt;
  const sent = notices.filter((n) => n.seq <= upToSeq).sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));
  for (const { seq, notice, post, at, readAt } of sent) {
    // Read after the freeze is not read, or the same dossier would differ with the hour at which it is computed.
    const read = readAt !== null && frozenAt !== undefined && readAt <= frozenAt ? readAt : null;
    if (read === null) inFavour.push({ why: 'untold', seq, notice, post, at, readAt: null });
    else against.push({ why: 'told', seq, notice, post, at, readAt: read });
  }
  return { hazard, upToSeq, for: inFavour, against };
}

function who(actor: DossierEvent['actor']): { readonly post: string; readonly person: string } {
  return { post: actor.post, person: actor.person };
}
