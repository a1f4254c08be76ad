import { Alert, Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import './accounts.css';

interface ShownOnceProps {
  readonly title: string;
  /** What it is, to whom it is to be handed, and until when it is good. */
  readonly about: string;
  readonly secret: string;
  readonly onKept: () => void;
}

/** A secret that the system does not know any more: shown until whoever reads it says that they have it. */
export function ShownOnce({ title, about, secret, onKept }: ShownOnceProps) {
  const shown = useRef<HTMLElement>(null);
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(secret);
      setSaid('已复制。');
    } catch {
      // Without TLS a browser has no clipboard: it is marked, for whoever copies it by hand.
      if (shown.current !== null) getSelection()?.selectAllChildren(shown.current);
      setSaid('浏览器不允许自动复制，已选中，请按 Ctrl+C 复制。');
    }
  };
  return (
    <Modal open title={title} footer={null} closable={false} mask={{ closable: false }} keyboard={false}>
      <Alert type="warning" showIcon title={`${about}只显示这一次，关闭后无法再次查看。`} />
      <p>
        <code ref={shown} className="shown-once">
          {secret}
        </code>
      </p>
      <div className="account-acts">
        <Button size="large" onClick={() => void copy()}>
          复制
        </Button>
        <Button size="large" type="primary" onClick={onKept}>
          已记下，关闭
        </Button>
      </div>
      <p className="quiet" role="status">
        {said}
      </p>
    </Modal>
  );
}
