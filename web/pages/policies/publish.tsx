import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { call } from '../../client/api.ts';
import { COUNTY, useMay } from '../../client/may.ts';
import { changed } from '../../client/queries.ts';
import { useSession } from '../../client/session.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import { Applied } from './applied.tsx';
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
  const { message } = App.useApp();
  const isMine = useMay(COUNTY);
  const isDrafter = useSession()?.person === version.draftedBy;
  if (!isMine) return <Applied subject={version.id} />;
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
      <Applied subject={version.id} />
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
              await call('POST', `/v1/registers/policies/${version.id}/${open}`, { body });
              message.success(open === 'apply' ? '已开始适用。' : '已发布。');
              setOpen(null);
              await changed('/v1/registers/policies', '/v1/revisions?');
            }}
          />
        </Modal>
      )}
    </>
  );
}
