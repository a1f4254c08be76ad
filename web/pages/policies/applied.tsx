import { Alert, Progress } from 'antd';
import { isRunning, useJob } from '../../client/job.ts';
import { ALL_SEEING, useMay } from '../../client/may.ts';
import { useRead } from '../../client/queries.ts';
import { chineseTime } from '../../parts/chinese.ts';
import './policies.css';

/** How far the last application of a version of rules or days to matters under way is; `subject`: its register id. */
export function Applied({ subject }: { readonly subject: string }) {
  const maySee = useMay(ALL_SEEING);
  const { data } = useRead(maySee ? `/v1/revisions?limit=1&subject=${encodeURIComponent(subject)}` : null);
  const [last] = data?.items ?? [];
  return last === undefined ? null : <Standing key={last.id} id={last.id} />;
}

function Standing({ id }: { readonly id: string }) {
  const { data } = useJob(`/v1/revisions/${id}`);
  if (data === undefined) return null;
  const { at, total, done, refused, refusals } = data;
  return (
    <div role="status" className="policy-progress">
      <Progress
        percent={total === 0 ? 100 : Math.floor((100 * (done + refused)) / total)}
        aria-label="适用的进度"
        status={isRunning(data) ? 'active' : 'normal'}
      />
      {chineseTime(at)}适用于在办事项：
      {total === 0 ? '没有需要改用新版的。' : `共${total.toString()}件，已重新计算${done.toString()}件。`}
      {refused === 0 ? null : (
        <Alert
          type="warning"
          title={`${refused.toString()}件没有适用：${refusals.map(({ number }) => number).join('、')}`}
        />
      )}
    </div>
  );
}
