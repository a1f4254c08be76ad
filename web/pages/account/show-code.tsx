import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../client/api.ts';
import { wordsOf } from '../../client/problem.ts';
import { readSessionAgain } from './session-now.ts';

/** The code of whoever came by a government platform and has a second factor here. */
export function ShowCode() {
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const show = async (body: { readonly code: string }): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await call('POST', '/v1/sessions/second-factor', { body });
      await readSessionAgain();
    } catch (thrown) {
      setError(thrown);
    }
    setBusy(false);
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(given: { code: string }) => void show(given)}>
      <Form.Item name="code" label="动态口令或备用码" rules={[{ required: true, message: '请填写动态口令或备用码' }]}>
        <Input autoComplete="one-time-code" size="large" />
      </Form.Item>
      {error === null ? null : <Alert type="error" showIcon title={wordsOf(error)} style={{ marginBottom: 16 }} />}
      <Button type="primary" htmlType="submit" size="large" loading={isBusy}>
        验证
      </Button>
    </Form>
  );
}
