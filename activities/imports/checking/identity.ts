import { createHash } from 'node:crypto';
import { plain } from './cells.ts';
import type { LedgerRow } from './ledger-row.ts';

/** By what a row is known: its 编号, else unit, date and description. Both are kept; `key` is the one that names it. */
export interface RowIdentity {
  readonly key: string;
  readonly byNumber: string | null;
  readonly byContent: string;
}

/** The identity of a row. Blanks and widths of characters do not make another hazard. */
export function identityOf(row: Pick<LedgerRow, 'number' | 'subject' | 'foundOn' | 'description'>): RowIdentity {
  const byContent = `content:${digest([plain(row.subject.name), row.foundOn, plain(row.description)])}`;
  const byNumber = row.number === null ? null : `number:${plain(row.number)}`;
  return { key: byNumber ?? byContent, byNumber, byContent };
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
}
