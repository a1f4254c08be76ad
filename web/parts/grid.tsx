import { useState, type ReactNode } from 'react';
import './grid.css';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly isNumber?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** What it is sorted by; a column without it is not sorted. */
  readonly by?: (row: Row) => number | string | null;
}

interface GridProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** The column that it is sorted by at first, largest first; as given when there is none. */
  readonly sorted?: string;
}

interface Order {
  readonly key: string;
  readonly isUp: boolean;
}

/** A table that is sorted at its headings and scrolls within itself where it is too wide. */
export function Grid<Row>({ caption, columns, rows, keyOf, sorted }: GridProps<Row>) {
  const [order, setOrder] = useState<Order | null>(sorted === undefined ? null : { key: sorted, isUp: false });
  return (
    <div className="grid-box" role="region" aria-label={caption} tabIndex={0}>
      <table className="grid">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.key} column={column} order={order} onOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder(rows, columns, order).map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ key, cell, isNumber = false }, n) =>
                n === 0 ? (
                  <th key={key} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={key} className={isNumber ? 'figure' : undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadingProps<Row> {
  readonly column: Column<Row>;
  readonly order: Order | null;
  readonly onOrder: (order: Order) => void;
}

function Heading<Row>({ column: { key, title, isNumber = false, by }, order, onOrder }: HeadingProps<Row>) {
  const isHere = order?.key === key;
  const look = isNumber ? 'figure' : undefined;
  if (by === undefined)
    return (
      <th scope="col" className={look}>
        {title}
      </th>
    );
  return (
    <th scope="col" className={look} aria-sort={isHere ? (order.isUp ? 'ascending' : 'descending') : 'none'}>
      <button
        type="button"
        className="grid-sort"
        onClick={() => {
          onOrder({ key, isUp: isHere && !order.isUp });
        }}
      >
        {title}
        <span aria-hidden className={isHere ? '' : 'grid-may'}>
          {isHere ? (order.isUp ? '↑' : '↓') : '↕'}
        </span>
      </button>
    </th>
  );
}

/** Rows in the order of a column; what has no value there stands last either way. */
function inOrder<Row>(rows: readonly Row[], columns: readonly Column<Row>[], order: Order | null): readonly Row[] {
  const by = columns.find(({ key }) => key === order?.key)?.by;
  if (by === undefined || order === null) return rows;
  const sign = order.isUp ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a, b] = [by(one), by(other)];
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    if (typeof a === 'string' && typeof b === 'string') return sign * a.localeCompare(b, 'zh-CN');
    return sign * (Number(a) - Number(b));
  });
}
