import { Link } from 'react-router';
import { Page, Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { registerWords } from './words.ts';
import './registers.css';

/** 名册: all registers there are. */
export function Registers() {
  return (
    <Page title="名册" about="单位、人员、规则和日历，每一条都留有各次变更。">
      <Sheet>
        <Read path="/v1/registers">
          {({ items }) => (
            <ul className="register-cards">
              {items.map((name) => {
                const { title, about, page } = registerWords(name);
                return (
                  <li key={name}>
                    <Link to={page ?? `/registers/${name}`}>
                      <strong>{title}</strong>
                      <span className="quiet">{about}</span>
                    </Link>
                  </li>
                );
              })}
            </ul>
          )}
        </Read>
      </Sheet>
    </Page>
  );
}
