import { Link } from 'react-router';
import { useKinds } from '../../client/kinds.ts';
import { Due } from '../../parts/due.tsx';
import { Sheet } from '../../parts/page.tsx';
import type { DeskAnswer, WaitingPaper, WaitingRung } from './desk-answer.ts';

const NEEDS: Readonly<Record<WaitingPaper['needs'], string>> = { sign: '签名', issue: '签发', serve: '送达' };

/** What waits for this post's word: rungs of the ladder and papers. */
export function Waiting({ desk: { proposals, documents } }: { readonly desk: DeskAnswer }) {
  if (proposals.length + documents.length === 0) return null;
  return (
    <div id="waiting">
      <Sheet title="等我签发、确认">
        <ul className="rows">
          {proposals.map((proposal) => (
            <RungLine key={`${proposal.matter.id}.${proposal.rung}.${proposal.clock}`} proposal={proposal} />
          ))}
          {documents.map((paper) => (
            <li key={`${paper.id}.${paper.needs}`} className="held">
              <Link className="held-what" to={`/documents/${paper.id}`}>
                {paper.title}
                <span className="quiet number held-where">
                  {paper.matter.number} {paper.matter.title}
                </span>
              </Link>
              <Link className="act" to={`/documents/${paper.id}`} aria-label={`${NEEDS[paper.needs]}：${paper.title}`}>
                {NEEDS[paper.needs]}
              </Link>
            </li>
          ))}
        </ul>
      </Sheet>
    </div>
  );
}

function RungLine({ proposal: { matter, rung, clock, until } }: { readonly proposal: WaitingRung }) {
  const kind = useKinds().find(({ path }) => path === matter.path);
  const words = `${kind?.rungs[rung]?.label ?? '……'}（${clock === 'T' ? '整改期限' : '办理时限'}）`;
  return (
    <li className="held">
      <Link className="held-what" to={`/${matter.path}/${matter.id}`}>
        <strong>{words}</strong> {matter.title}
        <span className="quiet number held-where">{matter.number}</span>
      </Link>
      <span className="held-due">
        <Due due={until} />
      </span>
      <Link
        className="act"
        to={`/${matter.path}/${matter.id}?act=DecideRung&rung=${rung}&clock=${clock}`}
        aria-label={`签发或退回${words}：${matter.title}`}
      >
        签发
      </Link>
    </li>
  );
}
