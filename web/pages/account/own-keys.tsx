import { Alert, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { call } from '../../client/api.ts';
import { wordsOf } from '../../client/problem.ts';
import { changed, useRead } from '../../client/queries.ts';
import type { SignedIn } from '../../client/session.ts';
import { chineseTime } from '../../parts/chinese.ts';
import { Sheet } from '../../parts/page.tsx';
import { KeyState, waitsForWord } from '../api-keys/key-state.tsx';
import { useScopeWords } from '../api-keys/scope-words.ts';

const PATH = '/v1/api-keys';

/** Keys that act in one's own name: each opens something only when one has said so here. */
export function OwnKeys({ session }: { readonly session: SignedIn }) {
  const { data } = useRead(PATH);
  const words = useScopeWords();
  const [error, setError] = useState<unknown>(null);
  const own = (data?.items ?? []).filter(({ person, revokedAt }) => person === session.person && revokedAt === null);
  if (own.length === 0) return null;
  const confirm = async (id: string): Promise<void> => {
    setError(null);
    try {
      await call('POST', `${PATH}/${id}/confirmations`);
    } catch (thrown) {
      setError(thrown);
    }
    await changed(PATH);
  };
  return (
    <Sheet title="以本人名义的接口密钥">
      <ul className="rows">
        {own.map((apiKey) => (
          <li key={apiKey.id} className="row">
            <span className="wide">
              {apiKey.name}
              <br />
              <span className="quiet">
                {apiKey.scopes.map((scope) => words[scope] ?? scope).join('、')} · {chineseTime(apiKey.expiresAt)}止 ·{' '}
                <KeyState apiKey={apiKey} />
              </span>
            </span>
            {waitsForWord(apiKey) ? (
              <Popconfirm
                title="确认后，该系统即以您的名义办理，由您负责。不认识这个系统的，请勿确认，并告知系统管理员。"
                okText="确认"
                cancelText="先不确认"
                onConfirm={() => void confirm(apiKey.id)}
              >
                <Button aria-label={`确认${apiKey.name}`}>确认使用</Button>
              </Popconfirm>
            ) : null}
          </li>
        ))}
      </ul>
      {error === null ? null : <Alert type="error" showIcon title={wordsOf(error)} />}
    </Sheet>
  );
}
