import { Alert, App, Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { call } from '../../client/api.ts';
import { isRunning, useJob } from '../../client/job.ts';
import { wordsOf } from '../../client/problem.ts';
import { changed } from '../../client/queries.ts';
import { chineseNumber, chineseTime } from '../../parts/chinese.ts';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { Records } from '../../parts/records.tsx';
import { AuditRun, type Run } from './audit-run.tsx';
import './proof.css';
import { freshId } from '../../client/fresh-id.ts';

/** Verifying many matters at once: all, or those that are named by their numbers. */
export function Audits() {
  const [names, setNames] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { message } = App.useApp();
  const listed = names.split(/[\s,，、;；]+/).filter((name) => name !== '');
  const start = async (): Promise<void> => {
    setError(null);
    try {
      const { id } = await call('POST', '/v1/audits', {
        body: listed.length === 0 ? {} : { matters: [...new Set(listed)] },
        headers: { 'idempotency-key': freshId() },
      });
      setChosen(id);
      message.success('核验已开始，可以离开本页。');
      await changed('/v1/audits?');
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <Sheet title="批量核验">
      <label htmlFor="proof-names">事项编号（每行一个；不填则核验全部）</label>
      <Input.TextArea
        id="proof-names"
        className="proof-gap"
        autoSize={{ minRows: 2, maxRows: 8 }}
        value={names}
        onChange={({ target }) => {
          setNames(target.value);
        }}
      />
      {error === null ? null : <Alert className="proof-gap" type="error" showIcon title={wordsOf(error)} />}
      <Button type="primary" size="large" className="proof-gap" onClick={() => void start()}>
        {listed.length === 0 ? '核验全部事项' : `核验${listed.length.toString()}件`}
      </Button>
      {chosen === null ? null : <Chosen key={chosen} id={chosen} />}
      <Read path="/v1/audits?limit=50">
        {({ items }) => (items.length === 0 ? null : <Earlier runs={items} onChoose={setChosen} />)}
      </Read>
    </Sheet>
  );
}

function Chosen({ id }: { readonly id: string }) {
  const { data } = useJob(`/v1/audits/${id}`);
  const hasEnded = data !== undefined && !isRunning(data);
  useEffect(() => {
    if (hasEnded) void changed('/v1/audits?');
  }, [hasEnded]);
  return data === undefined ? null : <AuditRun run={data} />;
}

interface EarlierProps {
  readonly runs: readonly Run[];
  readonly onChoose: (id: string) => void;
}

function Earlier({ runs, onChoose }: EarlierProps) {
  return (
    <>
      <h3>历次核验</h3>
      <Records
        label="历次核验"
        rows={runs}
        keyOf={({ id }) => id}
        columns={[
          {
            title: '时间',
            cell: ({ id, at }) => (
              <button
                type="button"
                className="proof-link"
                onClick={() => {
                  onChoose(id);
                }}
              >
                {chineseTime(at)}
              </button>
            ),
          },
          { title: '范围', cell: ({ asked }) => (asked === null ? '全部' : `指定${chineseNumber(asked)}件`) },
          { title: '核验', cell: ({ checked }) => (checked === null ? '—' : `${chineseNumber(checked)}件`) },
          { title: '结论', cell: (run) => <Conclusion run={run} /> },
        ]}
      />
    </>
  );
}

function Conclusion({ run: { status, differs } }: { readonly run: Run }) {
  if (status === 'running') return '正在核验';
  if (status === 'failed') return <span className="late">× 没有完成</span>;
  return differs === 0 ? <span className="well">✓ 全部一致</span> : <span className="late">× {differs}件不一致</span>;
}
