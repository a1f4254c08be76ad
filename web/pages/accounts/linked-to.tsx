import { Button, Modal } from 'antd';
import { useState } from 'react';
import { call } from '../../client/api.ts';
import { changed, useRead } from '../../client/queries.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import { Sheet } from '../../parts/page.tsx';
import { IdentityList } from '../account/identity-list.tsx';
import { useBody } from '../registers/body.ts';

/** By which identities of a government platform an account signs in, and writing one down where there is a platform. */
export function LinkedTo({ username }: { readonly username: string }) {
  const path = `/v1/accounts/${encodeURIComponent(username)}/identities` as const;
  const { data } = useRead('/v1/public/sign-in');
  const schema = useBody('POST', '/v1/accounts/{username}/identities');
  const [isOpen, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
  };
  if (data?.platform !== true || schema === null) return null;
  return (
    <Sheet title="政务平台身份">
      <IdentityList path={path} />
      <Button
        size="large"
        onClick={() => {
          setOpen(true);
        }}
      >
        登记平台身份
      </Button>
      <Modal open={isOpen} title="登记平台身份" footer={null} onCancel={close} destroyOnHidden>
        <SchemaForm
          name={`identity.${username}`}
          schema={schema}
          submit="登记"
          onSubmit={async (body) => {
            await call('POST', path, { body });
            close();
            await changed(path);
          }}
        />
      </Modal>
    </Sheet>
  );
}
