import { CheckCircleOutlined, ClockCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Sheet } from '../parts/page.tsx';
import type { Entry } from './entry.ts';
import { Go } from './go.tsx';
import { useSent } from './progress.ts';
import { QueueState } from './queue-list.tsx';
import { useQueue } from './queue.ts';
import './outcome.css';

interface OutcomeProps {
  readonly entryKey: string;
  /** What has been done, such as 已上报. */
  readonly done: string;
  /** Where the matter is read, once it is there. */
  readonly to: (id: string | undefined) => string | null;
  readonly again: { readonly label: string; readonly onClick: () => void } | null;
}

/** What becomes of what was just pressed: done, on its way, kept until there is a network, or not accepted and why. */
export function Outcome({ entryKey, done, to, again }: OutcomeProps) {
  const sent = useSent(entryKey);
  const entry = useQueue()?.find(({ key }) => key === entryKey);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, []);
  const link = sent === null ? null : to(sent.id);
  return (
    <Sheet>
      <div ref={box} className="outcome" tabIndex={-1} aria-live="polite">
        {sent === null ? <OnItsWay entry={entry} /> : <Done words={done} number={sent.number} />}
        <div className="outcome-acts">
          {link === null ? null : (
            <Go size="large" to={link}>
              查看办理情况
            </Go>
          )}
          {entry?.state === 'held' ? (
            <Go size="large" type="primary" to={`${entry.page}?entry=${entry.key}`} replace>
              修改后再次提交
            </Go>
          ) : null}
          {again === null ? null : (
            <Button size="large" onClick={again.onClick}>
              {again.label}
            </Button>
          )}
          <Go size="large" to="/">
            回工作台
          </Go>
        </div>
      </div>
    </Sheet>
  );
}

function Done({ words, number }: { readonly words: string; readonly number: string | undefined }) {
  return (
    <>
      <CheckCircleOutlined className="outcome-sign well" aria-hidden />
      <h2>{words}</h2>
      {number === undefined ? null : <div className="number">编号 {number}</div>}
    </>
  );
}

function OnItsWay({ entry }: { readonly entry: Entry | undefined }) {
  if (entry === undefined) return <h2>这一条已经不在待发送中。</h2>;
  return (
    <>
      {entry.state === 'held' ? (
        <ExclamationCircleOutlined className="outcome-sign late" aria-hidden />
      ) : (
        <ClockCircleOutlined className="outcome-sign soon" aria-hidden />
      )}
      <h2>{entry.state === 'held' ? '没有受理' : '已保存'}</h2>
      <QueueState entry={entry} />
    </>
  );
}
