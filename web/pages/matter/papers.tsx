import { Link } from 'react-router';
import type { Schema } from '../../client/answers.ts';
import { chineseDay } from '../../parts/chinese.ts';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';

interface PapersProps {
  readonly path: string;
  readonly id: string;
  readonly at: string | null;
}

/** The documents of a matter with where each stands; as of a moment those that there were. */
export function Papers({ path, id, at }: PapersProps) {
  return (
    <Sheet title="文书">
      <Read path={`/v1/${path}/${id}/documents`}>
        {({ items }) => {
          const then = at === null ? items : items.filter((paper) => Date.parse(paper.at) <= Date.parse(at));
          if (then.length === 0) return <p className="quiet">还没有文书。</p>;
          return (
            <ul className="rows">
              {then.map((paper) => (
                <li key={paper.id}>
                  <Link className="row" to={`/documents/${paper.id}`}>
                    <span className="wide">
                      {paper.title}
                      <br />
                      <span className="quiet number">
                        {paper.number ?? '未编号'} · {chineseDay(paper.issuedAt ?? paper.at)}
                      </span>
                    </span>
                    <span className={LOOKS[paper.state] ?? 'quiet'}>{at === null ? paper.stateLabel : ''}</span>
                  </Link>
                </li>
              ))}
            </ul>
          );
        }}
      </Read>
    </Sheet>
  );
}

const LOOKS: Partial<Record<Schema<'Document'>['state'], string>> = {
  asked: 'soon',
  drawn: 'soon',
  issued: 'well',
  served: 'well',
  failed: 'late',
};
