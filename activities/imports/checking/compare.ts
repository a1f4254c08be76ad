import type { ImportError } from './import-error.ts';
import { identityOf, type RowIdentity } from './identity.ts';
import type { LedgerRow } from './ledger-row.ts';

/** A row that an earlier import brought in. */
export interface KnownRow {
  readonly byNumber: string | null;
  readonly byContent: string;
  readonly content: Readonly<Record<string, string>>;
  /** The number of the matter that it became. */
  readonly matterNumber: string;
}

/** Which rows are new; those known and the same are counted; one that changed is an error at each changed column. */
export interface Compared {
  readonly fresh: readonly LedgerRow[];
  readonly unchanged: number;
  readonly errors: readonly ImportError[];
}

/** Compares the rows of a file with what was imported before. A change is never taken over silently. */
export function compareWithKnown(rows: readonly LedgerRow[], known: readonly KnownRow[]): Compared {
  const byNumber = new Map(known.flatMap((row) => (row.byNumber === null ? [] : [[row.byNumber, row] as const])));
  const byContent = new Map(known.map((row) => [row.byContent, row] as const));
  const fresh: LedgerRow[] = [];
  const errors: ImportError[] = [];
  let unchanged = 0;
  for (const row of rows) {
    const identity = identityOf(row);
    const before =
      (identity.byNumber === null ? undefined : byNumber.get(identity.byNumber)) ?? alike(identity, byContent);
    if (before === undefined) {
      fresh.push(row);
      continue;
    }
    const changes = changesOf(row, before);
    if (changes.length === 0) unchanged += 1;
    errors.push(...changes);
  }
  return { fresh, unchanged, errors };
}

/** The same unit, date and description: the same hazard, unless both carry numbers, which then differ. */
function alike(identity: RowIdentity, byContent: ReadonlyMap<string, KnownRow>): KnownRow | undefined {
  const before = byContent.get(identity.byContent);
  return identity.byNumber !== null && before?.byNumber !== null ? undefined : before;
}

function changesOf(row: LedgerRow, before: KnownRow): ImportError[] {
  const headings = [...new Set([...Object.keys(before.content), ...Object.keys(row.content)])];
  return headings
    .filter((heading) => heading !== '隐患编号' || row.number !== null)
    .filter((heading) => (before.content[heading] ?? '') !== (row.content[heading] ?? ''))
    .map((heading) => {
      const was = before.content[heading] ?? '';
      const old = was === '' ? '原为空' : `原为“${was.length > 40 ? `${was.slice(0, 40)}…` : was}”`;
      const message = `已导入为 ${before.matterNumber}，“${heading}”${old}。已有隐患请在系统中办理，不能用导入修改。`;
      return { row: row.row, column: heading, code: 'ChangedRow', message };
    });
}
