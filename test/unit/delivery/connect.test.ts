import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { connectTemporal, tlsOf } from '../../../delivery/connect.ts';

const folder = mkdtempSync(join(tmpdir(), 'connect-'));
const NONE = { serverCaPath: null, clientCertPath: null, clientKeyPath: null, serverName: null };

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function pem(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, name);
  return path;
}

describe('the connection to Temporal', () => {
  it('is made without a server, so that a process starts while it is away', async () => {
    const settings = { address: '127.0.0.1:9', namespace: 'bihuan', apiKey: null, tls: null };
    const temporal = await connectTemporal({ temporal: settings });
    expect(temporal).toMatchObject({ namespace: 'bihuan', taskQueue: 'bihuan' });
    await temporal.close();
  });

  it('trusts the named authority and shows the client’s certificate', async () => {
    const tls = {
      serverCaPath: pem('ca'),
      clientCertPath: pem('crt'),
      clientKeyPath: pem('key'),
      serverName: 'temporal.example',
    };
    expect(await tlsOf(tls)).toEqual({
      serverNameOverride: 'temporal.example',
      serverRootCACertificate: Buffer.from('ca'),
      clientCertPair: { crt: Buffer.from('crt'), key: Buffer.from('key') },
    });
    expect(await tlsOf(NONE)).toEqual({});
  });

  it('cannot be made with a certificate that is not there', async () => {
    await expect(tlsOf({ ...NONE, serverCaPath: join(folder, 'absent') })).rejects.toThrow('ENOENT');
  });
});
