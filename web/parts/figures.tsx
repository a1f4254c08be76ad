import type { ReactNode } from 'react';
import { Link } from 'react-router';
import './figures.css';

export interface Figure {
  readonly label: string;
  readonly value: ReactNode;
  /** The list of what is counted. */
  readonly to?: string;
  readonly look?: 'late' | 'soon' | 'well';
}

/** A line of figures, each leading to what it counts. */
export function Figures({ label, figures }: { readonly label: string; readonly figures: readonly Figure[] }) {
  return (
    <ul className="figures" aria-label={label}>
      {figures.map(({ label: words, value, to, look = '' }) => (
        <li key={words}>
          {to === undefined ? (
            <span className="figure-one">
              <Said words={words} value={value} look={look} />
            </span>
          ) : (
            <Link className="figure-one" to={to}>
              <Said words={words} value={value} look={look} />
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

function Said({ words, value, look }: { readonly words: string; readonly value: ReactNode; readonly look: string }) {
  return (
    <>
      <span className="quiet">{words}</span>
      <span className={`number figure-value ${look}`}>{value}</span>
    </>
  );
}
