import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A fixed address for a server that may die and come back on another port. */
export interface Gate {
  readonly port: number;
  /** From now on connections lead there; those that lead elsewhere are cut. */
  leadTo(port: number): void;
  close(): Promise<void>;
}

export async function openGate(): Promise<Gate> {
  let target = 0;
  const open = new Set<Socket>();
  const server = createServer((caller) => {
    const callee = connect(target, '127.0.0.1');
    for (const socket of [caller, callee]) {
      open.add(socket);
      socket.on('close', () => {
        open.delete(socket);
        caller.destroy();
        callee.destroy();
      });
      socket.on('error', () => socket.destroy());
    }
    caller.pipe(callee).pipe(caller);
  });
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    leadTo: (port) => {
      target = port;
      cut();
    },
    close: async () => {
      const closed = new Promise<void>((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
      cut();
      await closed;
    },
  };
}
