/** Why the rules say no. Data, never thrown by a rule: `code` is stable and documented, `detail` is for people. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  /** One Chinese sentence that says what is wrong and, where it helps, what to do. */
  readonly detail: string;
}

/** The codes that all kinds share. A kind's own stand in its folder. */
export type SharedRefusalCode =
  'NotHeardInStatus' | 'NotYours' | 'StaleVersion' | 'MatterEnded' | 'UnknownCommand' | 'AlreadyOpened' | 'NotOpened';

export function refuse<Code extends string>(code: Code, detail: string): Refusal<Code> {
  return { code, detail };
}

/** The compiler proves that no case was forgotten; reaching it is a bug and stops the workflow task. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
