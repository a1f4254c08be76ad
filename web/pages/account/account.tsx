import { QueueList } from '../../offline/queue-list.tsx';
import { useSession } from '../../client/session.ts';
import { Page, Sheet } from '../../parts/page.tsx';
import { Factor } from './factor.tsx';
import { Identities } from './identities.tsx';
import { Looks } from './looks.tsx';
import { OwnKeys } from './own-keys.tsx';
import { Password } from './password.tsx';
import { Posts } from './posts.tsx';
import { Sessions } from './sessions.tsx';
import { SignOut } from './sign-out.tsx';
import './account.css';

/** 我的: who I am here, what waits on this device, and by what I sign in. */
export function Account() {
  const session = useSession();
  if (session === null) return null;
  return (
    <Page title="我的" actions={<SignOut />}>
      <QueueList isOpen />
      <div className="account">
        <Sheet title="本人">
          <dl className="account-who">
            <dt>姓名</dt>
            <dd>{session.name}</dd>
            <dt>单位</dt>
            <dd>{session.unitName}</dd>
            <dt>岗位</dt>
            <dd>{session.postTitle}</dd>
            <dt>用户名</dt>
            <dd>{session.username}</dd>
          </dl>
          <Posts session={session} />
        </Sheet>
        <Sheet title="显示">
          <Looks />
        </Sheet>
        <Sheet title="登录中的设备">
          <Sessions />
        </Sheet>
        <Sheet title="修改密码">
          <Password />
        </Sheet>
        <Sheet title="动态口令">
          <Factor session={session} />
        </Sheet>
        <Sheet title="政务平台身份">
          <Identities />
        </Sheet>
        <OwnKeys session={session} />
      </div>
    </Page>
  );
}
