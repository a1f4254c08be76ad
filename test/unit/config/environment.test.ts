import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { environment } from '../../../config/environment.ts';
import { EnvironmentError, type Source } from '../../../config/reading.ts';

const NEEDED = { DATABASE_URL: 'postgres://u:secret@db.example:5432/bihuan', TEMPORAL_ADDRESS: '127.0.0.1:7233' };
const folder = mkdtempSync(join(tmpdir(), 'environment-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function problemsOf(source: Source): readonly string[] {
  try {
    environment({ ...NEEDED, ...source });
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

function pemFile(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, 'pem');
  return path;
}

describe('the environment', () => {
  it('has defaults for all but the two servers', () => {
    expect(environment(NEEDED)).toEqual({
      host: '127.0.0.1',
      port: 3000,
      edge: { trustedProxies: [], hsts: false },
      publicUrl: 'http://127.0.0.1:3000',
      dataDir: '.data',
      databaseUrl: NEEDED.DATABASE_URL,
      temporal: { address: '127.0.0.1:7233', namespace: 'bihuan', apiKey: null, tls: null },
      demoCounty: 'on',
      logLevel: 'info',
      oidc: null,
      archiveDir: null,
      seal: { dir: join('.data', 'seals'), keyFile: join('.data', 'seal-key.pem'), webhookUrl: null },
      egress: { allow: 'qyapi.weixin.qq.com,oapi.dingtalk.com', mail: null },
      secretKeyFile: join('.data', 'secret.key'),
      trialAllowed: false,
      secondFactor: 'required',
    });
  });

  it('prints on documents where it is reached from outside: as it is said, else where it listens', () => {
    const publicUrl = (source: object): string => environment({ ...NEEDED, ...source }).publicUrl;
    expect(publicUrl({ PUBLIC_URL: 'https://bihuan.county.gov.cn/' })).toBe('https://bihuan.county.gov.cn');
    expect(publicUrl({ HOST: '10.0.0.5', PORT: '3001' })).toBe('http://10.0.0.5:3001');
    expect(publicUrl({ HOST: '::1' })).toBe('http://[::1]:3000');
    expect(publicUrl({ HOST: '0.0.0.0', PUBLIC_URL: 'https://a.cn' })).toBe('https://a.cn');
    for (const HOST of ['0.0.0.0', '::']) expect(() => publicUrl({ HOST })).toThrow('PUBLIC_URL');
    expect(() => publicUrl({ PUBLIC_URL: 'bihuan.county.gov.cn' })).toThrow('PUBLIC_URL');
    for (const more of ['?a=b', '#a']) expect(() => publicUrl({ PUBLIC_URL: `https://a.cn/${more}` })).toThrow('锚点');
    expect(() => publicUrl({ PUBLIC_URL: 'https://me@a.cn' })).toThrow('用户名');
  });

  it('keeps seals and their key in the data folder unless told otherwise', () => {
    const own = {
      SEAL_DIR: '/mnt/seals',
      SEAL_KEY_FILE: '/etc/seal.pem',
      SEAL_WEBHOOK_URL: 'https://seals.example/in',
    };
    expect(environment({ ...NEEDED, ...own, ARCHIVE_DIR: '/mnt/archive' })).toMatchObject({
      archiveDir: '/mnt/archive',
      seal: { dir: '/mnt/seals', keyFile: '/etc/seal.pem', webhookUrl: 'https://seals.example/in' },
    });
    expect(environment({ ...NEEDED, DATA_DIR: '/data' }).seal).toMatchObject({
      dir: '/data/seals',
      keyFile: '/data/seal-key.pem',
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(environment({ ...NEEDED, PORT: '', LOG_LEVEL: ' ' }).port).toBe(3000);
  });

  it('names both servers at once when neither is set', () => {
    expect(problemsOf({ DATABASE_URL: '', TEMPORAL_ADDRESS: '' }).map((problem) => problem.split('：')[0])).toEqual([
      'DATABASE_URL',
      'TEMPORAL_ADDRESS',
    ]);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '3000x'],
    ['DATABASE_URL', 'mysql://db.example/bihuan'],
    ['DATABASE_URL', 'somewhere'],
    ['TEMPORAL_ADDRESS', 'http://127.0.0.1:7233'],
    ['TEMPORAL_ADDRESS', '127.0.0.1'],
    ['TEMPORAL_CLI_PATH', 'bin/temporal'],
    ['CHROMIUM_PATH', 'bin/chromium'],
    ['TEMPORAL_TLS', 'yes'],
    ['TEMPORAL_TLS_SERVER_CA_CERT_PATH', '/no/such/file.pem'],
    ['DEMO_COUNTY', 'off'],
    ['LOG_LEVEL', 'loud'],
    ['OIDC_ISSUER', 'ftp://id.example'],
    ['SEAL_WEBHOOK_URL', 'mailto:seals@example'],
    ['BIHUAN_EMBEDDED', 'yes'],
    ['SECOND_FACTOR', 'off'],
    ['HSTS', 'yes'],
    ['TRUSTED_PROXIES', 'loopback'],
    ['TRUSTED_PROXIES', '10.0.0.0/0'],
    ['TRUSTED_PROXIES', '10.0.0.5,::/0'],
    ['TRUSTED_PROXIES', '10.0.0.5 10.0.0.6'],
    ['TRUSTED_PROXIES', '10.1/16'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['DATABASE_URL_FILE', '/no/such/file'],
  ])('refuses %s by name when it is %s', (name, value) => {
    expect(problemsOf({ [name]: value }).some((problem) => problem.startsWith(`${name}：`))).toBe(true);
  });

  it('says what is wrong in one message of Chinese sentences', () => {
    expect(() => environment({ ...NEEDED, PORT: 'x' })).toThrow(
      '环境变量有误：\n  PORT：须为 0 至 65535 的端口号，当前为“x”',
    );
  });

  it('never repeats a database address, which holds a password', () => {
    expect(problemsOf({ DATABASE_URL: 'mysql://u:secret@db.example' }).join()).not.toContain('secret');
  });

  it.each(['https://u:secret@seals.example/in', 'https://u@seals.example/in', 'https://:secret@seals.example/in?t=1'])(
    'refuses credentials before the host of the receiver of seals, and does not repeat them: %s',
    (url) => {
      expect(problemsOf({ SEAL_WEBHOOK_URL: url })).toEqual([
        'SEAL_WEBHOOK_URL：地址中不能写“用户:口令@”：凭据请放在路径或查询参数中（不会写入日志）',
      ]);
      const token = 'https://seals.example/in/secret?token=secret';
      expect(environment({ ...NEEDED, SEAL_WEBHOOK_URL: token }).seal.webhookUrl).toBe(token);
    },
  );

  it('wants a client certificate together with its key', () => {
    const path = pemFile('client.pem');
    expect(problemsOf({ TEMPORAL_TLS_CLIENT_CERT_PATH: path })[0]).toContain('TEMPORAL_TLS_CLIENT_KEY_PATH');
    const both = { TEMPORAL_TLS_CLIENT_CERT_PATH: path, TEMPORAL_TLS_CLIENT_KEY_PATH: pemFile('client.key') };
    expect(environment({ ...NEEDED, ...both }).temporal.tls).toMatchObject({ clientCertPath: path });
  });

  it('speaks TLS when anything of it, or an API key, is set, unless it is switched off', () => {
    expect(environment({ ...NEEDED, TEMPORAL_TLS: 'on' }).temporal.tls).not.toBeNull();
    expect(environment({ ...NEEDED, TEMPORAL_API_KEY: 'k' }).temporal.tls).not.toBeNull();
    expect(environment({ ...NEEDED, TEMPORAL_TLS_SERVER_NAME: 'temporal.example' }).temporal.tls).not.toBeNull();
    expect(environment({ ...NEEDED, TEMPORAL_API_KEY: 'k', TEMPORAL_TLS: 'off' }).temporal.tls).toBeNull();
  });

  const oidc = {
    OIDC_ISSUER: 'https://id.example',
    OIDC_CLIENT_ID: 'bihuan',
    OIDC_REDIRECT_URL: 'https://bihuan.example/v1/oidc/callback',
  };

  it('wants OIDC whole or not at all', () => {
    const { OIDC_ISSUER, ...rest } = oidc;
    expect(problemsOf({ OIDC_ISSUER }).map((problem) => problem.split('：')[0])).toEqual([
      'OIDC_CLIENT_ID',
      'OIDC_REDIRECT_URL',
    ]);
    const others = { OIDC_AUDIENCE: 'a', OIDC_MFA_AMR: 'otp', OIDC_CLIENT_SECRET: 'hush' };
    for (const [name, value] of Object.entries({ ...rest, ...others }))
      expect(problemsOf({ [name]: value })).toEqual([`${name}：须与 OIDC_ISSUER 同时设置`]);
  });

  it('takes the client for the audience of OIDC, and no value for a second factor, unless told otherwise', () => {
    const taken = {
      issuer: 'https://id.example',
      clientId: 'bihuan',
      clientSecret: null,
      redirectUrl: 'https://bihuan.example/v1/oidc/callback',
    };
    expect(environment({ ...NEEDED, ...oidc }).oidc).toEqual({ ...taken, audience: 'bihuan', secondFactors: [] });
    const more = { OIDC_AUDIENCE: 'county', OIDC_MFA_AMR: 'mfa, otp,' };
    expect(environment({ ...NEEDED, ...oidc, ...more }).oidc).toEqual({
      ...taken,
      audience: 'county',
      secondFactors: ['mfa', 'otp'],
    });
  });

  it.each([
    ['OIDC_ISSUER', 'http://id.example'],
    ['OIDC_ISSUER', 'https://u:secret@id.example'],
    ['OIDC_REDIRECT_URL', 'http://bihuan.example/v1/oidc/callback'],
    ['OIDC_REDIRECT_URL', 'https://bihuan.example/callback'],
    ['OIDC_REDIRECT_URL', 'https://bihuan.example/v1/oidc/callback?to=1'],
    ['OIDC_CLIENT_SECRET_FILE', '/no/such/file'],
  ])('refuses %s by name when it is %s, and says nothing secret', (name, value) => {
    const problems = problemsOf({ ...oidc, [name]: value });
    expect(problems.map((problem) => problem.split('：')[0])).toEqual([name]);
    expect(problems.join()).not.toContain('secret@');
  });

  it('speaks without encryption to a platform on the same machine alone', () => {
    expect(problemsOf({ ...oidc, OIDC_ISSUER: 'http://127.0.0.1:9' })).toEqual([]);
  });

  it('names the proxies whose word is believed by address and network', () => {
    const { edge } = environment({ ...NEEDED, TRUSTED_PROXIES: '10.0.0.5, 10.1.0.0/16,fd00::1', HSTS: 'on' });
    expect(edge).toEqual({ trustedProxies: ['10.0.0.5', '10.1.0.0/16', 'fd00::1'], hsts: true });
  });

  it('reads the address of the database from a file, too, and holds it to the same rule', () => {
    const path = join(folder, 'database');
    writeFileSync(path, `${NEEDED.DATABASE_URL}\n`);
    expect(environment({ ...NEEDED, DATABASE_URL: '', DATABASE_URL_FILE: path }).databaseUrl).toBe(NEEDED.DATABASE_URL);
    expect(problemsOf({ DATABASE_URL_FILE: path })).toEqual(['DATABASE_URL_FILE：与 DATABASE_URL 只能设置一个']);
    writeFileSync(path, 'mysql://u:secret@db.example');
    const [problem] = problemsOf({ DATABASE_URL: '', DATABASE_URL_FILE: path });
    expect(problem).toMatch(/^DATABASE_URL：/);
    expect(problem).not.toContain('secret');
  });

  it('reads a secret from a file, and refuses two of them and an empty one', () => {
    const path = pemFile('client.secret');
    expect(environment({ ...NEEDED, ...oidc, OIDC_CLIENT_SECRET_FILE: path }).oidc?.clientSecret).toBe('pem');
    expect(environment({ ...NEEDED, TEMPORAL_API_KEY_FILE: path }).temporal.apiKey).toBe('pem');
    const two = { OIDC_CLIENT_SECRET_FILE: path, OIDC_CLIENT_SECRET: 'hush' };
    expect(problemsOf({ ...oidc, ...two })).toEqual(['OIDC_CLIENT_SECRET_FILE：与 OIDC_CLIENT_SECRET 只能设置一个']);
    writeFileSync(path, ' \n');
    expect(problemsOf({ TEMPORAL_API_KEY_FILE: path })[0]).toContain('TEMPORAL_API_KEY_FILE');
  });

  it('allows the policy that counts in seconds only where the launcher started both parts', () => {
    expect(environment({ ...NEEDED, BIHUAN_EMBEDDED: '1' }).trialAllowed).toBe(true);
  });
});
