import { Alert } from 'antd';
import { Link } from 'react-router';
import type { Schema } from '../../client/answers.ts';
import { chineseDay, chineseNumber } from '../../parts/chinese.ts';
import { Records } from '../../parts/records.tsx';

/** What a rehearsal found. */
type Found = NonNullable<Schema<'Rehearsal'>['result']>;
type Fired = Found['examples'][number]['before'][number];

/** What would have gone otherwise, in counts and in examples. */
export function RehearsalFound({ found }: { readonly found: Found }) {
  const { from, to, matters, concerned, method, rungs, people, notices, daysSaved, overdueDays, examples } = found;
  const lines = [
    ...rungs.map(({ label, before, after }) => ({ name: `${label}（次）`, before, after })),
    { name: '收到通知的岗位', ...people },
    { name: '通知（条）', ...notices },
    { name: '超期（天）', ...overdueDays },
  ];
  if (matters === 0)
    return (
      <Alert type="info" showIcon title={`${chineseDay(from)}至${chineseDay(to)}没有开始办理的事项，请换一段时间。`} />
    );
  return (
    <div className="policy-found">
      <p>
        {chineseDay(from)}至{chineseDay(to)}办理的{chineseNumber(matters)}件中，{chineseNumber(concerned)}件会不同
        {daysSaved.total === 0
          ? '。'
          : `，督办合计${daysSaved.total > 0 ? '提前' : '推迟'}${Math.abs(daysSaved.total).toString()}天。`}
      </p>
      {method.differing + method.failed === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={`${(method.differing + method.failed).toString()}件重走的结果与记录不符或不能重走，其数字不可作准。`}
        />
      )}
      <Records
        label="前后对比"
        rows={lines}
        keyOf={({ name }) => name}
        columns={[
          { title: '项目', cell: ({ name }) => name },
          { title: '实际', cell: ({ before }) => chineseNumber(before), isNumber: true },
          { title: '按这一版', cell: ({ after }) => chineseNumber(after), isNumber: true },
          { title: '增减', cell: ({ before, after }) => signed(after - before), isNumber: true },
        ]}
      />
      {examples.length === 0 ? null : (
        <Records
          label="会不同的事项"
          rows={examples}
          keyOf={({ id }) => id}
          columns={[
            {
              title: '事项',
              cell: ({ id, number, title }) => <Link to={`/hazards/${id}`}>{`${number} ${title}`}</Link>,
            },
            { title: '实际', cell: ({ before }) => firedWords(before) },
            { title: '按这一版', cell: ({ after }) => <strong>{firedWords(after)}</strong> },
          ]}
        />
      )}
    </div>
  );
}

function signed(n: number): string {
  return n === 0 ? '—' : `${n > 0 ? '增' : '减'}${chineseNumber(Math.round(Math.abs(n) * 10) / 10)}`;
}

function firedWords(fired: readonly Fired[]): string {
  return fired.map(({ label, at }) => `${chineseDay(at)}${label}`).join('、') || '无';
}
