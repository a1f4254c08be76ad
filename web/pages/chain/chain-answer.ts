/** Whether the chain of responsibility holds, as it was last checked. */
export interface ChainAnswer {
  readonly open: number;
  readonly held: number;
  readonly awake: number;
  readonly breaks: readonly Break[];
  readonly checkedAt: string | null;
  readonly audit: { readonly light: AuditSum | null; readonly full: AuditSum | null };
}

export interface Break {
  readonly id: string;
  readonly why: string;
}

export interface AuditSum {
  readonly at: string;
  readonly matters: number;
  readonly findings: number;
  readonly healed: number;
}

/** By whom the open matters are counted. */
export type GroupedBy = 'holder' | 'unit' | 'region';

/** The open matters of one holder, unit or township. */
export interface ChainGroup {
  readonly key: string | null;
  /** Of a holder the post. */
  readonly name: string | null;
  /** Who is in that post today. */
  readonly person?: string | null;
  readonly open: number;
  readonly overdue: number;
  readonly atLevel: Readonly<Record<string, number>>;
  readonly nextDue: string | null;
  readonly silentSince: string | null;
}
