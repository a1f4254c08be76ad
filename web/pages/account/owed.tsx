import { Alert } from 'antd';
import { useSession } from '../../client/session.ts';
import { Page, Sheet } from '../../parts/page.tsx';
import { Factor } from './factor.tsx';
import { Password } from './password.tsx';
import { ShowCode } from './show-code.tsx';
import { SignOut } from './sign-out.tsx';
import './account.css';

/** What a session has to do before anything else: change a password that was given to it, or show a second factor. */
export function Owed() {
  const session = useSession();
  if (session === null) return null;
  const isPassword = session.restricted === 'password';
  return (
    <Page title={isPassword ? '请先修改密码' : '请先完成动态口令'} actions={<SignOut />}>
      <div className="account">
        {isPassword ? (
          <Sheet title="修改密码">
            <Alert type="info" showIcon title="现在的密码是别人设定的，改成只有您知道的密码后，即可办理其他事项。" />
            <Password />
          </Sheet>
        ) : (
          <>
            {session.method === 'oidc' ? (
              <Sheet title="验证动态口令">
                <ShowCode />
              </Sheet>
            ) : null}
            <Sheet title="绑定动态口令">
              <Alert type="info" showIcon title="您的岗位须以动态口令登录，绑定后即可办理其他事项。" />
              <Factor session={session} />
            </Sheet>
          </>
        )}
      </div>
    </Page>
  );
}
