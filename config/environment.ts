import { isAbsolute, join } from 'node:path';
import { chromiumPathOf } from './chromium.ts';
import { databaseUrlOf, secretKeyFileOf } from './database-url.ts';
import { edgeOf, type EdgeSettings } from './edge.ts';
import { oidcOf, type OidcSettings } from './oidc.ts';
import { EnvironmentError, Reading, type Source } from './reading.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** How to reach Temporal. */
export interface TemporalSettings {
  /** `host:port` of the frontend. */
  readonly address: string;
  readonly namespace: string;
  readonly apiKey: string | null;
  /** Files in PEM; null for a connection without TLS. */
  readonly tls: TlsSettings | null;
}

export interface TlsSettings {
  readonly serverCaPath: string | null;
  readonly clientCertPath: string | null;
  readonly clientKeyPath: string | null;
  readonly serverName: string | null;
}

/** Where seals go and what signs them. */
export interface SealSettings {
  /** Outside the database, best on another department's machine. */
  readonly dir: string;
  /** The private key, PEM (Ed25519); made at the first start where it is absent. */
  readonly keyFile: string;
  /** Also sent there by POST; null for nowhere. */
  readonly webhookUrl: string | null;
}

/** Where notices may be sent to beside the inbox. */
export interface EgressSettings {
  /** The allow-list as it is written; see `EGRESS_ALLOW` in docs/operations.md. */
  readonly allow: string;
  /** The county's mail server; null where none is set. */
  readonly mail: { readonly url: string; readonly from: string } | null;
}

/** What the processes read from the environment, checked. */
export interface Environment {
  readonly host: string;
  readonly port: number;
  readonly edge: EdgeSettings;
  /** How the outside reaches the API, without a slash at the end: what the codes on documents lead to. */
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly temporal: TemporalSettings;
  readonly demoCounty: 'on' | 'registers';
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Sign-in by a government platform; null where none is set. */
  readonly oidc: OidcSettings | null;
  /** A folder for archived histories; null keeps them in the database. */
  readonly archiveDir: string | null;
  readonly seal: SealSettings;
  readonly egress: EgressSettings;
  /** The keys that seal identities, one-time secrets and addresses; the API and the workers read the same file. */
  readonly secretKeyFile: string;
  /** Whether the launcher started both parts itself: only then does the policy `trial` exist. */
  readonly trialAllowed: boolean;
  /** Who must have a second factor (`required`: the three administrators); the launcher, whose county is a demonstration, asks nobody. */
  readonly secondFactor: 'required' | 'everyone' | 'optional';
}

/** Reads and checks the environment; throws `EnvironmentError`, which names every variable that is wrong, in Chinese. */
export function environment(source: Source = process.env): Environment {
  const read = new Reading(source);
  const checked: Environment = {
    host: read.text('HOST', '127.0.0.1'),
    port: read.port('PORT', 3000),
    edge: edgeOf(read),
    publicUrl: publicUrlOf(read),
    dataDir: read.text('DATA_DIR', '.data'),
    databaseUrl: databaseUrlOf(read),
    temporal: temporalOf(read),
    demoCounty: read.oneOf('DEMO_COUNTY', ['on', 'registers'], 'on'),
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    oidc: oidcOf(read),
    archiveDir: read.optional('ARCHIVE_DIR'),
    seal: sealOf(read),
    egress: egressOf(read),
    secretKeyFile: secretKeyFileOf(read),
    trialAllowed: read.oneOf('BIHUAN_EMBEDDED', ['0', '1'], '0') === '1',
    secondFactor: read.oneOf('SECOND_FACTOR', ['required', 'everyone', 'optional'], 'required'),
  };
  const cli = read.optional('TEMPORAL_CLI_PATH');
  if (cli !== null && !isAbsolute(cli)) read.wrong('TEMPORAL_CLI_PATH', '须为可执行文件的绝对路径', cli);
  // Read by what prints; a wrong one stops the process at once.
  chromiumPathOf(read);
  read.finish();
  return checked;
}

/** The same for a process: what is wrong is said on stderr, exit 1. */
export function environmentOrExit(): Environment {
  try {
    return environment();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(1);
  }
}

function publicUrlOf(read: Reading): string {
  const host = read.text('HOST', '127.0.0.1');
  const here = `http://${host.includes(':') ? `[${host}]` : host}:${read.port('PORT', 3000).toString()}`;
  const url = read.url('PUBLIC_URL', ['https:', 'http:']) ?? here;
  // Nobody reaches “every address”, and what is printed cannot be mended.
  if (url === here && /^(0\.0\.0\.0|::)$/.test(host))
    read.missing('PUBLIC_URL', '外部访问地址，印在每份文书的二维码上');
  const { search, hash, username } = URL.canParse(url) ? new URL(url) : new URL(here);
  // It is printed on paper.
  if (`${search}${hash}${username}` !== '') read.wrong('PUBLIC_URL', '地址中不能有查询参数、锚点或用户名', null);
  return url.replace(/\/+$/, '');
}

function temporalOf(read: Reading): TemporalSettings {
  const address =
    read.optional('TEMPORAL_ADDRESS') ?? read.missing('TEMPORAL_ADDRESS', 'Temporal 服务地址，例如 127.0.0.1:7233');
  if (address !== '' && !/^[^\s:/]+:\d{1,5}$/.test(address)) read.wrong('TEMPORAL_ADDRESS', '须为“主机:端口”', address);
  const apiKey = read.secret('TEMPORAL_API_KEY');
  return { address, namespace: read.text('TEMPORAL_NAMESPACE', 'bihuan'), apiKey, tls: tlsOf(read, apiKey !== null) };
}

function tlsOf(read: Reading, isDefault: boolean): TlsSettings | null {
  const tls: TlsSettings = {
    serverCaPath: read.file('TEMPORAL_TLS_SERVER_CA_CERT_PATH'),
    clientCertPath: read.file('TEMPORAL_TLS_CLIENT_CERT_PATH'),
    clientKeyPath: read.file('TEMPORAL_TLS_CLIENT_KEY_PATH'),
    serverName: read.optional('TEMPORAL_TLS_SERVER_NAME'),
  };
  const isNamed = Object.values(tls).some((value) => value !== null);
  const isOn = read.oneOf('TEMPORAL_TLS', ['on', 'off'], isNamed || isDefault ? 'on' : 'off') === 'on';
  if ((tls.clientCertPath === null) !== (tls.clientKeyPath === null))
    read.wrong('TEMPORAL_TLS_CLIENT_KEY_PATH', '与 TEMPORAL_TLS_CLIENT_CERT_PATH 须同时设置', tls.clientKeyPath ?? '');
  return isOn ? tls : null;
}

/** The two robots' own hosts; whatever else is allowed, the operator names. */
const ALLOWED = 'qyapi.weixin.qq.com,oapi.dingtalk.com';
/** One of the hosts that notices may go to: its name or address and port, and `inside:` where it may lie inside. */
export const EGRESS_HOST = /^(inside:)?((?:\*\.)?[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?$/;

function egressOf(read: Reading): EgressSettings {
  const allow = read.text('EGRESS_ALLOW', ALLOWED);
  if (allow.split(',').some((host) => host.trim() !== '' && !EGRESS_HOST.test(host.trim())))
    read.wrong('EGRESS_ALLOW', '须为以逗号分隔的主机名（可带端口；内网主机前加 inside:）', allow);
  const url = read.secret('SMTP_URL');
  const from = read.optional('MAIL_FROM');
  if (url !== null && !/^smtps?:\/\//.test(url)) read.wrong('SMTP_URL', '须为以 smtp:// 或 smtps:// 开头的地址', null);
  if ((url === null) !== (from === null)) read.wrong('MAIL_FROM', '与 SMTP_URL 须同时设置', from ?? '');
  return { allow, mail: url === null || from === null ? null : { url, from } };
}

function sealOf(read: Reading): SealSettings {
  const home = read.text('DATA_DIR', '.data');
  return {
    dir: read.text('SEAL_DIR', join(home, 'seals')),
    keyFile: read.text('SEAL_KEY_FILE', join(home, 'seal-key.pem')),
    webhookUrl: webhookOf(read),
  };
}

function webhookOf(read: Reading): string | null {
  const url = read.url('SEAL_WEBHOOK_URL', ['https:', 'http:']);
  if (url === null || !URL.canParse(url)) return url;
  const { username, password } = new URL(url);
  // What is sent refuses such an address. The value is not repeated.
  if (username !== '' || password !== '')
    read.wrong('SEAL_WEBHOOK_URL', '地址中不能写“用户:口令@”：凭据请放在路径或查询参数中（不会写入日志）', null);
  return url;
}
