import { Alert, App, Progress } from 'antd';
import { useEffect, useState } from 'react';
import type { Schema } from '../../client/answers.ts';
import { call } from '../../client/api.ts';
import { isRunning, useJob } from '../../client/job.ts';
import { useMay } from '../../client/may.ts';
import { changed } from '../../client/queries.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import { chineseDay, chineseTime } from '../../parts/chinese.ts';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { Records } from '../../parts/records.tsx';
import type { PolicyVersion } from './policy.ts';
import { RehearsalFound } from './rehearsal-found.tsx';
import { freshId } from '../../client/fresh-id.ts';

type Rehearsal = Schema<'Rehearsal'>;

const PERIOD = {
  type: 'object',
  required: ['from', 'to'],
  properties: {
    from: { type: 'string', format: 'date', title: '起始日期' },
    to: { type: 'string', format: 'date', title: '截止日期（须已过去）' },
  },
} as const;

/** 预演: what a version would have changed in a time that is over, and the rehearsals before. */
export function Rehearsals({ version }: { readonly version: PolicyVersion }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const { message } = App.useApp();
  const isMine = useMay(['auditor', 'admin', 'office', 'leader']);
  if (!isMine) return null;
  return (
    <Sheet title="预演：用这一版重走过去一段时间">
      <div className="policy-period">
        <SchemaForm
          name={`rehearsal.${version.id}`}
          schema={PERIOD}
          submit="开始预演"
          onSubmit={async (body) => {
            const { from, to } = body as { from: string; to: string };
            const { id } = await call('POST', '/v1/rehearsals', {
              body: { policy: version.id, from, to },
              headers: { 'idempotency-key': freshId() },
            });
            setChosen(id);
            message.success('预演已开始，可以离开本页。');
            await changed('/v1/rehearsals?');
          }}
        />
      </div>
      {chosen === null ? null : <One key={chosen} id={chosen} />}
      <Read path="/v1/rehearsals?limit=50">
        {({ items }) => (
          <Earlier items={items.filter(({ policy }) => policy.name === version.id)} onChoose={setChosen} />
        )}
      </Read>
    </Sheet>
  );
}

interface EarlierProps {
  readonly items: readonly Rehearsal[];
  readonly onChoose: (id: string) => void;
}

function Earlier({ items, onChoose }: EarlierProps) {
  if (items.length === 0) return null;
  return (
    <Records
      label="历次预演"
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        {
          title: '时段',
          cell: ({ id, from, to }) => (
            <button
              type="button"
              className="link"
              onClick={() => {
                onChoose(id);
              }}
            >
              {chineseDay(from)}至{chineseDay(to)}
            </button>
          ),
        },
        { title: '预演时间', cell: ({ at }) => chineseTime(at) },
        { title: '状态', cell: ({ status }) => ({ running: '正在预演', done: '已完成', failed: '没有完成' })[status] },
      ]}
    />
  );
}

function One({ id }: { readonly id: string }) {
  const { data } = useJob(`/v1/rehearsals/${id}`);
  const hasEnded = data !== undefined && !isRunning(data);
  useEffect(() => {
    if (hasEnded) void changed('/v1/rehearsals?');
  }, [hasEnded]);
  if (data === undefined) return null;
  const { progress, status, result } = data;
  if (isRunning(data))
    return (
      <div role="status" className="policy-progress">
        <Progress
          percent={progress.total === 0 ? 0 : Math.floor((100 * progress.done) / progress.total)}
          status="active"
          aria-label="预演的进度"
        />
        正在重走，已{progress.done}件，共{progress.total}件
      </div>
    );
  if (status === 'failed' || result === null)
    return <Alert type="error" showIcon title="预演没有完成。请缩短时段再试，仍不行的请告知系统管理员。" />;
  return <RehearsalFound found={result} />;
}
