import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../client/api.ts';
import { wordsOf } from '../../client/problem.ts';
import { readSessionAgain } from './session-now.ts';

interface Given {
  readonly password: string;
  readonly code: string;
}

/** Gives the second factor up, such as for a new phone: by password and code. */
export function Unbind() {
  const [isOpen, setOpen] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const { message } = App.useApp();
  const giveUp = async (body: Given): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await call('DELETE', '/v1/account/totp', { body });
      message.success('已解除动态口令，其他设备须重新登录。');
      await readSessionAgain();
    } catch (thrown) {
      setError(thrown);
    }
    setBusy(false);
  };
  if (!isOpen)
    return (
      <Button
        size="large"
        onClick={() => {
          setOpen(true);
        }}
      >
        更换手机或解除绑定
      </Button>
    );
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(given: Given) => void giveUp(given)}>
      <Form.Item name="password" label="登录密码" rules={[{ required: true, message: '请填写登录密码' }]}>
        <Input.Password autoComplete="current-password" size="large" />
      </Form.Item>
      <Form.Item name="code" label="动态口令或备用码" rules={[{ required: true, message: '请填写动态口令或备用码' }]}>
        <Input autoComplete="one-time-code" size="large" />
      </Form.Item>
      {error === null ? null : <Alert type="error" showIcon title={wordsOf(error)} style={{ marginBottom: 16 }} />}
      <Button danger htmlType="submit" size="large" loading={isBusy}>
        解除绑定
      </Button>
    </Form>
  );
}
