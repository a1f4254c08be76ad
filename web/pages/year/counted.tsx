import { Link } from 'react-router';
import { chineseNumber } from '../../parts/chinese.ts';
import { listPath, type ListFilter } from '../../parts/list-path.ts';

interface CountedProps {
  readonly n: number;
  /** What is counted, of whom: read aloud, since links stand without their table. */
  readonly words: string;
  /** The list of what is counted; null where none can be told apart. */
  readonly list: ListFilter | null;
  /** What stands there instead of the number, such as a rate. */
  readonly shown?: string;
  readonly isLate?: boolean;
}

/** A figure that leads to the matters that it counts. */
export function Counted({ n, words, list, shown = chineseNumber(n), isLate = false }: CountedProps) {
  if (n === 0) return <span className="quiet">{shown}</span>;
  if (list === null) return shown;
  return (
    <Link
      className={isLate ? 'late' : ''}
      aria-label={`${shown === chineseNumber(n) ? '' : `${shown}，`}${chineseNumber(n)}件，${words}`}
      to={listPath('hazards', list)}
    >
      {shown}
    </Link>
  );
}
