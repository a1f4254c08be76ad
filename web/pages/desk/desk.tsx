import { Empty } from 'antd';
import { Read } from '../../parts/read.tsx';
import { Page, Sheet } from '../../parts/page.tsx';
import { MatterLine } from '../../parts/matter-line.tsx';
import { useSession } from '../../client/session.ts';
import type { MatterRow } from '../../client/matter.ts';

/** 我的工作台: what this post holds, by time left. */
export function Desk() {
  const session = useSession();
  if (session === null) return null;
  return (
    <Page title="我的工作台">
      <Sheet title="在我手里">
        <Read<{ items: readonly MatterRow[] }> path={`/v1/hazards?open=true&limit=200&holder=${session.post}`}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty description="没有待办" />
            ) : (
              <ul className="rows">
                {items.map((row) => (
                  <MatterLine key={row.id} path="hazards" row={row} />
                ))}
              </ul>
            )
          }
        </Read>
      </Sheet>
    </Page>
  );
}
