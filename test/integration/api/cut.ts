import { connect as connectSocket, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a database server that can be cut and mended. */
export interface Cut {
  /** The URL that leads through here. */
  readonly url: string;
  /** `refuse`: every connection ends and none is taken. `hang`: nothing passes and nothing ends. */
  cut(how: 'refuse' | 'hang'): void;
  mend(): void;
  close(): Promise<void>;
}

/** Opens the way to the server of a database URL. */
export async function cuttable(databaseUrl: string): Promise<Cut> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let state: 'open' | 'refuse' | 'hang' = 'open';
  const server = createServer((near) => {
    if (state === 'refuse') {
      near.destroy();
      return;
    }
    const far = connectSocket({ host: target.hostname, port: Number(target.port) });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('data', (data) => {
        if (state === 'open') other.write(data);
      });
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const way = new URL(databaseUrl);
  way.hostname = '127.0.0.1';
  way.port = (server.address() as AddressInfo).port.toString();
  const endAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: way.href,
    cut: (how) => {
      state = how;
      if (how === 'refuse') endAll();
    },
    mend: () => {
      // What hung has lost bytes: such a connection is of no more use.
      if (state === 'hang') endAll();
      state = 'open';
    },
    close: async () => {
      endAll();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}
