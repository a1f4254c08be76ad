/** Watched between rows, so that an import stops at a row when its worker does, and goes on there. */
export interface Progress {
  /** Throws `Interrupted` when the worker stops. */
  readonly check: () => void;
}

/** The import was told to stop; what is done is done, the rest waits for the next attempt. */
class Interrupted extends Error {
  constructor() {
    super('the import was interrupted and goes on with the next attempt');
    this.name = 'Interrupted';
  }
}

/** Stops at the next row once the signal is aborted. */
export function until(stopping: AbortSignal | undefined): Progress {
  return {
    check: () => {
      if (stopping?.aborted === true) throw new Interrupted();
    },
  };
}
