import { Link } from 'react-router';
import { useKind } from '../client/kinds.ts';
import { nextDue, type MatterRow } from '../client/matter.ts';
import { Due } from './due.tsx';

/** A matter in a list: what it is, where it stands, how much time is left. */
export function MatterLine({ path, row }: { readonly path: string; readonly row: MatterRow }) {
  const kind = useKind(path);
  const { id, number, title, status, severity, rung } = row;
  return (
    <li>
      <Link className="row" to={`/${path}/${id}`}>
        <span className="wide">
          {severity === 'major' ? <strong className="late">重大 </strong> : null}
          {title}
          <br />
          <span className="quiet number">
            {number} {kind?.statuses[status]?.label ?? status}
            {rung === null ? '' : ` · ${kind?.rungs[rung]?.label ?? rung}`}
          </span>
        </span>
        {row.open ? <Due due={nextDue(row)} /> : <span className="quiet">已办结</span>}
      </Link>
    </li>
  );
}
