import { createHmac } from 'node:crypto';
import type { ChannelAddress, ChannelKind } from '../../db/channels.ts';
import type { EgressSettings } from '../../config/environment.ts';
import { allowedOf, type Allowed } from './allowed.ts';
import { mail, type MailSettings } from './mail.ts';
import { NotTaken, postJson } from './post.ts';

/** What is sent of a notice: no more than the inbox shows of it. */
export interface Told {
  readonly title: string;
  readonly body: string;
}

/** How to send: where to at all, and by which mail server. */
export interface Egress {
  readonly allowed: Allowed;
  /** Null where none is set. */
  readonly mail: MailSettings | null;
}

/** The egress that the environment sets. */
export function egressOf({ allow, mail }: EgressSettings): Egress {
  const allowed = allowedOf(allow);
  if (allowed === null) throw new Error('EGRESS_ALLOW was not checked');
  return { allowed, mail };
}

type Send = (egress: Egress, address: ChannelAddress, told: Told, now: number) => Promise<void>;

/** How each kind of receiver is told, as its maker documents it; throws what `postJson` and `mail` throw. */
export const RECEIVERS: Readonly<Record<ChannelKind, Send>> = {
  webhook: async ({ allowed }, { to, secret }, told, now) => {
    const signed = { ...told, at: new Date(now).toISOString() };
    await postJson(
      allowed,
      to,
      secret === undefined ? signed : { ...signed, signature: hmac(secret, JSON.stringify(signed)) },
    );
  },
  // 企业微信群机器人: errcode 0 is success, whatever the status.
  wecom: async ({ allowed }, { to }, told) => {
    taken('wecom', await postJson(allowed, to, { msgtype: 'text', text: { content: textOf(told) } }));
  },
  // 钉钉自定义机器人, signed: HMAC-SHA-256 of `<timestamp>\n<secret>` under the secret, in base64.
  dingtalk: async ({ allowed }, { to, secret }, told, now) => {
    const url = new URL(to);
    if (secret !== undefined) {
      url.searchParams.set('timestamp', now.toString());
      url.searchParams.set('sign', hmac(secret, `${now.toString()}\n${secret}`));
    }
    taken('dingtalk', await postJson(allowed, url.href, { msgtype: 'text', text: { content: textOf(told) } }));
  },
  mail: async ({ mail: settings }, { to }, told) => {
    if (settings === null) throw new NotTaken('no mail server is set (SMTP_URL, MAIL_FROM)');
    await mail(settings, to, told);
  },
};

function taken(who: string, answer: unknown): void {
  const { errcode } = (answer ?? {}) as { readonly errcode?: unknown };
  if (errcode !== 0)
    throw new NotTaken(`${who} answered errcode ${typeof errcode === 'number' ? errcode.toString() : 'none'}`);
}

function textOf({ title, body }: Told): string {
  return `【${title}】\n${body}`;
}

function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64');
}
