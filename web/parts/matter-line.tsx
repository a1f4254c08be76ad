import { Link } from 'react-router';
import { useKind } from '../client/kinds.ts';
import { nextDue, type MatterRow } from '../client/matter.ts';
import { Due } from './due.tsx';

interface LineProps {
  readonly path: string;
  readonly row: MatterRow;
  /** Whether it says who holds it. */
  readonly withHolder?: boolean;
}

/** A matter in a list: what it is, where it stands, how much time is left. */
export function MatterLine({ path, row, withHolder = false }: LineProps) {
  const kind = useKind(path);
  const { id, number, title, status, severity, rung, holder } = row;
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
            {withHolder && holder !== null ? ` · ${holder.postTitle ?? ''} ${holder.name ?? '空岗'}` : ''}
          </span>
        </span>
        {row.open ? <Due due={nextDue(row)} /> : <span className="quiet">已办结</span>}
      </Link>
    </li>
  );
}
