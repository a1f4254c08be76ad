import { Button, Popconfirm, Progress as Bar } from 'antd';
import { useEffect } from 'react';
import { useSession } from '../client/session.ts';
import { chineseTime } from '../parts/chinese.ts';
import type { Entry } from './entry.ts';
import { Go } from './go.tsx';
import { useProgress, type Progress } from './progress.ts';
import { changeEntry, dropEntry, useQueue } from './queue.ts';
import { isOfPost, sendWaiting } from './send.ts';
import { useOnline } from './online.ts';
import './queue-list.css';

interface QueueListProps {
  /** What is shown elsewhere on the page. */
  readonly but?: string | null;
  /** Whether it is shown whole; otherwise in one line, unless somebody has to do something about it. */
  readonly isOpen?: boolean;
}

/** What this person has pressed and the system has not decided yet, with why and what to do; nothing when nothing waits. */
export function QueueList({ but = null, isOpen = false }: QueueListProps) {
  const queue = useQueue()?.filter(({ key }) => key !== but) ?? [];
  const session = useSession();
  useEffect(() => {
    // Whoever comes back or goes on as another post has theirs sent at once.
    void sendWaiting();
  }, [session?.token, session?.post]);
  if (queue.length === 0) return null;
  const held = queue.filter(({ state }) => state === 'held').length;
  return (
    <details className="sheet queue" open={isOpen || held > 0}>
      <summary>
        <h2>
          待发送 {queue.length} 条{held === 0 ? null : <span className="late">，其中 {held} 条要修改</span>}
        </h2>
      </summary>
      <ul className="rows" aria-live="polite">
        {queue.map((entry) => (
          <QueueLine key={entry.key} entry={entry} />
        ))}
      </ul>
    </details>
  );
}

function QueueLine({ entry }: { readonly entry: Entry }) {
  const isOnline = useOnline();
  return (
    <li className="queue-one">
      <div>
        <strong>{entry.title}</strong>
        <div className="quiet number">
          {chineseTime(entry.madeAt)}填写{entry.photos.length === 0 ? '' : ` · 照片${entry.photos.length.toString()}张`}
        </div>
      </div>
      <QueueState entry={entry} />
      <div className="queue-acts">
        {entry.state === 'held' || !entry.tried ? <EditLink entry={entry} /> : null}
        {entry.state === 'held' || !isOnline || !isOfPost(entry) ? null : (
          <Button onClick={() => void sendWaiting()}>{entry.state === 'noted' ? '查询结果' : '立即发送'}</Button>
        )}
        {entry.state === 'noted' ? null : (
          <Popconfirm
            title={
              entry.tried && entry.state === 'waiting'
                ? '删除后不再发送。此前可能已经送达，送达的不能撤回。'
                : '删除后，填写的内容和照片不再保留。'
            }
            okText="删除"
            cancelText="保留"
            onConfirm={() => void dropEntry(entry.key)}
          >
            <Button danger>删除</Button>
          </Popconfirm>
        )}
      </div>
    </li>
  );
}

function EditLink({ entry }: { readonly entry: Entry }) {
  return (
    <Go
      to={`${entry.page}?entry=${entry.key}`}
      onClick={() => {
        if (entry.state === 'waiting') void changeEntry(entry.key, { state: 'held', said: null });
      }}
    >
      修改
    </Go>
  );
}

/** Where an act stands, in words; how far its pictures are while they go up. */
export function QueueState({ entry }: { readonly entry: Entry }) {
  const progress = useProgress();
  const isOnline = useOnline();
  if (progress?.key === entry.key) return <Sending progress={progress} />;
  const { words, look } = stateOf(entry, isOnline);
  return <div className={look}>{words}</div>;
}

function Sending({ progress: { photo, of, part } }: { readonly progress: Progress }) {
  if (of === 0 || (photo === of && part === 1)) return <div role="status">正在发送……</div>;
  const percent = Math.round(((photo - 1 + part) / of) * 100);
  return (
    <div>
      正在上传照片，第{photo}张，共{of}张
      <Bar percent={percent} aria-label="照片上传进度" />
    </div>
  );
}

function stateOf(entry: Entry, isOnline: boolean): { readonly words: string; readonly look: string } {
  const { state, said, postTitle } = entry;
  if (state === 'held')
    return said === null
      ? { words: '正在修改，改好后再次提交才会发送。', look: 'soon' }
      : { words: `没有受理：${said}请修改后再次提交。`, look: 'late' };
  if (!isOfPost(entry)) return { words: `这是以“${postTitle}”填写的：请在“我的”切换到该岗位，再发送。`, look: 'soon' };
  if (state === 'noted') return { words: '系统已收到，正在办理，结果会显示在这里。', look: 'quiet' };
  if (!isOnline) return { words: '已保存在本机，联网后自动发送。', look: 'soon' };
  return { words: said === null ? '等待发送，将自动重试。' : `还没有送达：${said}将自动重试。`, look: 'soon' };
}
