import { chineseNumber, chineseTime } from '../../parts/chinese.ts';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { Records } from '../../parts/records.tsx';

const SHOWN = 10;

/** The latest seals. Whoever writes a root down on paper can tell later whether anything before it was changed. */
export function Seals() {
  return (
    <Sheet title="封签">
      <p className="quiet">把最新一号的封签根抄录在纸上或告知他人，以后即可证明此前的记录没有改动。</p>
      <Read path={`/v1/seals?limit=${SHOWN.toString()}`}>
        {({ items }) =>
          items.length === 0 ? (
            <p>还没有封签，第一号会在几分钟内制作。</p>
          ) : (
            <Records
              label="封签"
              rows={items}
              keyOf={({ n }) => n.toString()}
              columns={[
                { title: '号', cell: ({ n }) => `第${chineseNumber(n)}号` },
                { title: '时间', cell: ({ at }) => chineseTime(at) },
                { title: '记录', cell: ({ size }) => `${chineseNumber(size)}条链` },
                { title: '封签根', cell: ({ root }) => <code className="proof-root">{inFours(root)}</code> },
              ]}
            />
          )
        }
      </Read>
    </Sheet>
  );
}

/** Groups of four, as people copy and compare them. */
function inFours(root: string): string {
  return root.match(/.{1,4}/g)?.join(' ') ?? root;
}
