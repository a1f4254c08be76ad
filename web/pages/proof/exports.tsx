import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../client/api.ts';
import { isRunning, useJob } from '../../client/job.ts';
import { useKinds, type KindFace } from '../../client/kinds.ts';
import { Problem, wordsOf } from '../../client/problem.ts';
import { saveFile } from '../../client/save.ts';
import { Loading } from '../../parts/loading.tsx';
import { Sheet } from '../../parts/page.tsx';
import { freshId } from '../../client/fresh-id.ts';

/** An evidence bundle of one matter, by its number: all that is needed to verify it without this system. */
export function Exports() {
  const kinds = useKinds();
  const [number, setNumber] = useState('');
  const [order, setOrder] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const start = async (): Promise<void> => {
    setError(null);
    setOrder(null);
    try {
      setOrder(await ordered(kinds, number.trim()));
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <Sheet title="导出证据包">
      <p className="quiet">内有历史、台账、证据和封签，离开本系统也能核验。</p>
      <label htmlFor="proof-number">事项编号</label>
      <div className="proof-ask proof-gap">
        <Input
          id="proof-number"
          size="large"
          placeholder="如 YH-2026-000364"
          value={number}
          onChange={({ target }) => {
            setNumber(target.value);
          }}
          onPressEnter={() => void start()}
        />
        <Button size="large" disabled={number.trim() === ''} onClick={() => void start()}>
          制作
        </Button>
      </div>
      {error === null ? null : <Alert type="error" showIcon title={wordsOf(error)} />}
      {order === null ? null : <One key={order} id={order} />}
    </Sheet>
  );
}

function One({ id }: { readonly id: string }) {
  const { data } = useJob(`/v1/exports/${id}`);
  const [error, setError] = useState<unknown>(null);
  if (data === undefined || isRunning(data)) return <Loading />;
  if (data.status === 'failed')
    return <Alert type="error" showIcon title="证据包没有制成，请稍后重做；仍不行的请告知系统管理员。" />;
  const isWhole = data.verdict?.ok === true;
  return (
    <>
      <Alert
        type={isWhole ? 'success' : 'error'}
        showIcon
        title={isWhole ? '已制成，核验一致。文件保留七天。' : '已制成，但核验不一致，详情在证据包中。'}
        description={data.hash === null ? null : <code className="proof-root">{data.hash}</code>}
        action={
          <Button
            type="primary"
            size="large"
            onClick={() => {
              saveFile(`/v1/exports/${id}/file`, `${data.matter.number ?? id}.zip`).catch(setError);
            }}
          >
            下载
          </Button>
        }
      />
      {error === null ? null : <Alert type="error" showIcon title={wordsOf(error)} />}
    </>
  );
}

/** A matter's number begins with the sign of its kind. */
async function ordered(kinds: readonly KindFace[], number: string): Promise<string> {
  for (const { path } of kinds) {
    const { items } = await call('GET', `/v1/${path}?limit=10&q=${encodeURIComponent(number)}`);
    const found = items.find((one) => one.number === number);
    if (found === undefined) continue;
    const { id } = await call('POST', `/v1/${path}/${found.id}/exports`, {
      headers: { 'idempotency-key': freshId() },
    });
    return id;
  }
  throw new Problem(404, { code: 'NotFound', detail: `没有编号为${number}的事项，请核对编号。` });
}
