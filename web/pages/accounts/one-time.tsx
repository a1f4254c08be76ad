import type { Schema } from '../../client/answers.ts';
import { ShownOnce } from './shown-once.tsx';

interface OneTimeProps {
  readonly account: Schema<'NewAccount'>;
  readonly onKept: () => void;
}

/** The password that an account was given: for its person alone, who changes it at the first sign-in. */
export function OneTimePassword({ account, onKept }: OneTimeProps) {
  const { name, username, releasedAt, oneTimePassword } = account;
  const waits = releasedAt === null ? `须先经${releaserOf(account)}核准启用，方可登录。` : '';
  return (
    <ShownOnce
      title={`${name}（${username}）的一次性密码`}
      about={`请当面交给${name}本人：三天内首次登录，登录后须改成自己的密码。${waits}`}
      secret={oneTimePassword}
      onKept={onKept}
    />
  );
}

/** Who releases an account that is held: 安全管理员, and for 安全管理员 themselves the auditor. */
export function releaserOf({ role }: { readonly role: string }): '安全管理员' | '审计管理员' {
  return role === 'security' ? '审计管理员' : '安全管理员';
}
