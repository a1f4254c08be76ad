import { Alert, Progress } from 'antd';
import { isRunning, useJob } from '../../client/job.ts';
import './policies.css';

/** How far a new version of rules or days has been applied to matters under way; `path`: of the revision. */
export function Applied({ path }: { readonly path: string }) {
  const { data } = useJob(path as `/v1/revisions/${string}`);
  if (data === undefined) return null;
  const { total, done, refused, refusals } = data;
  return (
    <div role="status" className="policy-progress">
      <Progress
        percent={total === 0 ? 100 : Math.floor((100 * (done + refused)) / total)}
        aria-label="适用的进度"
        status={isRunning(data) ? 'active' : 'normal'}
      />
      {total === 0 ? '没有在办事项需要改用新版。' : `共${total.toString()}件，已重新计算${done.toString()}件`}
      {refused === 0 ? null : (
        <Alert
          type="warning"
          title={`${refused.toString()}件没有适用：${refusals.map(({ number }) => number).join('、')}`}
        />
      )}
    </div>
  );
}
