import { Button } from 'antd';
import { useState } from 'react';
import { byRow, headingRow, type CellError } from './report.ts';
import type { Rows } from './sheet.ts';

const SHOWN = 50;

/** The rows of the sheet that are wrong, as the sheet has them, with what is wrong said in the very cell. */
export function ErrorGrid({ rows, errors }: { readonly rows: Rows; readonly errors: readonly CellError[] }) {
  const [shown, setShown] = useState(SHOWN);
  const wrong = byRow(errors);
  const head = rows[headingRow(rows, errors)] ?? [];
  const named = new Set(errors.map(({ column }) => column));
  return (
    <>
      <ol className="import-rows">
        {wrong.slice(0, shown).map(([row, found]) => (
          <li key={row}>
            <h3>
              第<span className="number">{row}</span>行
            </h3>
            <Elsewhere head={head} found={found} />
            <dl className="import-cells">
              {head.map((heading, at) =>
                heading === '' ? null : (
                  <Cell
                    key={heading}
                    heading={heading}
                    value={rows[row - 1]?.[at] ?? ''}
                    found={found.filter(({ column }) => column === heading)}
                    isQuiet={!named.has(heading)}
                  />
                ),
              )}
            </dl>
          </li>
        ))}
      </ol>
      {wrong.length > shown ? (
        <Button
          onClick={() => {
            setShown(shown + SHOWN);
          }}
        >
          再看{Math.min(SHOWN, wrong.length - shown)}行（还有{wrong.length - shown}行）
        </Button>
      ) : null}
    </>
  );
}

interface CellProps {
  readonly heading: string;
  readonly value: string;
  readonly found: readonly CellError[];
  readonly isQuiet: boolean;
}

function Cell({ heading, value, found, isQuiet }: CellProps) {
  const isWrong = found.length > 0;
  return (
    <div className={isWrong ? 'import-cell import-wrong' : isQuiet ? 'import-cell import-quiet' : 'import-cell'}>
      <dt>{heading}</dt>
      <dd>
        {value === '' ? <span className="quiet">（空）</span> : value}
        {found.map(({ code, message }) => (
          <p key={`${code}${message}`} className="late">
            <span aria-hidden>× </span>
            {message}
          </p>
        ))}
      </dd>
    </div>
  );
}

/** What is wrong with the row as a whole, or with a column that the sheet does not have. */
function Elsewhere({ head, found }: { readonly head: readonly string[]; readonly found: readonly CellError[] }) {
  return found
    .filter(({ column }) => !head.includes(column))
    .map(({ column, message }) => (
      <p key={`${column}${message}`} className="late">
        <span aria-hidden>× </span>
        {column === '' ? '' : `${column}：`}
        {message}
      </p>
    ));
}
