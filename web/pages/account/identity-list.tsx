import { Alert, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { call } from '../../client/api.ts';
import { wordsOf } from '../../client/problem.ts';
import { changed } from '../../client/queries.ts';
import { Read } from '../../parts/read.tsx';

type Path = '/v1/account/identities' | `/v1/accounts/${string}/identities`;

/** The identities of a government platform that are linked to an account; each may be parted from it. */
export function IdentityList({ path }: { readonly path: Path }) {
  const [error, setError] = useState<unknown>(null);
  const unlink = async (id: string): Promise<void> => {
    setError(null);
    try {
      await call('DELETE', `${path}/${id}`);
    } catch (thrown) {
      setError(thrown);
    }
    await changed(path);
  };
  return (
    <Read path={path}>
      {({ items }) => (
        <>
          {items.length === 0 ? <p className="quiet">没有绑定政务平台的身份。</p> : null}
          <ul className="rows">
            {items.map(({ id, issuer, subject }) => (
              <li key={id} className="row">
                <span className="wide">
                  {subject}
                  <br />
                  <span className="quiet">{issuer}</span>
                </span>
                <Popconfirm
                  title="解除后不能再以这个身份登录。"
                  okText="解除"
                  cancelText="保留"
                  onConfirm={() => void unlink(id)}
                >
                  <Button aria-label={`解除绑定${subject}`}>解除</Button>
                </Popconfirm>
              </li>
            ))}
          </ul>
          {error === null ? null : <Alert type="error" showIcon title={wordsOf(error)} />}
        </>
      )}
    </Read>
  );
}
