import type { Instant } from './instant.ts';
import type { Chain, ClauseId, MatterId, PersonId, PostId, Terms, UnitId } from './terms.ts';

/** The role of the post that an actor acts as. */
export type Role =
  | 'leader'
  | 'office'
  | 'regulator'
  | 'department'
  | 'township'
  | 'enterprise'
  | 'supervisor'
  | 'expert'
  | 'auditor'
  | 'admin'
  | 'security'
  | 'public'
  | 'system';

/** Who acts, as what. Made by the API from the session, never by the caller. */
export interface Actor {
  readonly person: PersonId;
  readonly post: PostId;
  readonly unit: UnitId;
  /** 1 经办, 2 分管, 3 主要负责人, 4 分管县领导, 5 县主要领导; 0 for none. */
  readonly rank: number;
  readonly role: Role;
  readonly onBehalfOf?: PersonId;
}

/** What the registers said, when the command was received, about what its body names. */
export interface Known {
  readonly units: Readonly<Record<UnitId, Chain>>;
  readonly people: Readonly<Record<PersonId, KnownPerson>>;
  /** Absent when the body names none. */
  readonly matters?: Readonly<Record<MatterId, KnownMatter>>;
  readonly clauses?: Readonly<Record<ClauseId, KnownClause>>;
  /** Who answered for the enterprise that is inspected when the matter was opened (责任链); kept with the command, no rule asks. */
  readonly responsible?: Readonly<Partial<Record<'leader' | 'supervisor' | 'responsible', PersonId>>>;
}

/** Another matter as its last recorded event left it; it may have moved on since. */
export interface KnownMatter {
  readonly kind: string;
  readonly number: string;
  readonly status: string;
  /** Someone must act on it still. */
  readonly open: boolean;
  /** Absent in commands that were noted before it was known. */
  readonly openedAt?: Instant;
  readonly subject: UnitId | null;
  readonly lead: UnitId | null;
  readonly region: UnitId | null;
}

/** A clause of a published standard. */
export interface KnownClause {
  readonly standard: string;
  readonly clause: string;
  readonly version: string;
  /** Whether the standard counts what it describes as 重大. */
  readonly major: boolean;
}

export interface KnownPerson {
  readonly unit: UnitId;
  /** Holds a law-enforcement certificate that was valid then (行政处罚法 §42). */
  readonly certified: boolean;
  readonly role: Role;
  /** Whom the person stands in for that day, as the deputy whom a leave names; absent when nobody. */
  readonly standsInFor?: readonly PersonId[];
  /** Every post that the person is in that day, with its unit; absent when it is one. */
  readonly posts?: readonly { readonly post: PostId; readonly unit: UnitId }[];
}

/** Whoever somebody counts as where duties are kept apart: themselves, and whom the register said they stand in for. */
export function selvesOf(known: Known | undefined, person: PersonId): readonly PersonId[] {
  return [person, ...(known?.people[person]?.standsInFor ?? [])];
}

/** Everything that is asked of a matter has this one envelope. `at` decides lateness. */
export interface Command<Type extends string = string, Body = unknown> {
  readonly commandId: string;
  readonly type: Type;
  /** When the server received it. */
  readonly at: Instant;
  readonly actor: Actor;
  readonly expectedVersion?: number;
  readonly known?: Known;
  /** Only on the command that opens a matter. */
  readonly opening?: Opening;
  /** Only on the command that revises a matter's terms: put there by the server from its registers. */
  readonly revised?: Terms;
  readonly body: Body;
}

/** What a matter is opened under, beside what the opening command says. */
export interface Opening {
  readonly matterId: MatterId;
  /** The number that people cite; drawn once, never used again. */
  readonly number: string;
  readonly terms: Terms;
}

/** A command of the loop itself or of a job. */
export const SYSTEM: Actor = {
  person: 'system' as PersonId,
  post: 'system' as PostId,
  unit: 'system' as UnitId,
  rank: 0,
  role: 'system',
};

/** Whoever gives a tip without signing in: nobody that a register knows. */
export const ANONYMOUS: Actor = {
  person: 'anonymous' as PersonId,
  post: 'anonymous' as PostId,
  unit: 'anonymous' as UnitId,
  rank: 0,
  role: 'public',
};

/** The body of `Hear`: what a linked matter tells. */
export interface HearBody {
  readonly from: MatterId;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The body of `HandOver`: who holds the matter from now on, because nobody is in the post that held it. */
export interface HandOverBody {
  readonly post: PostId;
  readonly unit: UnitId;
  readonly reason: string;
  /** `vacant`: the post has ended or nobody holds it; `leave`: everyone who holds it is on leave. */
  readonly cause?: 'vacant' | 'leave';
  /** Who is in the new post today, for recusal. */
  readonly people?: readonly PersonId[];
}
