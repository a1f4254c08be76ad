import type { CommandFace } from '../kernel/face.ts';
import type { Bodies, CommandType } from './command.ts';

/** A body that is accepted once after a fresh first start, at a stage of the demonstration county, from an account. */
export interface Example<T extends CommandType = CommandType> {
  /** `{today}` and `{matter:…}` stand for what the API fills in when it shows the example. */
  readonly body: Placeheld<Bodies[T]>;
  readonly demo: CommandFace['demo'];
}

/** Ids and days of an example are plain strings: they name rows of the demonstration county, or placeholders. */
type Placeheld<B> = B extends string
  ? string
  : B extends readonly (infer I)[]
    ? readonly Placeheld<I>[]
    : B extends object
      ? { readonly [K in keyof B]: Placeheld<B[K]> }
      : B;

/** The picture of a broken detector that the demonstration county's set-up hands in. */
export const DEMO_EVIDENCE = 'sha256:a03dd7587f0b61c5d959f1b81fe6203d57f16effcf82563359ab09d844ec19c3';

/** The one piece of evidence that every example cites. */
export const evidence = [DEMO_EVIDENCE];
/** Two certified officers of the demonstration county's emergency bureau. */
export const officers = ['per-yingji-1', 'per-yingji-1b'];
/** The enterprise that the examples' hazards lie in. */
export const ENTERPRISE = 'u-qiye01';

/** The stage has the command's own name, so that every example has a matter to itself. */
export function at(stage: CommandType, account: string): CommandFace['demo'] {
  return { matter: `hazard:${stage}`, account };
}
