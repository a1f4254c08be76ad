import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { Schema } from '../../client/answers.ts';
import { call } from '../../client/api.ts';
import { useMay } from '../../client/may.ts';
import { changed } from '../../client/queries.ts';
import { Page, Sheet } from '../../parts/page.tsx';
import { OfPerson } from '../accounts/of-person.tsx';
import { ShownOnce } from '../accounts/shown-once.tsx';
import { useBody } from '../registers/body.ts';
import { KeyTable } from './key-table.tsx';

/** 接口密钥: by which departments' systems call this one, each in the name of a person and within its scopes. */
export function ApiKeys() {
  return (
    <Page
      title="接口密钥"
      about="供部门的业务系统调用本系统：以一名在岗人员的名义办理，由其负责，最长一年。"
      actions={<Make />}
    >
      <Sheet>
        <KeyTable />
      </Sheet>
    </Page>
  );
}

/** A new key; its token is shown here and nowhere else. */
function Make() {
  const isMine = useMay(['admin']);
  const schema = useBody('POST', '/v1/api-keys');
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<Schema<'NewApiKey'> | null>(null);
  if (!isMine || schema === null) return null;
  const close = (): void => {
    setOpen(false);
  };
  return (
    <>
      <Button
        type="primary"
        size="large"
        onClick={() => {
          setOpen(true);
        }}
      >
        签发密钥
      </Button>
      <Modal open={isOpen} title="签发接口密钥" footer={null} onCancel={close} destroyOnHidden>
        <p>密钥以所选人员的经办岗位办理，其本人对使用负责，须由其登录后在“我的”中确认。不填有效期的，九十日后失效。</p>
        <OfPerson
          name="api-key.new"
          schema={schema}
          submit="签发"
          onSubmit={async (body) => {
            setMade(await call('POST', '/v1/api-keys', { body }));
            close();
            await changed('/v1/api-keys');
          }}
        />
      </Modal>
      {made === null ? null : (
        <ShownOnce
          title={`接口密钥：${made.name}`}
          about="请交给该系统的管理人员配置。负责人本人确认后方可使用。"
          secret={made.token}
          onKept={() => {
            setMade(null);
          }}
        />
      )}
    </>
  );
}
