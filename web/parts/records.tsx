import type { ReactNode } from 'react';
import './records.css';

/** A column of a table: what stands at its head, and what in its cells. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand in line. */
  readonly isNumber?: boolean;
}

interface RecordsProps<Row> {
  /** What the table is of, for those who do not see it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** A table that on a phone becomes a list, each cell beside its heading, so that nothing scrolls sideways. */
export function Records<Row>({ label, columns, rows, keyOf }: RecordsProps<Row>) {
  return (
    // Roles are said since a phone's layout takes them away.
    <table className="records" aria-label={label} role="table">
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ title, isNumber }) => (
            <th
              key={title}
              scope="col"
              role="columnheader"
              className={isNumber === true ? 'records-number' : undefined}
            >
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map(({ title, cell, isNumber }, n) => {
              const look = isNumber === true ? 'records-number' : undefined;
              return n === 0 ? (
                <th key={title} scope="row" role="rowheader" className={look}>
                  {cell(row)}
                </th>
              ) : (
                <td key={title} role="cell" data-title={title} className={look}>
                  {cell(row)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
