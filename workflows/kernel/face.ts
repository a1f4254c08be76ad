import type { Actor } from './command.ts';
import type { Instant } from './instant.ts';
import type { PeriodUnit } from './deadline.ts';
import type { Clock } from './ladder.ts';
import type { PersonId, PostId, UnitId } from './terms.ts';

/** A JSON Schema (draft 2020-12), with `x-ref` on a string that must name something in a register. */
export type JsonSchema = Readonly<Record<string, unknown>> & {
  /** The API checks that it exists and, for units and people, hands the rules what the register says of it. */
  readonly 'x-ref'?: 'unit' | 'person' | 'post' | 'evidence' | 'clause' | 'matter';
  /** Beside a `pattern`: what is expected, as people read it who wrote otherwise. */
  readonly 'x-expected'?: string;
  /** Names an item of the matter by its id. */
  readonly 'x-item'?: true;
  /** Names a paper of the matter by its key. */
  readonly 'x-paper'?: true;
  /** Personal text that no rule needs: kept apart, the event holds its hash. */
  readonly 'x-sealed'?: true;
  /**
   * Who gives a tip: the API takes it out before anything else sees the body, keeps it sealed, and puts `tipId` and
   * `named` in its place. A field of an opening's body; one at most.
   */
  readonly 'x-identity'?: true;
};

/** How one command looks to people and to the API. */
export interface CommandFace {
  readonly label: string;
  readonly schema: JsonSchema;
  /** A body that is accepted once after a fresh first start, in `demo`. */
  readonly example: unknown;
  /** Where the example is accepted: a matter of the demonstration county by its stage, and an account. */
  readonly demo: { readonly matter: string; readonly account: string } | null;
}

/** A deadline as people see it. */
export interface DeadlineView {
  readonly clock: Clock;
  readonly due: Instant;
  readonly firstDue: Instant;
  readonly amount: number;
  readonly unit: PeriodUnit;
  readonly basis: string;
  readonly verified: boolean;
  /** What its days are and how it ends, in words. */
  readonly meaning: string;
  /** The basis in words; what is not verified is shown as the county's own default. */
  readonly basisShown: string;
  readonly provisional: boolean;
}

/** An act that waits for a named person's issue or confirmation. */
export interface ProposalView {
  readonly rung: string;
  readonly clock: Clock;
  readonly dueAt: Instant;
  readonly firedAt: Instant;
  readonly confirmer: PostId;
  readonly until: Instant;
}

/** The common row of `matters`: what lists, scopes and statistics need of every kind. */
export interface Summary {
  readonly title: string;
  readonly status: string;
  readonly severity: string | null;
  readonly holder: { readonly post: PostId; readonly unit: UnitId; readonly person: PersonId | null } | null;
  readonly deadlines: readonly DeadlineView[];
  readonly level: number;
  readonly rung: string | null;
  readonly proposals: readonly ProposalView[];
  readonly round: number;
  /** Since when the matter is overdue (the end of its first T), null when it is not or was answered. */
  readonly overdueSince: Instant | null;
  /** The township it lies in. */
  readonly region: UnitId | null;
  readonly sector: string | null;
  /** The unit that must rectify, or the subject. */
  readonly subject: UnitId | null;
  /** The supervising or leading unit. */
  readonly lead: UnitId | null;
  /** Every unit that may see the matter. */
  readonly units: readonly UnitId[];
  /** The day of discovery, for statistics; null where a kind has none. */
  readonly foundOn: string | null;
  readonly closedAt: Instant | null;
  readonly imported: boolean;
  /** The matter that this one came from by transfer, if it stays in the register. */
  readonly parent: string | null;
  /** Whether the last rectification was handed in late; null where none was handed in here. */
  readonly late: boolean | null;
  /** Whether it passed its first recheck; null before one. */
  readonly firstPass: boolean | null;
  /** Whether it is or was listed (挂牌督办). */
  readonly listed: boolean;
}

/** A number of a policy in words. What is not `verified` is shown as the county's own default. */
export interface FigureWords {
  readonly label: string;
  readonly unit: string;
  readonly basis: string;
  readonly verified: boolean;
}

/** A status in words, and how people come through it. */
export interface StatusFace<Command extends string = string> {
  readonly label: string;
  /** Somebody must act: the matter counts as open. */
  readonly open: boolean;
  /** The run still listens. */
  readonly live: boolean;
  /** Matters mostly pass it, in the order in which statuses are named; any other is a side way or an end of its own. */
  readonly usual: boolean;
  /** What its holder mostly does next: one tap on the desk. Absent where that depends on more than the status. */
  readonly next?: Command;
  /** What else moves it on, the commonest first. */
  readonly also?: readonly Command[];
}

/** Words, schemas and views of a kind: for the API and the database only, never in the workflow bundle. */
export interface Face<S = unknown> {
  readonly name: string;
  /** The collection's path, such as `hazards`. */
  readonly path: string;
  readonly title: string;
  /** The letters that a matter's number begins with, such as `YH`. */
  readonly numbering: string;
  readonly opening: { readonly command: string; readonly by: readonly string[] };
  readonly statuses: Readonly<Record<string, StatusFace>>;
  readonly commands: Readonly<Record<string, CommandFace>>;
  readonly events: Readonly<Record<string, string>>;
  readonly rungs: Readonly<Record<string, { readonly label: string; readonly level: number }>>;
  /** What people read for each period of the kind's policies. */
  readonly periods: Readonly<Record<string, string>>;
  /** What people read for each number of the kind's policies, and what it rests on; absent where none is shown. */
  readonly figures?: Readonly<Record<string, FigureWords>>;
  /** Every refusal code of the kind: what it means, and the HTTP status where it is not 422. */
  readonly refusals: Readonly<Record<string, { readonly title: string; readonly status?: number }>>;
  /** Of these the codes that hold whatever a body says, such as who is kept apart: they are told before one is written. */
  readonly beforehand?: readonly string[];
  /** `{…}` is filled from the notice's data; what stands in `[…]` is said only where all its data are there. */
  readonly notices: Readonly<Record<string, { readonly title: string; readonly text: string }>>;
  /** What people read for the codes in a notice's data, by the name of the datum. */
  readonly codes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly summary: (state: S) => Summary;
  /**
   * Kind-specific parts of the matter as a relation may see them: items, regions, links and the like. The reader tells
   * what is their own where the relation alone does not; without one nothing is.
   */
  readonly view: (state: S, relations: readonly string[], reader?: Actor) => Readonly<Record<string, unknown>>;
  /** Whether what an event says is kept from these relations; that it happened, and its hashes, never are. */
  readonly withholds: (eventType: string, relations: readonly string[]) => boolean;
  /** Nobody of the subject's unit, or of one above it, learns that such a matter is there, however much else they see. */
  readonly secretFromSubject?: true;
  /** How an actor stands to the matter: which `by` of the lifecycle are theirs. */
  readonly relations: (state: S, actor: Actor) => readonly string[];
  /** The rung that fires next if nobody acts, and when; without one the kind has no ladder. */
  readonly nextRung?: (state: S) => { readonly rung: string; readonly clock: Clock; readonly at: Instant } | null;
}

export type AnyFace = Face;

/** Forgets the type of a kind's state so that faces stand in one list. Sound as `asAny` is. */
export function faceAny<S>(face: Face<S>): AnyFace {
  return face as unknown as AnyFace;
}
