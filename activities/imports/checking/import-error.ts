/** What is wrong in a row of a readable file. Codes are stable; people read the message. */
export type ImportErrorCode =
  | 'HeadingsNotFound'
  | 'SeveralLedgers'
  | 'MissingColumn'
  | 'DuplicateColumn'
  | 'NoRows'
  | 'MissingValue'
  | 'TooLong'
  | 'BadDate'
  | 'FutureDate'
  | 'DateOrder'
  | 'UnknownUnit'
  | 'AmbiguousUnit'
  | 'UnknownSeverity'
  | 'UnknownStatus'
  | 'StatusConflict'
  | 'DuplicateRow'
  | 'ChangedRow'
  | 'RowRefused'
  | 'TooManyErrors';

/** `row` is the sheet's own row number, `column` the heading as it stands in the sheet; empty for the whole row. */
export interface ImportError {
  readonly row: number;
  readonly column: string;
  readonly code: ImportErrorCode;
  readonly message: string;
}

/** So many errors are listed; nobody mends more in one sitting, and the answer stays readable. */
const ERRORS_LISTED = 5_000;

/** In order of row, and cut with a last line that says how many more there are. */
export function listed(errors: readonly ImportError[]): readonly ImportError[] {
  const ordered = [...errors].sort((a, b) => a.row - b.row);
  if (ordered.length <= ERRORS_LISTED) return ordered;
  const shown = ordered.slice(0, ERRORS_LISTED);
  const more = ordered.length - ERRORS_LISTED;
  const row = shown.at(-1)?.row ?? 0;
  return [
    ...shown,
    { row, column: '', code: 'TooManyErrors', message: `错误太多，此后还有 ${more.toString()} 处未列出。` },
  ];
}
