import { Button } from 'antd';
import { useState } from 'react';
import { Sheet } from '../../parts/page.tsx';
import { MatterLine } from '../../parts/matter-line.tsx';
import type { DeskAnswer } from './desk-answer.ts';

const FIRST = 10;

/** What others of one's unit hold, what is most pressing first, each by who holds it. */
export function OfUnit({ desk: { unit, unitTotal } }: { readonly desk: DeskAnswer }) {
  const [isAll, setAll] = useState(false);
  if (unit.length === 0) return null;
  const rows = isAll ? unit : unit.slice(0, FIRST);
  return (
    <Sheet title={`本单位其他岗位在办（${unitTotal.toString()}件）`}>
      <ul className="rows">
        {rows.map((row) => (
          <MatterLine key={row.id} path={row.path} row={row} withHolder />
        ))}
      </ul>
      {rows.length < unit.length ? (
        <Button
          block
          size="large"
          onClick={() => {
            setAll(true);
          }}
        >
          显示其余{unit.length - rows.length}件
        </Button>
      ) : null}
    </Sheet>
  );
}
