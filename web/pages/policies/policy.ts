/** An amount of time as a policy has it. */
export interface Wait {
  readonly amount: number;
  readonly unit: string;
}

export interface Period extends Wait {
  readonly roll: boolean;
  readonly basis: string;
  readonly verified: boolean;
}

/** What makes a rung fire; which parts it has says which it is. */
export interface Trigger {
  readonly after?: 'due' | 'start' | 'done';
  readonly wait?: Wait;
  readonly percent?: number;
  readonly rung?: string;
  readonly count?: string;
  readonly n?: number;
  readonly replyMissed?: string;
  readonly ground?: string;
  readonly graded?: string;
}

export interface LadderRow {
  readonly id: string;
  readonly rung: string;
  readonly clock: 'T' | 'S';
  readonly severity: string | null;
  readonly limitDays: { readonly over?: number; readonly upTo?: number } | null;
  readonly anyOf: readonly Trigger[];
  readonly act: string;
  readonly tell: readonly string[];
  readonly confirmers: readonly string[];
  readonly replyWait: Wait | null;
  readonly basis: string;
  readonly verified: boolean;
}

export interface Content {
  readonly periods: Readonly<Record<string, Period>>;
  readonly numbers: Readonly<Record<string, number>>;
  readonly ladder: readonly LadderRow[];
  readonly overrides?: readonly {
    readonly sector: string | null;
    readonly severity: string | null;
    readonly name: string;
    readonly period: Period;
  }[];
}

/** A version of a policy as the register has it; its id is `hazard/standard/3`. */
export interface PolicyVersion {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly status: 'draft' | 'published';
  readonly draftedBy: string | null;
  readonly publishedBy: string | null;
  readonly publishedAt: string | null;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly content: Content;
}

/** Of which kind of loop a version is. */
export function kindOf({ id }: Pick<PolicyVersion, 'id'>): string {
  return id.split('/')[0] ?? '';
}
