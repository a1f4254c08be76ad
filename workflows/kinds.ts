import type { AnyRules } from './kernel/definition.ts';
import type { AnyFace } from './kernel/face.ts';
import type { Policy } from './kernel/terms.ts';

/** A kind of loop as the API, the database, the jobs and the audit know it. */
export interface Kind {
  readonly rules: AnyRules;
  readonly face: AnyFace;
  /** The shipped policies; running matters keep the one they were opened under. */
  readonly policies: readonly Policy[];
  /** Makes the opening command of a linked matter from another kind's `Open` effect. */
  readonly openFrom?: (input: Readonly<Record<string, unknown>>) => { readonly type: string; readonly body: unknown };
}

/** Every kind, one line each. */
export const KINDS: readonly Kind[] = [];

/** The kind of a workflow type; throws for a name that no kind has, which is a bug. */
export function kindByName(name: string): Kind {
  const kind = KINDS.find((k) => k.rules.name === name);
  if (kind === undefined) throw new Error(`no kind named ${name}`);
  return kind;
}

/** The kind of a collection's path, such as `hazards`; null when there is none. */
export function kindByPath(path: string): Kind | null {
  return KINDS.find((k) => k.face.path === path) ?? null;
}
