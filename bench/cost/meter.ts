/** What the application asked of PostgreSQL: `statements` with `begin` and `commit`, `writes` transactions that write. */
export interface Spent {
  readonly writes: number;
  readonly statements: number;
}

/** Counts the statements of one connection. */
export interface Meter extends Spent {
  /** Told of each statement in the order in which it is sent: `connect(url, {max: 1, onStatement: meter.see})`. */
  readonly see: (statement: string) => void;
}

/** `for update` locks a row and does not write it. */
const WRITES = /\b(insert\s+into|delete\s+from|update\s+\w+\s+set)\b/i;

/** A meter at nought. A statement outside a transaction is one of its own. */
export function newMeter(): Meter {
  let writes = 0;
  let statements = 0;
  let isOpen = false;
  let hasWritten = false;
  return {
    get writes() {
      return writes;
    },
    get statements() {
      return statements;
    },
    see: (statement) => {
      const [verb = ''] = statement.trim().toLowerCase().split(/\W/, 1);
      statements += 1;
      if (verb === 'begin') {
        isOpen = true;
        hasWritten = false;
      } else if (verb === 'commit' || verb === 'rollback') isOpen = false;
      else if (WRITES.test(statement)) {
        if (!hasWritten || !isOpen) writes += 1;
        hasWritten = isOpen;
      }
    },
  };
}

/** What was spent between two readings. */
export function spentSince(meter: Spent, before: Spent): Spent {
  return { writes: meter.writes - before.writes, statements: meter.statements - before.statements };
}

/** The meter as it stands now. */
export function reading({ writes, statements }: Spent): Spent {
  return { writes, statements };
}
