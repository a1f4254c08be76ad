import { createTransport } from 'nodemailer';
import { NotTaken } from './post.ts';

/** The county's mail server, as the operator set it: it may lie inside, since nobody else names it. */
export interface MailSettings {
  /** `smtps://user:password@host`, or `smtp://…` with STARTTLS; without either only where no password is sent. */
  readonly url: string;
  readonly from: string;
}

const CONNECT_MS = 10_000;

/** Sends a plain text. Throws `NotTaken`, which names neither the receiver nor the server's password. */
export async function mail(
  { url, from }: MailSettings,
  to: string,
  { title, body }: { readonly title: string; readonly body: string },
): Promise<void> {
  const timeouts = { connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: CONNECT_MS };
  const transport = createTransport({
    url,
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
    requireTLS: new URL(url).username !== '',
  });
  try {
    await transport.sendMail({ from, to: { name: '', address: to }, subject: title, text: body });
  } catch (error) {
    const { code, responseCode } = error as { readonly code?: string; readonly responseCode?: number };
    throw new NotTaken(`the mail server: ${code ?? 'failed'} ${responseCode?.toString() ?? ''}`.trim());
  } finally {
    transport.close();
  }
}
