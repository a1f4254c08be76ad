import { Alert, Progress } from 'antd';
import type { Schema } from '../../client/answers.ts';
import { isRunning } from '../../client/job.ts';
import { chineseNumber } from '../../parts/chinese.ts';
import { Records } from '../../parts/records.tsx';
import { witnessName } from './words.ts';

/** An audit of many matters as it stands. */
export type Run = Schema<'AuditRun'>;

/** How far an audit is, and at its end what does not agree, each with where it first departs. */
export function AuditRun({ run }: { readonly run: Run }) {
  const { progress, status, checked, differs, differing } = run;
  if (isRunning(run))
    return (
      <div role="status" className="proof-gap">
        <Progress
          percent={progress.total === 0 ? 0 : Math.floor((100 * progress.done) / progress.total)}
          status="active"
          aria-label="核验的进度"
        />
        已核验{chineseNumber(progress.done)}件，共{chineseNumber(progress.total)}件
      </div>
    );
  if (status === 'failed')
    return (
      <Alert className="proof-gap" type="error" showIcon title="核验没有完成，请重新核验；仍不行的请告知系统管理员。" />
    );
  if (differs === 0)
    return (
      <Alert
        className="proof-gap"
        type="success"
        showIcon
        title={`${chineseNumber(checked ?? 0)}件全部一致：历史、台账和现状相符。`}
      />
    );
  return (
    <div className="proof-gap">
      <Alert
        type="error"
        showIcon
        title={`${chineseNumber(checked ?? 0)}件中有${chineseNumber(differs ?? 0)}件不一致。请保留现场，导出证据包，并告知系统管理员。`}
      />
      <Records
        label="不一致的事项"
        rows={differing ?? []}
        keyOf={({ id }) => id}
        columns={[
          { title: '事项', cell: ({ id, number }) => number ?? id },
          { title: '首先不一致之处', cell: ({ first }) => (first === null ? '—' : witnessName(first.witness)) },
          {
            title: '第几条',
            cell: ({ first }) => (first === null || first.seq === 0 ? '—' : `第${first.seq.toString()}条`),
          },
          { title: '情况', cell: ({ first }) => <span className="late">{first?.what ?? '—'}</span> },
        ]}
      />
    </div>
  );
}
