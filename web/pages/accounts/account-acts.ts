import { call } from '../../client/api.ts';
import type { Schema } from '../../forms/schema.ts';
import { releaserOf } from './one-time.tsx';
import type { Account } from './state.tsx';

/** The path of one account. */
type Path = `/v1/accounts/${string}`;

/** What one of the three administrators may do with somebody else's account. */
export interface AccountAct {
  readonly label: string;
  /** The separation of the three: nobody does what is another's. */
  readonly who: 'admin' | 'security' | 'auditor';
  readonly fits: (account: Account) => boolean;
  /** What comes of it, before it is done. */
  readonly about: string;
  /** What of a change has to be said with it. */
  readonly asks: readonly ('reason' | 'post')[];
  readonly send: (path: Path, body: object) => Promise<unknown>;
  readonly isGrave?: boolean;
}

const isHeld = ({ releasedAt }: Account): boolean => releasedAt === null;
const release = {
  label: '核准启用',
  about: '核准后，本人即可登录。请先向其本人和系统管理员核实开立、重置的事由。',
  asks: [],
  send: (path: Path) => call('POST', `${path}/releases`),
} as const;

/** All of them, in the order in which they are offered. */
export const ACCOUNT_ACTS: readonly AccountAct[] = [
  { ...release, who: 'security', fits: (account) => isHeld(account) && releaserOf(account) === '安全管理员' },
  { ...release, who: 'auditor', fits: (account) => isHeld(account) && releaserOf(account) === '审计管理员' },
  {
    label: '重置密码',
    who: 'admin',
    fits: ({ disabled }) => !disabled,
    about: '原密码即时失效，其登录全部结束，锁定解除；新的一次性密码只显示一次。',
    asks: [],
    send: (path) => call('POST', `${path}/password-resets`),
  },
  {
    label: '解除锁定',
    who: 'admin',
    fits: ({ lockedUntil }) => lockedUntil !== null,
    about: '解除后即可用原密码登录。请先向本人核实，是否为本人输错密码。',
    asks: [],
    send: (path) => call('POST', `${path}/unlock`),
  },
  {
    label: '变更岗位',
    who: 'admin',
    fits: ({ disabled }) => !disabled,
    about: '以后登录即以新岗位办理；岗位须由本人任职。',
    asks: ['post', 'reason'],
    send: (path, body) => call('PATCH', path, { body }),
  },
  {
    label: '停用',
    who: 'admin',
    fits: ({ disabled }) => !disabled,
    about: '停用后不能登录，现有登录全部结束。以后可以恢复使用。',
    asks: ['reason'],
    send: (path, body) => call('PATCH', path, { body: { ...body, disabled: true } }),
    isGrave: true,
  },
  {
    label: '恢复使用',
    who: 'admin',
    fits: ({ disabled }) => disabled,
    about: '恢复后可用原密码登录。',
    asks: ['reason'],
    send: (path, body) => call('PATCH', path, { body: { ...body, disabled: false } }),
  },
  {
    label: '重置动态口令',
    who: 'security',
    fits: ({ secondFactor }) => secondFactor,
    about: '用于手机丢失、更换。原动态口令和备用码作废，其登录全部结束，下次登录时重新绑定。',
    asks: [],
    send: (path) => call('POST', `${path}/second-factor-resets`),
    isGrave: true,
  },
  {
    label: '结束全部登录',
    who: 'security',
    fits: ({ lastSeenAt }) => lastSeenAt !== null,
    about: '该账号在所有设备上的登录即时结束，尚未提交的内容保留在各自设备上。',
    asks: [],
    send: (path) => call('DELETE', `${path}/sessions`),
    isGrave: true,
  },
];

/** What of the body of a change an act asks for. */
export function askedBy({ asks }: AccountAct, change: Schema): Schema {
  const properties = Object.entries(change.properties ?? {}).filter(([field]) => asks.some((asked) => asked === field));
  return { type: 'object', properties: Object.fromEntries(properties), required: asks };
}
