/** Nothing can be printed on this machine as it is set up; the words say in Chinese what to do. No fault of any document. */
export class NoChromium extends Error {
  readonly words: string;

  constructor(words: string, cause?: unknown) {
    super(words, { cause });
    this.name = 'NoChromium';
    this.words = words;
  }
}
