/** What a template or what is filled in can be guilty of. */
export type FaultCode =
  | 'Unreadable' // no .docx, damaged or encrypted
  | 'Dangerous' // programs, foreign files, links to outside
  | 'Broken' // tags that do not fit together, or that are no plain names
  | 'UnknownField'
  | 'TooLarge' // beyond LIMITS, as it lies there or filled
  | 'TimedOut';

/** A template that cannot be filled, or a document that cannot be printed; the words say in Chinese why. A retry helps with `TimedOut` alone. */
export class TemplateFault extends Error {
  readonly code: FaultCode;
  readonly words: string;

  constructor(code: FaultCode, words: string, cause?: unknown) {
    super(`${code}: ${words}`, { cause });
    this.name = 'TemplateFault';
    this.code = code;
    this.words = words;
  }
}
