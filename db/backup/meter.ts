import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

const LINE_FEED = 0x0a;

/** What has flowed through a meter; `rows` counts the line feeds, of which COPY writes one a row and no other. */
export interface Metered {
  readonly bytes: number;
  readonly rows: number;
  readonly sha256: string;
}

/** A stream that passes on what it is given, and tells at the end what that was. */
export class Meter extends Transform {
  #bytes = 0;
  #rows = 0;
  readonly #hash = createHash('sha256');
  readonly #seen: (bytes: number) => void;

  /** `seen` hears the bytes of each piece as it passes. */
  constructor(seen: (bytes: number) => void = () => undefined) {
    super();
    this.#seen = seen;
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: (error: Error | null, chunk: Buffer) => void): void {
    this.#bytes += chunk.length;
    this.#hash.update(chunk);
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1)) this.#rows += 1;
    this.#seen(chunk.length);
    done(null, chunk);
  }

  /** To be asked once, when all has passed. */
  result(): Metered {
    return { bytes: this.#bytes, rows: this.#rows, sha256: this.#hash.digest('hex') };
  }
}
