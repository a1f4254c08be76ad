import type { Day } from '../../../workflows/kernel/instant.ts';
import type { Cell } from '../reading/sheet.ts';
import { dayOfCell, textOf } from './cells.ts';
import { COLUMNS, headingOf, type Column, type Field } from './columns.ts';
import type { Headings } from './headings.ts';
import type { ImportError, ImportErrorCode } from './import-error.ts';
import type { Found, RegisteredUnit } from './units.ts';

/** One row while it is read: every getter notes what is wrong and goes on, so that one pass finds every error. */
export class RowReader {
  readonly row: number;
  readonly errors: ImportError[] = [];
  private readonly cells: readonly Cell[];
  private readonly headings: Headings;

  constructor(row: number, cells: readonly Cell[], headings: Headings) {
    this.row = row;
    this.cells = cells;
    this.headings = headings;
  }

  /** The text of a field, empty when the column or the value is not there. */
  text(field: Field): string {
    return textOf(this.cell(field));
  }

  /** Notes an error at a field's column. */
  wrong(field: Field, code: ImportErrorCode, message: string): void {
    this.errors.push({ row: this.row, column: this.label(field), code, message });
  }

  /** Notes the fields that are required and empty, and those that are too long. */
  checkTexts(): void {
    for (const column of COLUMNS) {
      const text = this.text(column.field);
      if (text === '' && column.required) this.missing(column);
      if (text.length > column.maxChars)
        this.wrong(column.field, 'TooLong', `“${this.label(column.field)}”最多 ${column.maxChars.toString()} 个字。`);
    }
  }

  /** The day of a field; `null` when it is empty or, noted, no date. */
  day(field: Field): Day | null {
    const text = this.text(field);
    if (text === '') return null;
    const day = dayOfCell(this.cell(field));
    if (day === null) this.wrong(field, 'BadDate', `“${shown(text)}”不是有效日期，请写成 2025-03-01 这样的形式。`);
    return day;
  }

  /** The unit that a field names; `null` when it is empty or, noted, unknown or one of several. */
  unit(field: Field, look: (name: string) => Found, register: string): RegisteredUnit | null {
    const name = this.text(field);
    if (name === '') return null;
    const found = look(name);
    if ('unit' in found) return found.unit;
    if ('several' in found) {
      this.wrong(field, 'AmbiguousUnit', `“${shown(name)}”在${register}中对应多个单位，请写全称。`);
      return null;
    }
    const meant = found.unknown();
    const hint = meant === null ? '' : `是否为“${meant}”？`;
    this.wrong(field, 'UnknownUnit', `“${shown(name)}”不在${register}中。${hint}`);
    return null;
  }

  /** Columns that the import does not understand, by their own heading. */
  others(): [string, string][] {
    return this.headings.others.map(({ index, heading }) => [heading, textOf(this.cells[index]).slice(0, 2_000)]);
  }

  private missing({ field }: Column): void {
    if (this.headings.at[field] === undefined) return; // noted once, at the headings
    const label = this.label(field);
    this.wrong(field, 'MissingValue', `“${label}”不能为空。合并的单元格请先拆分并逐行填写。`);
  }

  private cell(field: Field): Cell | undefined {
    const index = this.headings.at[field];
    return index === undefined ? undefined : this.cells[index];
  }

  private label(field: Field): string {
    return this.headings.labels[field] ?? headingOf(field);
  }
}

/** A value as an error message quotes it. */
export function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
