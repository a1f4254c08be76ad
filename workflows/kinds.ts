import { dossierOf } from './accountability/dossier.ts';
import { ACCOUNTABILITY_FACE } from './accountability/face.ts';
import { ACCOUNTABILITY } from './accountability/index.ts';
import { openFrom as caseFrom } from './accountability/open-from.ts';
import { POLICIES as CASE_POLICIES } from './accountability/terms.ts';
import { HAZARD_FACE } from './hazard/face.ts';
import { HAZARD_POLICIES, hazardRules, openFrom as hazardFrom } from './hazard/index.ts';
import { asAny, type AnyRules } from './kernel/definition.ts';
import type { Recorded } from './kernel/event.ts';
import type { AnyFace } from './kernel/face.ts';
import type { Instant } from './kernel/instant.ts';
import type { Policy } from './kernel/terms.ts';
import { TIP_FACE } from './tip/face.ts';
import { TIP } from './tip/index.ts';
import { POLICIES as TIP_POLICIES } from './tip/terms.ts';

/** A kind of loop as the API, the database, the jobs and the audit know it. */
export interface Kind {
  readonly rules: AnyRules;
  readonly face: AnyFace;
  /** The shipped policies; running matters keep the one they were opened under. */
  readonly policies: readonly Policy[];
  /** Makes the opening command of a linked matter from another kind's `Open` effect. */
  readonly openFrom?: (input: Readonly<Record<string, unknown>>) => { readonly type: string; readonly body: unknown };
  /**
   * Sorts the other matter's record up to `upToSeq` into the evidence that this kind is opened on. The job keeps it by
   * its hash and hands that to `openFrom` as `dossier`.
   */
  readonly dossierOf?: (
    matterId: string,
    upToSeq: number,
    events: readonly Recorded[],
    notices: readonly TracedNotice[],
  ) => unknown;
}

/** A notice in a post's inbox, with the seq of the event that caused it. */
export interface TracedNotice {
  readonly id: string;
  readonly post: string;
  readonly notice: string;
  readonly seq: number;
  readonly at: Instant;
  readonly readAt: Instant | null;
}

/** Every kind, one line each. */
export const KINDS: readonly Kind[] = [
  { rules: asAny(hazardRules), face: HAZARD_FACE, policies: HAZARD_POLICIES, openFrom: hazardFrom },
  { rules: ACCOUNTABILITY, face: ACCOUNTABILITY_FACE, policies: CASE_POLICIES, openFrom: caseFrom, dossierOf },
  { rules: TIP, face: TIP_FACE, policies: TIP_POLICIES },
];

/** The kind of a workflow type; throws for a name that no kind has, which is a bug. */
export function kindByName(name: string): Kind {
  const kind = KINDS.find((k) => k.rules.name === name);
  if (kind === undefined) throw new Error(`no kind named ${name}`);
  return kind;
}
