import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../client/api.ts';
import { Problem, wordsOf } from '../../client/problem.ts';
import { changed } from '../../client/queries.ts';
import { readSessionAgain } from './session-now.ts';

interface Given {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

/** Changes the password; all other sessions end by it, and whoever had to change it goes on working. */
export function Password() {
  const [form] = Form.useForm<Given>();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const { message } = App.useApp();
  const change = async ({ current, next }: Given): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await call('POST', '/v1/account/password', { body: { current, next } });
      form.resetFields();
      message.success('密码已修改，其他设备须用新密码重新登录。');
      await readSessionAgain();
      await changed('/v1/account');
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.code === 'PasswordUnfit')
        form.setFields([{ name: 'next', errors: thrown.errors.map(({ detail }) => detail) }]);
      else if (thrown instanceof Problem && thrown.code === 'WrongPassword')
        form.setFields([{ name: 'current', errors: ['现密码不正确，请重新填写。'] }]);
      else setError(thrown);
    }
    setBusy(false);
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(given: Given) => void change(given)}>
      <Form.Item name="current" label="现密码" rules={[{ required: true, message: '请填写现密码' }]}>
        <Input.Password autoComplete="current-password" size="large" />
      </Form.Item>
      <Form.Item
        name="next"
        label="新密码"
        extra="至少12个字符，大写字母、小写字母、数字、其他字符中至少三种（20个字符以上不限）；不含本人姓名和用户名。"
        rules={[{ required: true, message: '请填写新密码' }]}
      >
        <Input.Password autoComplete="new-password" size="large" />
      </Form.Item>
      <Form.Item
        name="again"
        label="再填一次新密码"
        dependencies={['next']}
        rules={[
          { required: true, message: '请再填一次新密码' },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === undefined || value === '' || value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error('两次填写的新密码不一样')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" size="large" />
      </Form.Item>
      {error === null ? null : <Alert type="error" showIcon title={wordsOf(error)} style={{ marginBottom: 16 }} />}
      <Button type="primary" htmlType="submit" size="large" loading={isBusy}>
        修改密码
      </Button>
    </Form>
  );
}
