import { NavLink } from 'react-router';
import { useKinds } from '../../client/kinds.ts';
import { inHandPath } from '../../parts/list-path.ts';

/** From the list of one kind of loop to that of another. */
export function Kinds() {
  return (
    <nav className="matters-kinds" aria-label="事项种类">
      {useKinds().map(({ path, title }) => (
        <NavLink key={path} to={inHandPath(path)}>
          {title}
        </NavLink>
      ))}
    </nav>
  );
}
