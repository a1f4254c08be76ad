import type { Deadline, MatterRow } from '../../client/matter.ts';

/** A matter of any kind with its parts; only what every kind has is certain to be there. */
export interface MatterWhole extends Omit<MatterRow, 'deadlines' | 'openedAt'> {
  readonly deadlines: readonly DueShown[];
  readonly round: number;
  readonly subject: string | null;
  readonly lead: string | null;
  readonly sector: string | null;
  readonly foundOn: string | null;
  readonly openedAt?: string;
  readonly closedAt: string | null;
  readonly items: readonly Item[];
  readonly links: readonly MatterLink[];
  readonly holder: HolderShown | null;
  readonly proposals: readonly Proposal[];
  readonly description?: string;
  readonly place?: string;
  readonly plan?: object | null;
  readonly severityLabel?: string | null;
  readonly regions: { readonly supervision?: Supervision; readonly clocks?: Clocks; readonly listing?: Listing };
  readonly submission?: Submission | null;
  readonly rechecks?: readonly Recheck[];
}

interface DueShown extends Deadline {
  readonly meaning?: string;
  readonly basisShown?: string;
}

interface HolderShown {
  readonly post: string;
  readonly unit: string;
  readonly person: string | null;
  readonly name: string;
  readonly postTitle: string | null;
  readonly unitName: string | null;
}

export interface Item {
  readonly id: string;
  /** Only hazards have items with a text of their own. */
  readonly text?: string;
  readonly result?: string;
}

export interface MatterLink {
  readonly relation?: string;
  readonly kind?: string;
  readonly matterId: string | null;
  readonly number?: string | null;
}

export interface Proposal {
  readonly rung: string;
  readonly clock: Clock;
  readonly dueAt: string;
  readonly firedAt: string;
  readonly confirmer: string;
  readonly until: string;
}

export type Clock = 'T' | 'S';

export interface Supervision {
  readonly fired: readonly Fired[];
  readonly acts: readonly Act[];
}

export interface Fired {
  readonly key: string;
  readonly rowId: string;
  readonly rung: string;
  readonly clock: Clock;
  readonly dueAt: string;
  readonly firedAt: string;
  readonly withdrawnAt: string | null;
  readonly basisShown?: string;
}

export interface Act {
  readonly key: string;
  readonly rung: string;
  readonly clock: Clock;
  readonly doneAt: string;
  readonly document: string | null;
  readonly issuedBy: string | null;
  readonly replyDue: string | null;
  readonly repliedAt: string | null;
  readonly withdrawnAt: string | null;
}

export interface Clocks {
  readonly running: boolean;
  readonly stays: readonly { readonly from?: string; readonly until?: string; readonly endedAt?: string | null }[];
  readonly stay: object | null;
  readonly T: readonly ClockVersion[];
  readonly S: readonly (ClockVersion & { readonly name: string; readonly endedAt: string | null })[];
}

interface ClockVersion {
  readonly due: string | null;
  readonly start: string;
  readonly version: number;
  readonly restsFrom?: string | null;
  readonly period?: { readonly amount: number; readonly unit: string } | null;
}

interface Listing {
  readonly status: string;
  readonly levelLabel: string | null;
  readonly listedAt: string | null;
  readonly delistedAt: string | null;
}

interface Submission {
  readonly at?: string;
  readonly items?: readonly { readonly id: string; readonly done: string; readonly evidence: readonly string[] }[];
}

interface Recheck {
  readonly at?: string;
  readonly items?: readonly { readonly id: string; readonly result: string; readonly note: string }[];
  readonly evidence?: readonly string[];
}

/** A line of the ledger as its reader gets it. */
export interface MatterEvent {
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly heardAt: string;
  readonly actor: {
    readonly post: string | null;
    readonly unit: string | null;
    readonly person: string | null;
    readonly role: string;
    readonly onBehalfOf?: string;
  };
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly withheld?: boolean;
}
