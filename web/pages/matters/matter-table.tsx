import type { KeyboardEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { KindFace } from '../../client/kinds.ts';
import { nextDue, type MatterRow } from '../../client/matter.ts';
import { useTownships } from '../../client/places.ts';
import { chineseDay } from '../../parts/chinese.ts';
import { Due } from '../../parts/due.tsx';
import { withFilter } from './filter.ts';
import '../../parts/grid.css';

/** The list as a table; ↑ and ↓ go from matter to matter. */
export function MatterTable({ kind, rows }: { readonly kind: KindFace; readonly rows: readonly MatterRow[] }) {
  const townships = new Map(useTownships().map(({ id, name }) => [id, name]));
  return (
    <div className="grid-box" role="region" aria-label={`${kind.title}清单`} tabIndex={0}>
      <table className="grid matters-table" onKeyDown={stepByArrow}>
        <thead>
          <tr>
            <th scope="col">编号</th>
            <th scope="col">事项</th>
            <th scope="col">状态</th>
            <th scope="col">现由谁办</th>
            <th scope="col">乡镇</th>
            <th scope="col">{kind.name === 'hazard' ? '发现日期' : '登记日期'}</th>
            <DueHeading />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} kind={kind} row={row} township={townships.get(row.region ?? '') ?? '—'} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The server sorts, since it alone has the whole list. */
function DueHeading() {
  const [search, setSearch] = useSearchParams();
  const isByDue = search.get('sort') === 'due';
  return (
    <th scope="col" className="figure" aria-sort={isByDue ? 'ascending' : 'none'}>
      <button
        type="button"
        className="grid-sort"
        onClick={() => {
          setSearch(withFilter(search, 'sort', isByDue ? '' : 'due'), { replace: true, preventScrollReset: true });
        }}
      >
        时限
        <span aria-hidden className={isByDue ? '' : 'grid-may'}>
          {isByDue ? '↑' : '↕'}
        </span>
      </button>
    </th>
  );
}

interface RowProps {
  readonly kind: KindFace;
  readonly row: MatterRow;
  readonly township: string;
}

function Row({ kind, row, township }: RowProps) {
  const { id, number, title, status, severity, rung, holder, open } = row;
  return (
    <tr>
      <td className="number matters-number">{number}</td>
      <th scope="row" className="matters-title">
        {severity === 'major' ? <strong className="late">重大 </strong> : null}
        <Link to={`/${kind.path}/${id}`}>{title}</Link>
      </th>
      <td>
        {kind.statuses[status]?.label ?? status}
        {rung === null ? null : <div className="quiet">{kind.rungs[rung]?.label ?? rung}</div>}
      </td>
      <td>
        {holder === null ? '—' : (holder.name ?? '空岗')}
        {holder === null ? null : <div className="quiet">{holder.postTitle}</div>}
      </td>
      <td>{township}</td>
      <td className="number matters-number">{dayOf(kind, row)}</td>
      <td className="figure">{open ? <Due due={nextDue(row)} /> : <span className="quiet">已办结</span>}</td>
    </tr>
  );
}

/** Only of hazards is it known since when they were there. */
function dayOf({ name }: KindFace, { foundOn, openedAt }: MatterRow): string {
  return name === 'hazard' ? (foundOn === null ? '—' : chineseDay(foundOn)) : chineseDay(openedAt);
}

function stepByArrow(event: KeyboardEvent<HTMLTableElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('tbody a')];
  const here = links.findIndex((link) => link === document.activeElement);
  if (here === -1) return;
  event.preventDefault();
  links[here + step]?.focus();
}
