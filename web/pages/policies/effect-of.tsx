import { Alert } from 'antd';
import { Link } from 'react-router';
import type { Schema } from '../../client/answers.ts';
import { useKinds, type KindFace } from '../../client/kinds.ts';
import { chineseDue, chineseTime } from '../../parts/chinese.ts';
import { Read } from '../../parts/read.tsx';
import { Records } from '../../parts/records.tsx';

type Effect = Schema<'Effect'>;
type Outlook = Effect['items'][number]['now'];

interface EffectProps {
  /** Of the version of rules or days. */
  readonly path: `/v1/registers/${'policies' | 'calendars'}/${string}/effect`;
  /** What is said when it reaches no matter. */
  readonly none: string;
}

/** What a version of rules or days would do to matters under way: how many it changes, and each from what to what. */
export function EffectOf({ path, none }: EffectProps) {
  return <Read path={path}>{(answer) => <Told answer={answer} none={none} />}</Read>;
}

function Told({ answer, none }: { readonly answer: Effect; readonly none: string }) {
  const kinds = useKinds();
  const { total, judged, changed, unchanged, refused, items } = answer;
  if (total === 0) return <p>{none}</p>;
  const faceOf = (name: string): KindFace | undefined => kinds.find((kind) => kind.name === name);
  return (
    <>
      <p>
        在办{total}件：{changed}件会变，{unchanged}件不变，{refused}件不能适用。
        {judged < total ? `时间所限，只推算了前${judged.toString()}件。` : ''}
      </p>
      {items.length === 0 ? null : (
        <Records
          label="会变的事项"
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            {
              title: '事项',
              cell: ({ id, kind, number, title }) => (
                <Link to={`/${faceOf(kind)?.path ?? ''}/${id}`}>{`${number} ${title}`}</Link>
              ),
            },
            { title: '现在', cell: ({ kind, now }) => outlook(now, faceOf(kind)) },
            {
              title: '适用后',
              cell: ({ kind, then }) =>
                then === undefined ? (
                  <span className="late">不能适用</span>
                ) : (
                  <strong>{outlook(then, faceOf(kind))}</strong>
                ),
            },
          ]}
        />
      )}
      {items.length < changed + refused ? (
        <Alert type="info" title={`只列出会变的前${items.length.toString()}件。`} />
      ) : null}
    </>
  );
}

function outlook({ rung, dueT, dueS }: Outlook, face: KindFace | undefined): string {
  const said = [
    rung === null ? '' : `${face?.rungs[rung.rung]?.label ?? rung.rung} ${chineseTime(rung.at)}`,
    dueT === null ? '' : `整改期限 ${chineseDue(dueT)}`,
    dueS === null ? '' : `办理时限 ${chineseDue(dueS)}`,
  ];
  return said.filter((words) => words !== '').join('；') || '—';
}
