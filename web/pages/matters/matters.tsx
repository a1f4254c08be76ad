import { useParams } from 'react-router';
import { useKind } from '../../client/kinds.ts';
import type { MatterRow } from '../../client/matter.ts';
import { MatterLine } from '../../parts/matter-line.tsx';
import { Page, Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';

/** All matters of a kind that the reader sees. */
export function Matters() {
  const { kind: path = 'hazards' } = useParams();
  const kind = useKind(path);
  return (
    <Page title={kind?.title ?? ''}>
      <Sheet>
        <Read<{ items: readonly MatterRow[] }> path={`/v1/${path}?limit=50`}>
          {({ items }) => (
            <ul className="rows">
              {items.map((row) => (
                <MatterLine key={row.id} path={path} row={row} />
              ))}
            </ul>
          )}
        </Read>
      </Sheet>
    </Page>
  );
}
