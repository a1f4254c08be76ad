import { Modal } from 'antd';
import { SignIn } from './sign-in.tsx';

/** Asks who is there, over the page as it stands: what was typed below stays. */
export function SignInAgain() {
  return (
    <Modal open closable={false} keyboard={false} footer={null} title="登录" width={400} focusable={{ trap: true }}>
      <SignIn />
    </Modal>
  );
}
