import { chineseTime } from '../../parts/chinese.ts';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { Records } from '../../parts/records.tsx';

/** The code of the rules that ran here: histories are recomputed with the very one that they name. */
export function Bundles() {
  return (
    <Sheet title="运行过的规则代码">
      <Read path="/v1/bundles">
        {({ items }) => (
          <Records
            label="规则代码"
            rows={items}
            keyOf={({ hash }) => hash}
            columns={[
              { title: '版本', cell: ({ version }) => version },
              { title: '留存时间', cell: ({ keptAt }) => chineseTime(keptAt) },
              { title: '哈希值', cell: ({ hash }) => <code className="proof-root">{hash}</code> },
            ]}
          />
        )}
      </Read>
    </Sheet>
  );
}
