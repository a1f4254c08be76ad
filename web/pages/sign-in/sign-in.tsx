import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../client/api.ts';
import { Problem, wordsOf } from '../../client/problem.ts';
import { queries, useRead } from '../../client/queries.ts';
import { setSession } from '../../client/session.ts';

interface Given {
  readonly username: string;
  readonly password: string;
  readonly code?: string;
}

/** Name and password, and the one-time code of whoever has bound one. */
export function SignIn() {
  const [error, setError] = useState<unknown>(null);
  const [needsCode, setNeedsCode] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const signIn = async (given: Given): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const signed = await call('POST', '/v1/sessions', { body: given });
      // What somebody else was shown is not shown on.
      queries.clear();
      setSession(signed);
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.code === 'SecondFactorRequired' && !needsCode) setNeedsCode(true);
      else setError(thrown);
    }
    setBusy(false);
  };
  return (
    <Form layout="vertical" size="large" requiredMark={false} onFinish={(given: Given) => void signIn(given)}>
      <Form.Item name="username" label="用户名" rules={[{ required: true, message: '请填写用户名' }]}>
        <Input autoComplete="username" autoFocus />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      {needsCode ? (
        <Form.Item name="code" label="动态口令或备用码" rules={[{ required: true, message: '请填写动态口令' }]}>
          <Input inputMode="numeric" autoComplete="one-time-code" autoFocus />
        </Form.Item>
      ) : null}
      {error === null ? null : <Alert type="error" showIcon title={saidOf(error)} style={{ marginBottom: 16 }} />}
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        登录
      </Button>
      <ByPlatform />
    </Form>
  );
}

/** The way by the government platform, where the county has one. */
function ByPlatform() {
  const { data } = useRead('/v1/public/sign-in');
  if (data?.platform !== true) return null;
  return (
    <Button href="/v1/oidc/start" block style={{ marginTop: 12 }}>
      统一身份认证登录
    </Button>
  );
}

function saidOf(error: unknown): string {
  const isWrong = error instanceof Problem && error.code === 'WrongCredentials';
  return isWrong
    ? `${error.message}请核对大小写；连续多次不正确，账号会暂停登录。忘记密码请找系统管理员重置。`
    : wordsOf(error);
}
