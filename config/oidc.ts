import type { Reading } from './reading.ts';

/** How people sign in by a government platform. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Null: a public client, held by PKCE alone. */
  readonly clientSecret: string | null;
  /** Where the platform sends the browser back to: our `/v1/oidc/callback` as the outside knows it. */
  readonly redirectUrl: string;
  /** Whom else an ID token must be made for; the client's id where nothing is set. */
  readonly audience: string;
  /** Values of the claim `amr`, or of `acr`, by which the platform says that it asked for a second factor. */
  readonly secondFactors: readonly string[];
}

const CALLBACK = '/v1/oidc/callback';
/** What is not encrypted never leaves the machine. */
const OWN_MACHINE: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** The settings of sign-in by OpenID Connect; null when `OIDC_ISSUER` is not set. */
export function oidcOf(read: Reading): OidcSettings | null {
  const issuer = webAddress(read, 'OIDC_ISSUER');
  const clientId = read.optional('OIDC_CLIENT_ID');
  const redirectUrl = webAddress(read, 'OIDC_REDIRECT_URL');
  const clientSecret = read.secret('OIDC_CLIENT_SECRET');
  const audience = read.optional('OIDC_AUDIENCE');
  const amr = read.optional('OIDC_MFA_AMR');
  if (issuer === null) {
    const rest = {
      OIDC_CLIENT_ID: clientId,
      OIDC_REDIRECT_URL: redirectUrl,
      OIDC_AUDIENCE: audience,
      OIDC_MFA_AMR: amr,
    };
    for (const [name, value] of Object.entries({ ...rest, OIDC_CLIENT_SECRET: clientSecret }))
      if (value !== null) read.wrong(name, '须与 OIDC_ISSUER 同时设置', null);
    return null;
  }
  if (redirectUrl !== null && URL.canParse(redirectUrl) && !endsInCallback(new URL(redirectUrl)))
    read.wrong('OIDC_REDIRECT_URL', `须以 ${CALLBACK} 结尾，不带查询参数`, redirectUrl);
  const secondFactors = (amr ?? '').split(',').map((value) => value.trim());
  return {
    issuer,
    clientId: clientId ?? read.missing('OIDC_CLIENT_ID', '在统一身份认证平台登记的应用标识'),
    clientSecret,
    redirectUrl: redirectUrl ?? read.missing('OIDC_REDIRECT_URL', `本系统的回调地址，以 ${CALLBACK} 结尾`),
    audience: audience ?? clientId ?? '',
    secondFactors: secondFactors.filter((value) => value !== ''),
  };
}

function webAddress(read: Reading, name: string): string | null {
  const url = read.url(name, ['https:', 'http:']);
  if (url === null || !URL.canParse(url)) return url;
  const { protocol, hostname, username, password } = new URL(url);
  if (username !== '' || password !== '') read.wrong(name, '地址中不能写“用户:口令@”', null);
  else if (protocol === 'http:' && !OWN_MACHINE.includes(hostname)) read.wrong(name, '除本机外须用 https://', url);
  return url;
}

function endsInCallback({ pathname, search, hash }: URL): boolean {
  return pathname.endsWith(CALLBACK) && search === '' && hash === '';
}
