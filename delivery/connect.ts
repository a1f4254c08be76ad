import { readFile } from 'node:fs/promises';
import { Client, Connection, type TLSConfig } from '@temporalio/client';
import type { TemporalSettings, TlsSettings } from '../config/environment.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';

/** The one way to Temporal outside the worker's own connection. */
export interface Temporal {
  readonly client: Client;
  readonly connection: Connection;
  readonly namespace: string;
  /** Where runs are started. */
  readonly taskQueue: string;
  close(): Promise<void>;
}

/**
 * Makes the client without connecting: an absent server does not stop a process from starting. Throws only when a
 * certificate cannot be read. `taskQueue`: only tests that share a server take another.
 */
export async function connectTemporal(
  env: { readonly temporal: TemporalSettings },
  taskQueue: string = TASK_QUEUE,
): Promise<Temporal> {
  const { address, namespace, apiKey, tls } = env.temporal;
  const connection = Connection.lazy({
    address,
    tls: tls === null ? false : await tlsOf(tls),
    ...(apiKey === null ? {} : { apiKey }),
    // By default gRPC waits up to two minutes between attempts to reconnect; people wait five seconds.
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 1_000 },
  });
  const client = new Client({ connection, namespace });
  return { client, connection, namespace, taskQueue, close: () => connection.close() };
}

/** The same settings as the worker's own connection and the client want them. */
export async function tlsOf(tls: TlsSettings): Promise<TLSConfig> {
  const [ca, crt, key] = await Promise.all([tls.serverCaPath, tls.clientCertPath, tls.clientKeyPath].map(fileOf));
  return {
    ...(tls.serverName === null ? {} : { serverNameOverride: tls.serverName }),
    ...(ca ? { serverRootCACertificate: ca } : {}),
    ...(crt && key ? { clientCertPair: { crt, key } } : {}),
  };
}

async function fileOf(path: string | null): Promise<Buffer | null> {
  return path === null ? null : await readFile(path);
}
