import { Link } from 'react-router';
import { listPath } from '../../parts/list-path.ts';
import { MatterLine } from '../../parts/matter-line.tsx';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';

/** Where it breaks next: the open hazards whose deadline is over or comes first. */
export function Pressing() {
  return (
    <Sheet title="最先到期">
      <Read path="/v1/hazards?open=true&sort=due&limit=6">
        {({ items }) => (
          <>
            <ul className="rows">
              {items.map((row) => (
                <MatterLine key={row.id} path="hazards" row={row} />
              ))}
            </ul>
            <Link className="chain-all" to={listPath('hazards', { open: true, sort: 'due' })}>
              按时限看全部在办隐患
            </Link>
          </>
        )}
      </Read>
    </Sheet>
  );
}
