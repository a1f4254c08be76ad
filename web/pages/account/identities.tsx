import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../client/api.ts';
import { wordsOf } from '../../client/problem.ts';
import { useRead } from '../../client/queries.ts';
import { IdentityList } from './identity-list.tsx';

const PATH = '/v1/account/identities';

/** By which identities of a government platform this account signs in, and binding one where the county has a platform. */
export function Identities() {
  const { data } = useRead('/v1/public/sign-in');
  return (
    <>
      <IdentityList path={PATH} />
      {data?.platform === true ? <Bind /> : null}
    </>
  );
}

/** Shows the password again and goes to the platform, which sends back here whom it knows. */
function Bind() {
  const [isOpen, setOpen] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const go = async (body: { readonly password: string }): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      location.assign((await call('POST', PATH, { body })).url);
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  if (!isOpen)
    return (
      <Button
        size="large"
        onClick={() => {
          setOpen(true);
        }}
      >
        绑定政务平台身份
      </Button>
    );
  return (
    <Form
      name="identity"
      layout="vertical"
      requiredMark={false}
      onFinish={(given: { password: string }) => void go(given)}
    >
      <p>填写本系统的登录密码后，转到统一身份认证平台登录一次；以后可从平台登录本系统。</p>
      <Form.Item name="password" label="登录密码" rules={[{ required: true, message: '请填写登录密码' }]}>
        <Input.Password autoComplete="current-password" size="large" />
      </Form.Item>
      {error === null ? null : <Alert type="error" showIcon title={wordsOf(error)} />}
      <Button type="primary" htmlType="submit" size="large" loading={isBusy}>
        去平台绑定
      </Button>
    </Form>
  );
}
