/** One fault in a draft of a register: where (a JSON pointer into the draft), a stable code, and what to say to people. */
export interface DraftFault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

export function fault(pointer: string, code: string, detail: string): DraftFault {
  return { pointer, code, detail };
}
