import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Schema } from '../../client/answers.ts';
import { useKinds } from '../../client/kinds.ts';
import { useMay } from '../../client/may.ts';
import { chineseDue, chineseTime } from '../../parts/chinese.ts';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { Records } from '../../parts/records.tsx';
import { kindOf, type PolicyVersion } from './policy.ts';

type Effects = Schema<'PolicyEffect'>;
type OnMatter = Effects['items'][number];
type Outlook = OnMatter['now'];

/** What a version would do to matters under way, without doing it. */
export function Effect({ version }: { readonly version: PolicyVersion }) {
  const [asked, setAsked] = useState<string | null>(null);
  const maySee = useMay(['leader', 'office', 'auditor', 'supervisor', 'admin']);
  if (!maySee) return null;
  return (
    <Sheet title="试算：适用于在办事项会怎样">
      {asked === version.id ? (
        <Read path={`/v1/registers/policies/${version.id}/effect`}>
          {(answer) => <Told answer={answer} kind={kindOf(version)} />}
        </Read>
      ) : (
        <>
          <p className="quiet">逐件推算，不作任何改动。</p>
          <Button
            size="large"
            onClick={() => {
              setAsked(version.id);
            }}
          >
            试算
          </Button>
        </>
      )}
    </Sheet>
  );
}

function Told({ answer, kind }: { readonly answer: Effects; readonly kind: string }) {
  const face = useKinds().find(({ name }) => name === kind);
  const { total, judged, changed, unchanged, refused, items } = answer;
  if (total === 0) return <p>没有在办事项会受影响：它们已按这一版办理，或不适用这一版。</p>;
  const outlook = ({ rung, dueT, dueS }: Outlook): string =>
    [
      rung === null ? '' : `${face?.rungs[rung.rung]?.label ?? rung.rung} ${chineseTime(rung.at)}`,
      dueT === null ? '' : `整改期限 ${chineseDue(dueT)}`,
      dueS === null ? '' : `办理时限 ${chineseDue(dueS)}`,
    ]
      .filter((words) => words !== '')
      .join('；') || '—';
  const shown = items.filter((one) => one.changed === true || one.refused !== undefined);
  return (
    <>
      <p>
        在办{total}件：{changed}件会变，{unchanged}件不变，{refused}件不能适用。
        {judged < total ? `时间所限，只推算了前${judged.toString()}件。` : ''}
      </p>
      {shown.length === 0 ? null : (
        <Records
          label="会变的事项"
          rows={shown}
          keyOf={({ id }) => id}
          columns={[
            { title: '事项', cell: ({ id, number }) => <Link to={`/${face?.path ?? ''}/${id}`}>{number}</Link> },
            { title: '现在', cell: ({ now }) => outlook(now) },
            {
              title: '适用后',
              cell: ({ then }) =>
                then === undefined ? <span className="late">不能适用</span> : <strong>{outlook(then)}</strong>,
            },
          ]}
        />
      )}
      {items.length < total ? <Alert type="info" title={`只列出前${items.length.toString()}件中会变的。`} /> : null}
    </>
  );
}
