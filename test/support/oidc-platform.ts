import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import OidcProvider, { type Configuration } from 'oidc-provider';

/** What the platform says of whoever signs in, and what it does wrong. */
export interface Platform {
  readonly issuer: string;
  /** `amr` of its ID tokens. */
  amr: readonly string[];
  /** Its token endpoint fails by its own fault. */
  isBroken: boolean;
  /** It signs with a key that it does not publish. */
  forges: boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export const CLIENT = { id: 'bihuan', secret: 'only-for-tests-0123456789abcdef' } as const;

/** A port of this machine that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/**
 * A real OpenID provider with its own sign-in and consent pages, which takes any name for a subject; everybody there has
 * the same e-mail address. It listens from `start` on.
 */
export function platformAt(port: number, redirectUrl: string): Platform {
  const issuer = `http://127.0.0.1:${port.toString()}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  let server: Server | null = null;
  const platform: Platform = {
    issuer,
    amr: ['pwd'],
    isBroken: false,
    forges: false,
    start: async () => {
      const provider = new OidcProvider(issuer, configuration(redirectUrl, platform, privateKey));
      // Its own pages ask for a name alone; what else it is to have asked for is said by the test.
      Object.defineProperty(provider.Session.prototype, 'amr', { get: () => platform.amr, set: () => undefined });
      provider.use(async (context, next) => {
        if (context.path === '/token' && platform.isBroken) {
          context.status = 502;
          context.body = 'bad gateway';
          return;
        }
        await next();
        if (context.path === '/token' && platform.forges) context.body = forged(context.body);
      });
      const handle = provider.callback();
      server = createServer((request, response) => void handle(request, response)).listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    stop: async () => {
      server?.closeAllConnections();
      server?.close();
      if (server !== null) await once(server, 'close');
      server = null;
    },
  };
  return platform;
}

function configuration(redirectUrl: string, platform: Platform, privateKey: KeyObject): Configuration {
  return {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUrl],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['only-for-tests'] },
    claims: { openid: ['sub', 'email', 'amr'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_context, subject) => ({
      accountId: subject,
      claims: () => ({ sub: subject, email: 'same@county.example' }),
    }),
  };
}

/** The same answer with a claim that the signature does not cover. */
function forged(body: unknown): unknown {
  const { id_token: token, ...rest } = body as { id_token: string };
  const [head, claims, signature] = token.split('.');
  const said = JSON.parse(Buffer.from(claims ?? '', 'base64url').toString()) as object;
  const changed = Buffer.from(JSON.stringify({ ...said, sub: 'somebody-else' })).toString('base64url');
  return { ...rest, id_token: [head, changed, signature].join('.') };
}

/** A browser at the platform: follows its pages from an address, signs in as `subject`, agrees, and answers where it is sent back to. */
export async function throughPages(from: string, subject: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(from);
  let form: URLSearchParams | null = null;
  for (let step = 0; step < 20; step += 1) {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form === null ? {} : { method: 'POST', body: form }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const text = await answer.text();
    const location = answer.headers.get('location');
    form = null;
    if (location !== null) {
      url = new URL(location, url);
      if (url.pathname.endsWith('/v1/oidc/callback')) return url;
      continue;
    }
    const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1];
    const action = /<form[^>]*action="([^"]+)"/.exec(text)?.[1];
    if (prompt === undefined || action === undefined) throw new Error(`no way on from ${url.href}: ${text}`);
    url = new URL(action, url);
    form = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login: subject, password: 'any' } : {}) });
  }
  throw new Error('the platform’s pages have no end');
}
