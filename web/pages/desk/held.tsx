import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { nextAct, useKinds } from '../../client/kinds.ts';
import { nextDue } from '../../client/matter.ts';
import type { SignedIn } from '../../client/session.ts';
import { Due } from '../../parts/due.tsx';
import { listPath } from '../../parts/list-path.ts';
import { Sheet } from '../../parts/page.tsx';
import type { DeskAnswer, DeskRow } from './desk-answer.ts';

const FIRST = 20;

/** What this post holds, what is most pressing first, each with its next act. */
export function Held({ desk, session }: { readonly desk: DeskAnswer; readonly session: SignedIn }) {
  const [isAll, setAll] = useState(false);
  const rows = isAll ? desk.held : desk.held.slice(0, FIRST);
  const rest = desk.held.length - rows.length;
  return (
    <div id="held">
      <Sheet title="在我手里">
        {rows.length === 0 ? (
          <p className="desk-none">
            手头没有待办事项。<span className="quiet">有新的事项交到您这里时，会自动出现在这里。</span>
          </p>
        ) : (
          <ul className="rows">
            {rows.map((row) => (
              <HeldLine key={row.id} row={row} isEnterprise={session.role === 'enterprise'} />
            ))}
          </ul>
        )}
        {rest > 0 ? (
          <Button
            block
            size="large"
            onClick={() => {
              setAll(true);
            }}
          >
            显示其余{rest}件
          </Button>
        ) : null}
        {isAll && desk.heldTotal > desk.held.length ? (
          <Link className="act" to={listPath('hazards', { open: true, holder: session.post, sort: 'due' })}>
            共{desk.heldTotal}件，到清单中查看
          </Link>
        ) : null}
      </Sheet>
    </div>
  );
}

function HeldLine({ row, isEnterprise }: { readonly row: DeskRow; readonly isEnterprise: boolean }) {
  const kind = useKinds().find(({ path }) => path === row.path);
  const act = nextAct(kind, row);
  const { id, path, number, title, status, severity, rung } = row;
  return (
    <li className="held">
      <Link className="held-what" to={`/${path}/${id}`}>
        {severity === 'major' ? <strong className="late">重大 </strong> : null}
        {title}
        <span className="quiet number held-where">
          {number} · {kind?.statuses[status]?.label ?? status}
          {rung === null ? '' : ` · ${kind?.rungs[rung]?.label ?? rung}`}
        </span>
      </Link>
      <span className="held-due">
        <Due due={nextDue(row)} />
      </span>
      <Link className="act" to={actPath(row, act, isEnterprise)} aria-label={`${wordsOf(act, kind)}：${title}`}>
        {wordsOf(act, kind)}
      </Link>
    </li>
  );
}

function wordsOf(act: string | null, kind: ReturnType<typeof useKinds>[number] | undefined): string {
  return (act === null ? undefined : kind?.commands[act]) ?? '办理';
}

/** Where it is given: the page of the matter opens with that form, an enterprise hands in on a page of its own. */
function actPath({ path, id }: DeskRow, act: string | null, isEnterprise: boolean): string {
  if (isEnterprise && act === 'SubmitRectification') return `/${path}/${id}/rectify`;
  return `/${path}/${id}${act === null ? '' : `?act=${act}`}`;
}
