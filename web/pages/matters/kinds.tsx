import { NavLink } from 'react-router';
import { useKinds } from '../../client/kinds.ts';

/** From the list of one kind of loop to that of another. */
export function Kinds() {
  return (
    <nav className="matters-kinds" aria-label="事项种类">
      {useKinds().map(({ path, title }) => (
        <NavLink key={path} to={`/${path}`}>
          {title}
        </NavLink>
      ))}
    </nav>
  );
}
