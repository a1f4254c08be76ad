/** The value of one cell. A date cell holds the UTC midnight of its day, so it is read by `getUTC*` only. */
export type Cell = string | number | boolean | Date | null;

/** One sheet as it was written: `rows[0]` is row 1 of the sheet, so that errors name the row that people see. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}
