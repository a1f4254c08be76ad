import { Alert, App, Button, Modal, Progress } from 'antd';
import { useState } from 'react';
import { call } from '../../client/api.ts';
import { isRunning, useJob } from '../../client/job.ts';
import { COUNTY, useMay } from '../../client/may.ts';
import { changed } from '../../client/queries.ts';
import { useSession } from '../../client/session.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import type { PolicyVersion } from './policy.ts';

type Act = 'publish' | 'apply';

const ACTS: Readonly<Record<Act, string>> = { publish: '发布', apply: '适用于在办事项' };
const REASON = {
  type: 'object',
  required: ['reason'],
  properties: { reason: { type: 'string', title: '理由', maxLength: 500 } },
} as const;

/** Publishing a draft, and applying what is published to matters under way, with how far that is. */
export function PublishActs({ version }: { readonly version: PolicyVersion }) {
  const [open, setOpen] = useState<Act | null>(null);
  const [revision, setRevision] = useState<string | null>(null);
  const { message } = App.useApp();
  const isMine = useMay(COUNTY);
  const isDrafter = useSession()?.person === version.draftedBy;
  if (!isMine) return null;
  const act: Act = version.status === 'draft' ? 'publish' : 'apply';
  return (
    <>
      <Button
        type={act === 'publish' ? 'primary' : 'default'}
        size="large"
        disabled={act === 'publish' && isDrafter}
        onClick={() => {
          setOpen(act);
        }}
      >
        {ACTS[act]}
      </Button>
      {act === 'publish' && isDrafter ? <span className="soon">草案是您拟的，须由另一人发布。</span> : null}
      {revision === null ? null : <Applied id={revision} />}
      {open === null ? null : (
        <Modal
          open
          title={`${ACTS[open]}第${version.version.toString()}版`}
          footer={null}
          onCancel={() => {
            setOpen(null);
          }}
        >
          <SchemaForm
            name={`policy.${open}.${version.id}`}
            schema={REASON}
            submit={ACTS[open]}
            onSubmit={async (body) => {
              const answer = await call('POST', `/v1/registers/policies/${version.id}/${open}`, { body });
              if (open === 'apply') setRevision(answer.id);
              message.success(open === 'apply' ? '已开始适用。' : '已发布。');
              setOpen(null);
              await changed('/v1/registers/policies');
            }}
          />
        </Modal>
      )}
    </>
  );
}

function Applied({ id }: { readonly id: string }) {
  const { data } = useJob(`/v1/revisions/${id}`);
  if (data === undefined) return null;
  const { total, done, refused, refusals } = data;
  return (
    <div role="status" className="policy-progress">
      <Progress
        percent={total === 0 ? 100 : Math.floor((100 * (done + refused)) / total)}
        aria-label="适用的进度"
        status={isRunning(data) ? 'active' : 'normal'}
      />
      {total === 0 ? '没有在办事项需要改用这一版。' : `共${total.toString()}件，已适用${done.toString()}件`}
      {refused === 0 ? null : (
        <Alert
          type="warning"
          title={`${refused.toString()}件没有适用：${refusals.map(({ number }) => number).join('、')}`}
        />
      )}
    </div>
  );
}
