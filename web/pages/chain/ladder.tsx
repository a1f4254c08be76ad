import { Link } from 'react-router';
import { useKinds, type KindFace } from '../../client/kinds.ts';
import { chineseNumber } from '../../parts/chinese.ts';
import { listPath } from '../../parts/list-path.ts';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';

/** The ladder as stairs: how many open hazards stand on each step; each leads down to them. */
export function Ladder() {
  const kind = useKinds().find(({ name }) => name === 'hazard');
  return (
    <Sheet title="督办阶梯：在办隐患走到第几级">
      <Read path="/v1/statistics">
        {({ openByLevel }) => (
          <ol className="stairs">
            {stepsOf(kind).map(({ level, label }) => (
              <Step key={level} level={level} label={label} count={openByLevel[level.toString()] ?? 0} />
            ))}
          </ol>
        )}
      </Read>
    </Sheet>
  );
}

function Step({ level, label, count }: { readonly level: number; readonly label: string; readonly count: number }) {
  return (
    <li className={`stair stair-${level.toString()}`}>
      <Link className={count === 0 ? 'stair-none' : ''} to={listPath('hazards', { open: true, level })}>
        <span className="number stair-count">
          {chineseNumber(count)}
          <span className="stair-unit">件</span>
        </span>
        <span className="stair-label">{label}</span>
        <span className="quiet stair-level">{level === 0 ? '起步' : `第${level.toString()}级`}</span>
      </Link>
    </li>
  );
}

function stepsOf(kind: KindFace | undefined): readonly { readonly level: number; readonly label: string }[] {
  const rungs = Object.values(kind?.rungs ?? {}).toSorted((one, other) => one.level - other.level);
  return [{ level: 0, label: '正常办理' }, ...rungs];
}
