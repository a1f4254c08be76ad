import { Alert, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { call } from '../../client/api.ts';
import { wordsOf } from '../../client/problem.ts';
import { changed } from '../../client/queries.ts';
import { Read } from '../../parts/read.tsx';

const PATH = '/v1/account/identities';

/** By which identities of a government platform this account signs in. */
export function Identities() {
  const [error, setError] = useState<unknown>(null);
  const unlink = async (id: string): Promise<void> => {
    setError(null);
    try {
      await call('DELETE', `${PATH}/${id}`);
    } catch (thrown) {
      setError(thrown);
    }
    await changed(PATH);
  };
  return (
    <Read path={PATH}>
      {({ items }) => (
        <>
          {items.length === 0 ? <p className="quiet">没有关联政务平台的身份。</p> : null}
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
                  <Button aria-label={`解除关联${subject}`}>解除</Button>
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
