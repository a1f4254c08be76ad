import type { Period } from '../../kernel/deadline.ts';
import type { Day, Instant } from '../../kernel/instant.ts';
import type { PersonId } from '../../kernel/terms.ts';
import type { Evidence } from '../vocabulary.ts';

/** 现场处理措施: 撤人, 停产停业, 停用, 查封 (《安全生产法》第65条). */
export const CONTROLS = ['withdraw', 'suspend', 'stopUse', 'seal'] as const;
export type ControlKind = (typeof CONTROLS)[number];

/** What may be cut off where a stop order is refused: 停电, 停供民爆 (《安全生产法》第70条). */
export const SUPPLIES = ['power', 'explosives'] as const;
export type SupplyKind = (typeof SUPPLIES)[number];

/** A measure that stands until people lift it after a review; time warns and tells, it never lifts. */
export interface Control {
  /** Its ordinal within the matter. */
  readonly nth: number;
  readonly kind: ControlKind;
  /** What it covers: the place, the equipment, the people. */
  readonly target: string;
  readonly imposedAt: Instant;
  readonly imposedBy: PersonId;
  /** The paper's number; a withdrawal of people at once may have none yet. */
  readonly document: string | null;
  /** The day of the decision, from which its term counts. */
  readonly date: Day;
  /** The lawful term and its end; null where the law sets none (撤人, 停用). */
  readonly period: Period | null;
  readonly until: Instant | null;
  readonly extendedAt: Instant | null;
  readonly warnedAt: Instant | null;
  /** When leaders were last told that its lawful term is over; it stands all the same. */
  readonly expiredAt: Instant | null;
  /** By a review's consent, when another measure took its place, or when the enterprise was closed down. */
  readonly liftedAt: Instant | null;
}

/** A supply that was ordered cut: noticed, in force, restored. */
export interface Supply {
  readonly kind: SupplyKind;
  readonly noticedAt: Instant;
  readonly noticedBy: PersonId;
  readonly document: string;
  /** 24 hours after the notice, by the clock; at once in an emergency. */
  readonly effectiveAt: Instant;
  readonly emergency: boolean;
  readonly cutAt: Instant | null;
  readonly restoredAt: Instant | null;
}

/** A request to resume that waits for its review. */
export interface Resumption {
  readonly requestedAt: Instant;
  readonly requestedBy: PersonId;
  readonly period: Period;
  readonly until: Instant;
  readonly provisional: boolean;
  readonly undecidedAt: Instant | null;
}

/** R2 of the hazard: interim control beside the main lifecycle. */
export interface ControlRegion {
  readonly controls: readonly Control[];
  readonly supplies: readonly Supply[];
  readonly resumption: Resumption | null;
}

export interface ControlBodies {
  /**
   * `extend`: the ordinal of a standing seal whose term is lengthened, once. `replaces`: that of a measure whose term is
   * over and whose place this one takes on the same target. Either is the principal's to decide.
   */
  readonly ImposeControl: {
    readonly control: ControlKind;
    readonly target: string;
    readonly officers: readonly PersonId[];
    readonly reason: string;
    readonly document?: string;
    readonly date?: Day;
    readonly extend?: number;
    readonly replaces?: number;
    readonly evidence: Evidence;
  };
  readonly RequestResumption: { readonly statement: string; readonly evidence: Evidence };
  readonly DecideResumption: {
    readonly decision: 'consent' | 'refuse';
    readonly officers: readonly PersonId[];
    readonly onSite: boolean;
    readonly opinion: string;
    readonly evidence: Evidence;
  };
  readonly CutSupply: {
    readonly supply: SupplyKind;
    readonly document: string;
    readonly reason: string;
    /** 紧急情形: at once, with why; else 24 hours after the notice. */
    readonly emergency?: boolean;
    readonly evidence: Evidence;
  };
  readonly RestoreSupply: { readonly supply: SupplyKind; readonly reason: string; readonly evidence: Evidence };
}

export interface ControlEvents {
  readonly ControlImposed: {
    readonly control: Omit<Control, 'imposedBy' | 'extendedAt' | 'warnedAt' | 'expiredAt' | 'liftedAt'>;
    readonly replaces: number | null;
    readonly officers: readonly PersonId[];
    readonly reason: string;
    readonly evidence: Evidence;
  };
  readonly ControlExtended: {
    readonly nth: number;
    readonly period: Period;
    readonly until: Instant;
    readonly document: string;
    readonly reason: string;
    readonly evidence: Evidence;
  };
  readonly ControlExpiring: { readonly nth: number; readonly kind: ControlKind; readonly until: Instant };
  /** Its lawful term is over: told again and again until people act. */
  readonly ControlExpired: { readonly nth: number; readonly kind: ControlKind; readonly until: Instant };
  readonly ResumptionRequested: {
    readonly period: Period;
    readonly until: Instant;
    readonly provisional: boolean;
    readonly statement: string;
    readonly evidence: Evidence;
  };
  readonly ResumptionUndecided: { readonly until: Instant };
  readonly ResumptionConsented: {
    readonly officers: readonly PersonId[];
    readonly opinion: string;
    readonly lifted: readonly number[];
    /** 依职权: nobody had asked; what was imposed wrongly or is cured is lifted all the same. */
    readonly exOfficio: boolean;
    readonly evidence: Evidence;
  };
  readonly ResumptionRefused: {
    readonly officers: readonly PersonId[];
    readonly opinion: string;
    readonly evidence: Evidence;
  };
  readonly SupplyCutNoticed: {
    readonly supply: SupplyKind;
    readonly document: string;
    readonly effectiveAt: Instant;
    readonly emergency: boolean;
    readonly reason: string;
    readonly evidence: Evidence;
  };
  readonly SupplyCut: { readonly supply: SupplyKind };
  readonly SupplyRestored: { readonly supply: SupplyKind; readonly reason: string; readonly evidence: Evidence };
}
