import { Alert, Button, Form, Input, QRCode } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Schema } from '../../client/answers.ts';
import { call } from '../../client/api.ts';
import { wordsOf } from '../../client/problem.ts';

type Pending = Schema<'PendingFactor'>;

interface StepProps {
  readonly isBusy: boolean;
  readonly said: ReactNode;
  readonly trying: (work: () => Promise<void>) => Promise<void>;
}

/** Binds an authenticator: the password again, then its picture is scanned, then its first code. */
export function Bind({ onBound }: { readonly onBound: (codes: readonly string[]) => void }) {
  const [pending, setPending] = useState<Pending | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const trying = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(thrown);
    }
    setBusy(false);
  };
  const said = error === null ? null : <Alert type="error" showIcon title={wordsOf(error)} />;
  const step = { isBusy, said, trying };
  return pending === null ? (
    <Begin {...step} onBegun={setPending} />
  ) : (
    <Confirm {...step} pending={pending} onBound={onBound} />
  );
}

function Begin({ isBusy, said, trying, onBegun }: StepProps & { readonly onBegun: (pending: Pending) => void }) {
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={(body: { password: string }) =>
        void trying(async () => {
          onBegun(await call('POST', '/v1/account/totp', { body }));
        })
      }
    >
      <p>绑定后，登录时除密码外还须填写手机上每30秒更换一次的六位数字。手机须先装有动态口令（身份验证器）软件。</p>
      <Form.Item name="password" label="登录密码" rules={[{ required: true, message: '请填写登录密码' }]}>
        <Input.Password autoComplete="current-password" size="large" />
      </Form.Item>
      {said}
      <Button type="primary" htmlType="submit" size="large" loading={isBusy}>
        开始绑定
      </Button>
    </Form>
  );
}

interface ConfirmProps extends StepProps {
  readonly pending: Pending;
  readonly onBound: (codes: readonly string[]) => void;
}

function Confirm({ pending: { uri, secret }, isBusy, said, trying, onBound }: ConfirmProps) {
  const confirm = async (body: { readonly code: string }): Promise<void> => {
    const path = '/v1/account/totp/confirm';
    onBound((await call('POST', path, { body })).recoveryCodes);
  };
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={(body: { code: string }) => void trying(() => confirm(body))}
    >
      <p>用动态口令软件扫描下图；软件就装在本机时，点“在本机打开”，或把密钥抄入软件。</p>
      <div className="factor-picture" role="img" aria-label="绑定动态口令的二维码，密钥见下">
        <QRCode value={uri} type="svg" size={200} color="#000000" bgColor="#ffffff" bordered={false} />
      </div>
      <p>
        <a href={uri}>在本机打开</a>
      </p>
      <p>
        密钥：<code className="factor-secret">{secret.replaceAll(/(.{4})/g, '$1 ').trim()}</code>
      </p>
      <Form.Item
        name="code"
        label="软件显示的六位动态口令"
        rules={[{ pattern: /^\d{6}$/, required: true, message: '请填写六位数字' }]}
      >
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} size="large" />
      </Form.Item>
      {said}
      <Button type="primary" htmlType="submit" size="large" loading={isBusy}>
        确认绑定
      </Button>
    </Form>
  );
}
