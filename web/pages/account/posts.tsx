import { Alert, Button } from 'antd';
import { useState } from 'react';
import { call } from '../../client/api.ts';
import { wordsOf } from '../../client/problem.ts';
import type { SignedIn } from '../../client/session.ts';
import { Read } from '../../parts/read.tsx';
import { goOnAs } from './session-now.ts';

/** The posts that one holds today: one acts as one of them at a time. */
export function Posts({ session }: { readonly session: SignedIn }) {
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const go = async (post: string): Promise<void> => {
    setBusy(post);
    setError(null);
    try {
      goOnAs(await call('POST', '/v1/sessions/post', { body: { post } }));
    } catch (thrown) {
      setError(thrown);
    }
    setBusy(null);
  };
  return (
    <Read path="/v1/account/posts">
      {({ items }) =>
        items.length < 2 ? null : (
          <>
            <h3>切换岗位</h3>
            <ul className="rows">
              {items.map(({ post, postTitle, unitName, isOwn }) => (
                <li key={post} className="row">
                  <span className="wide">
                    {postTitle}
                    {isOwn ? '（本职）' : ''}
                    <br />
                    <span className="quiet">{unitName}</span>
                  </span>
                  {post === session.post ? (
                    <strong>现在的岗位</strong>
                  ) : (
                    <Button loading={busy === post} onClick={() => void go(post)} aria-label={`切换到${postTitle}`}>
                      切换
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {error === null ? null : <Alert type="error" showIcon title={wordsOf(error)} />}
          </>
        )
      }
    </Read>
  );
}
