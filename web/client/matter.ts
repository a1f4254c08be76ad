/** A line of a list of matters. */
export interface MatterRow {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly title: string;
  readonly status: string;
  readonly open: boolean;
  readonly severity: 'general' | 'major' | null;
  readonly level: number;
  readonly rung: string | null;
  readonly region: string | null;
  readonly daysOverdue: number;
  readonly sector: string | null;
  readonly lead: string | null;
  readonly foundOn: string | null;
  readonly openedAt: string;
  readonly holder: {
    readonly post: string;
    readonly unit: string;
    /** Null while the post is vacant. */
    readonly name: string | null;
    readonly postTitle: string | null;
    readonly unitName: string | null;
  } | null;
  readonly deadlines: readonly Deadline[];
  readonly version: number;
}

export interface Deadline {
  readonly clock: 'T' | 'S';
  readonly due: string;
  readonly firstDue: string;
  readonly amount: string;
  readonly basis: string;
  readonly verified: boolean;
  readonly provisional: boolean;
}

/** The deadline that comes next, which is what a holder sees first. */
export function nextDue({ deadlines }: Pick<MatterRow, 'deadlines'>): string | null {
  return deadlines.map(({ due }) => due).sort()[0] ?? null;
}
