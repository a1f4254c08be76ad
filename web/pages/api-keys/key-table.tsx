import { Alert, Button, Empty, Popconfirm } from 'antd';
import { useState } from 'react';
import { call } from '../../client/api.ts';
import { useMay } from '../../client/may.ts';
import { wordsOf } from '../../client/problem.ts';
import { changed } from '../../client/queries.ts';
import { chineseTime } from '../../parts/chinese.ts';
import { Name } from '../../parts/name.tsx';
import { Read } from '../../parts/read.tsx';
import { Records, type Column } from '../../parts/records.tsx';
import { useScopeWords } from './scope-words.ts';
import { KeyState, type ApiKey } from './key-state.tsx';

const PATH = '/v1/api-keys';

/** All keys; 系统管理员 and 安全管理员 end one at once. */
export function KeyTable() {
  const words = useScopeWords();
  const mayRevoke = useMay(['admin', 'security']);
  const [error, setError] = useState<unknown>(null);
  const revoke = async (id: string): Promise<void> => {
    setError(null);
    try {
      await call('DELETE', `${PATH}/${id}`);
    } catch (thrown) {
      setError(thrown);
    }
    await changed(PATH);
  };
  const columns: readonly Column<ApiKey>[] = [
    { title: '名称', cell: ({ name }) => name },
    { title: '负责人', cell: ({ person }) => <Name id={person} /> },
    { title: '岗位', cell: ({ post }) => <Name id={post} /> },
    { title: '权限', cell: ({ scopes }) => scopes.map((scope) => words[scope] ?? scope).join('、') },
    { title: '有效期止', cell: ({ expiresAt }) => chineseTime(expiresAt) },
    {
      title: '最近使用',
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? <span className="quiet none">—</span> : chineseTime(lastUsedAt)),
    },
    { title: '状态', cell: (apiKey) => <KeyState apiKey={apiKey} /> },
    ...(mayRevoke ? [{ title: '办理', cell: (apiKey: ApiKey) => <Revoke apiKey={apiKey} onRevoke={revoke} /> }] : []),
  ];
  return (
    <Read path={PATH}>
      {({ items }) => (
        <>
          {error === null ? null : <Alert type="error" showIcon title={wordsOf(error)} />}
          {items.length === 0 ? (
            <Empty description="还没有签发接口密钥" />
          ) : (
            <Records label="接口密钥" columns={columns} rows={items} keyOf={({ id }) => id} />
          )}
        </>
      )}
    </Read>
  );
}

interface RevokeProps {
  readonly apiKey: ApiKey;
  readonly onRevoke: (id: string) => Promise<void>;
}

function Revoke({ apiKey: { id, name, revokedAt }, onRevoke }: RevokeProps) {
  if (revokedAt !== null) return <span className="quiet none">—</span>;
  return (
    <Popconfirm
      title="注销后即时失效，不能恢复；使用它的系统随即不能调用。"
      okText="注销"
      cancelText="保留"
      onConfirm={() => void onRevoke(id)}
    >
      <Button danger aria-label={`注销${name}`}>
        注销
      </Button>
    </Popconfirm>
  );
}
