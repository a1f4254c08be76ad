import { App, Button } from 'antd';
import { Link } from 'react-router';
import type { Answer } from '../../client/answers.ts';
import { call } from '../../client/api.ts';
import { useKinds } from '../../client/kinds.ts';
import { wordsOf } from '../../client/problem.ts';
import { changed } from '../../client/queries.ts';
import { chineseNumber, chineseTime } from '../../parts/chinese.ts';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';

type Inbox = Answer<'/v1/inbox'>;
type Notice = Inbox['items'][number];

/** The post's unread notices; each leads to its matter, and is read when it is followed. */
export function Notices() {
  return (
    <Sheet title="通知">
      <Read path="/v1/inbox?unread=true&limit=6">
        {({ items, unread }) =>
          items.length === 0 ? (
            <p className="quiet desk-none">没有未读通知。</p>
          ) : (
            <Unread items={items} unread={unread} />
          )
        }
      </Read>
    </Sheet>
  );
}

function Unread({ items, unread }: Pick<Inbox, 'items' | 'unread'>) {
  const { message } = App.useApp();
  const read = async (notices: readonly Notice[]): Promise<void> => {
    try {
      for (const { id } of notices) await call('POST', `/v1/inbox/${id.toString()}/read`);
    } catch (error) {
      message.error(wordsOf(error));
    }
    await changed('/v1/inbox', '/v1/desk');
  };
  return (
    <>
      <ul className="rows">
        {items.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} onRead={() => void read([notice])} />
        ))}
      </ul>
      <div className="desk-foot">
        <span className="quiet">未读{chineseNumber(unread)}条</span>
        <Button onClick={() => void read(items)}>这{items.length}条都已读</Button>
      </div>
    </>
  );
}

function NoticeLine({ notice, onRead }: { readonly notice: Notice; readonly onRead: () => void }) {
  const path = useKinds().find(({ name }) => name === notice.kind)?.path ?? 'hazards';
  const to = notice.matterId === null ? `/${path}?open=true` : `/${path}/${notice.matterId}`;
  return (
    <li className="notice">
      <Link className="held-what" to={to} onClick={onRead}>
        <strong>{notice.title}</strong>
        {notice.count > 1 ? <span className="quiet">（{notice.count}件）</span> : null}
        <span className="held-where">{notice.body}</span>
        <span className="quiet number held-where">{chineseTime(notice.at)}</span>
      </Link>
      <Button aria-label={`标为已读：${notice.title}`} onClick={onRead}>
        已读
      </Button>
    </li>
  );
}
