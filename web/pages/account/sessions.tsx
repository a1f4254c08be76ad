import { Alert, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import type { Item } from '../../client/answers.ts';
import { call } from '../../client/api.ts';
import { wordsOf } from '../../client/problem.ts';
import { changed } from '../../client/queries.ts';
import { chineseTime } from '../../parts/chinese.ts';
import { Read } from '../../parts/read.tsx';
import { deviceOf } from './device.ts';

const PATH = '/v1/account/sessions';
const METHODS: Readonly<Record<string, string>> = { password: '密码', totp: '密码和动态口令', oidc: '政务平台' };
/** What is shown at first: the rest are old. */
const FEW = 5;

type OwnSession = Item<'/v1/account/sessions'>;

/** Where one is signed in, and ending it there. */
export function Sessions() {
  const [error, setError] = useState<unknown>(null);
  const [isAll, setAll] = useState(false);
  const end = async (path: string): Promise<void> => {
    setError(null);
    try {
      await call('DELETE', path);
    } catch (thrown) {
      setError(thrown);
    }
    await changed(PATH);
  };
  return (
    <Read path={PATH}>
      {({ items }) => {
        const sorted = items.toSorted((a, b) => Number(b.current) - Number(a.current));
        return (
          <>
            <ul className="rows">
              {(isAll ? sorted : sorted.slice(0, FEW)).map((one) => (
                <SessionLine key={one.id} one={one} onEnd={() => end(`${PATH}/${one.id}`)} />
              ))}
            </ul>
            <div className="account-acts">
              {isAll || items.length <= FEW ? null : (
                <Button
                  onClick={() => {
                    setAll(true);
                  }}
                >
                  全部{items.length.toString()}个
                </Button>
              )}
              {items.length < 2 ? null : (
                <Popconfirm
                  title="其他设备须重新登录，尚未提交的内容保留在各自设备上。"
                  okText="全部结束"
                  cancelText="取消"
                  onConfirm={() => void end(PATH)}
                >
                  <Button danger>结束其他全部</Button>
                </Popconfirm>
              )}
            </div>
            {error === null ? null : <Alert type="error" showIcon title={wordsOf(error)} />}
          </>
        );
      }}
    </Read>
  );
}

function SessionLine({ one, onEnd }: { readonly one: OwnSession; readonly onEnd: () => Promise<void> }) {
  const { agent, address, method, createdAt, lastSeenAt, current } = one;
  return (
    <li className="row">
      <span className="wide">
        {deviceOf(agent)}
        {current ? <strong> 本机</strong> : null}
        <br />
        <span className="quiet number">
          {METHODS[method] ?? '其他方式'}登录 · {chineseTime(createdAt)} · 地址{address ?? '不详'}
          {current || lastSeenAt === null ? '' : ` · 最近使用${chineseTime(lastSeenAt)}`}
        </span>
      </span>
      {current ? null : (
        <Button aria-label={`结束${deviceOf(agent)}${chineseTime(createdAt)}的登录`} onClick={() => void onEnd()}>
          结束
        </Button>
      )}
    </li>
  );
}
