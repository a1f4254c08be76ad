// Makes what Temporal and its callers know each other by: two authorities, certificates, and signed tokens that say what
// their bearer may do. Run again it keeps what stands, and renews what ends within half a year:
//   node scripts/temporal-keys.mjs <folder>
import { execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const AUTHORITY_DAYS = 3_650;
const LEAF_DAYS = 1_095;
const RENEWED_BEFORE_MS = 182 * 86_400_000;
const HOUR_S = 3_600;
/** The user of our image and of Temporal's. */
const USER = 1_000;
/** Names that Temporal is called by inside; whoever connects checks them. */
const SERVER_NAMES = 'DNS:temporal,DNS:localhost,IP:127.0.0.1';

const root = process.argv[2];
if (root === undefined) {
  console.error('usage: node scripts/temporal-keys.mjs <folder>');
  process.exit(1);
}

/** @param {...string} parts */
function at(...parts) {
  const path = join(String(root), ...parts);
  mkdirSync(join(path, '..'), { recursive: true });
  return path;
}

/** @param {string} path */
function stands(path) {
  return (
    existsSync(path) && Date.parse(new X509Certificate(readFileSync(path)).validTo) > Date.now() + RENEWED_BEFORE_MS
  );
}

/**
 * @param {string} key
 * @param {string} certificate
 * @param {number} days
 * @param {string} name
 * @param {readonly string[]} more
 */
function certify(key, certificate, days, name, more) {
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key];
  const into = ['-out', certificate, '-days', days.toString(), '-subj', `/O=bihuan/CN=${name}`];
  execFileSync('openssl', ['req', '-x509', ...fresh, ...into, ...more], { stdio: ['ignore', 'ignore', 'pipe'] });
  chmodSync(key, 0o600);
  console.log(`made ${certificate}`);
}

/** @param {'server' | 'clients'} name */
function authority(name) {
  const [key, certificate] = [at('ca', `${name}.key`), at('ca', `${name}.pem`)];
  if (!stands(certificate))
    certify(key, certificate, AUTHORITY_DAYS, `temporal ${name}`, [
      ...['-addext', 'basicConstraints=critical,CA:TRUE,pathlen:0', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
    ]);
  return { key, certificate };
}

/**
 * A certificate of a folder, by an authority; one that stands and is by that very authority is kept.
 * @param {string} folder
 * @param {{ key: string, certificate: string }} by
 */
function leaf(folder, by) {
  const certificate = at(folder, 'cert.pem');
  const issuer = new X509Certificate(readFileSync(by.certificate));
  if (stands(certificate) && new X509Certificate(readFileSync(certificate)).verify(issuer.publicKey)) return;
  certify(at(folder, 'key.pem'), certificate, LEAF_DAYS, `temporal ${folder}`, [
    ...['-CA', by.certificate, '-CAkey', by.key, '-addext', 'basicConstraints=critical,CA:FALSE'],
    ...['-addext', 'extendedKeyUsage=serverAuth,clientAuth', '-addext', `subjectAltName=${SERVER_NAMES}`],
  ]);
}

function signer() {
  const path = at('ca', 'signer.pem');
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  const key = createPrivateKey(readFileSync(path));
  const jwk = createPublicKey(key).export({ format: 'jwk' });
  return {
    key,
    jwk: { ...jwk, kid: createHash('sha256').update(JSON.stringify(jwk)).digest('hex'), alg: 'ES256', use: 'sig' },
  };
}

/**
 * A token (JWT) that Temporal's default claim mapper reads: permissions are `<namespace>:<role>`.
 * @param {string} path
 * @param {{ subject: string, permissions: readonly string[], seconds: number }} claims
 * @param {ReturnType<typeof signer>} by
 */
function token(path, { subject, permissions, seconds }, { key, jwk }) {
  const now = Math.floor(Date.now() / 1_000);
  const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const said = { sub: subject, iss: 'bihuan', iat: now, exp: now + seconds, permissions };
  const text = `${part({ alg: 'ES256', typ: 'JWT', kid: jwk.kid })}.${part(said)}`;
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  writeFileSync(path, `${text}.${signature}`, { mode: 0o600 });
}

const [server, clients] = [authority('server'), authority('clients')];
const by = signer();
leaf('server', server);
copyFileSync(clients.certificate, at('server', 'clients.pem'));
writeFileSync(at('server', 'jwks.json'), JSON.stringify({ keys: [by.jwk] }));
// The pages go past the authorizer, by the inner door: they are of the servers' own circle.
leaf('pages', server);
leaf('ours', clients);
leaf('operator', clients);
token(at('ours', 'token'), { subject: 'bihuan', permissions: ['bihuan:write'], seconds: LEAF_DAYS * 24 * HOUR_S }, by);
token(at('operator', 'token'), { subject: 'operator', permissions: ['temporal-system:admin'], seconds: HOUR_S }, by);
for (const folder of ['server', 'pages', 'ours', 'operator']) copyFileSync(server.certificate, at(folder, 'ca.pem'));
// Each folder is seen by its owner alone; the pages' image has a user of its own.
chmodSync(at('pages', 'key.pem'), 0o644);
if (process.getuid?.() === 0)
  for (const [folder, files] of Object.entries({
    server: ['key.pem'],
    ours: ['key.pem', 'token'],
    operator: ['key.pem', 'token'],
  }))
    for (const file of files) chownSync(at(folder, file), USER, USER);
