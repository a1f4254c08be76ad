import { Alert, Button, Checkbox, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import { wordsOf } from '../../client/problem.ts';
import { Pad } from './pad.tsx';
import { currentHash, type SignRole, type WholeDocument } from './paper.ts';

interface SignProps {
  readonly document: WholeDocument;
  readonly role: SignRole;
  readonly onSign: (body: object) => Promise<void>;
}

interface Written {
  readonly name?: string;
  readonly refusal?: string;
  readonly witness?: string;
}

/** Signing on the pad, under the very edition that is shown; for the party also that it would not, before a witness. */
export function Sign({ document, role, onSign }: SignProps) {
  const [isRefused, setRefused] = useState(false);
  const [image, setImage] = useState<string | null>(null);
  const [isRead, setRead] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const hash = currentHash(document);
  const finish = async (written: Written): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await onSign({ role, hash, ...(isRefused ? {} : { image }), ...given(written), ...(await placeOf()) });
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Form layout="vertical" size="large" onFinish={(written: Written) => void finish(written)}>
      {role === 'party' ? <Whether isRefused={isRefused} onChange={setRefused} /> : null}
      {isRefused ? <Refusal /> : <Pad onChange={setImage} />}
      {role === 'party' && !isRefused ? (
        <Form.Item name="name" label="签名人姓名" rules={[{ required: true, message: '请填写签名人姓名' }]}>
          <Input maxLength={50} />
        </Form.Item>
      ) : null}
      <Form.Item>
        <Checkbox
          checked={isRead}
          onChange={({ target }) => {
            setRead(target.checked);
          }}
        >
          {role === 'party' ? '已向当事人出示' : '已阅看'}现行的第{document.edition}版
        </Checkbox>
      </Form.Item>
      {error === null ? null : <Alert type="error" showIcon title={wordsOf(error)} className="document-state" />}
      <Button
        type="primary"
        htmlType="submit"
        block
        loading={isBusy}
        disabled={!isRead || (!isRefused && image === null)}
      >
        {isRefused ? '记录拒签' : '签名'}
      </Button>
    </Form>
  );
}

function Whether({ isRefused, onChange }: { readonly isRefused: boolean; readonly onChange: (is: boolean) => void }) {
  return (
    <Segmented
      block
      aria-label="当事人是否签名"
      className="document-refuse"
      options={[
        { value: false, label: '签名' },
        { value: true, label: '拒绝签名' },
      ]}
      value={isRefused}
      onChange={onChange}
    />
  );
}

function Refusal() {
  return (
    <>
      <Form.Item name="refusal" label="拒签情况" rules={[{ required: true, message: '请填写拒签情况' }]}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="witness" label="见证人姓名" rules={[{ required: true, message: '拒签须有见证人' }]}>
        <Input maxLength={50} />
      </Form.Item>
    </>
  );
}

function given(written: Written): Written {
  return Object.fromEntries(
    Object.entries(written).flatMap(([name, text]: [string, string | undefined]) =>
      text === undefined || text.trim() === '' ? [] : [[name, text.trim()]],
    ),
  );
}

const PLACE_MS = 3_000;

/** Where it is signed, when the device is asked and says so in time; a signature does not wait for it. */
async function placeOf(): Promise<{ readonly place?: { readonly lat: number; readonly lon: number } }> {
  if (!('geolocation' in navigator)) return {};
  return await new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        resolve({ place: { lat: latitude, lon: longitude } });
      },
      () => {
        resolve({});
      },
      { timeout: PLACE_MS, maximumAge: 60_000 },
    );
    setTimeout(resolve, PLACE_MS, {});
  });
}
