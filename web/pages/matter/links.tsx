import { Link } from 'react-router';
import { useKinds } from '../../client/kinds.ts';
import { Sheet } from '../../parts/page.tsx';
import type { MatterLink } from './shape.ts';

const RELATIONS: Readonly<Record<string, string>> = {
  accountability: '问责案件', hazard: '所涉隐患', tip: '来自举报', merged: '并入的上报', child: '由此产生', parent: '来自',
  recurrence: '复发自', master: '主办事项', transfer: '移送',
}; // prettier-ignore

/** The other matters that this one has to do with. */
export function Links({ links }: { readonly links: readonly MatterLink[] }) {
  const kinds = useKinds();
  const shown = [...new Map(links.map((link) => [link.matterId ?? link.number ?? '', link])).values()];
  if (shown.length === 0) return null;
  return (
    <Sheet title="关联事项">
      <ul className="rows">
        {shown.map(({ matterId, relation, number }) => {
          // An id begins as its kind is called.
          const kind = kinds.find(({ name }) => matterId !== null && name.startsWith(matterId.split('-')[0] ?? name));
          const words = `${RELATIONS[relation] ?? kind?.title ?? '关联'} ${number ?? ''}`;
          return (
            <li key={matterId ?? number}>
              {matterId === null || kind === undefined ? (
                <span className="row">{words}</span>
              ) : (
                <Link className="row" to={`/${kind.path}/${matterId}`}>
                  {words}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
