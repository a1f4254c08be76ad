import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** A connection on which a test writes what no client would. */
export interface Raw {
  write(bytes: string | Buffer): void;
  /** What came, once the other side has ended it. */
  readonly ended: Promise<string>;
  /** What came, once it holds `text`. */
  until(text: string): Promise<string>;
  close(): void;
}

/** Listens on any free port of this machine. */
export async function listening(app: FastifyInstance): Promise<number> {
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return Number(new URL(address).port);
}

/** Opens a connection and writes the first bytes. */
export function raw(port: number, first: string | Buffer): Raw {
  const socket = connect({ host: '127.0.0.1', port });
  let text = '';
  const waiting = new Set<() => void>();
  socket.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1');
    for (const look of waiting) look();
  });
  socket.on('error', () => undefined);
  const ended = new Promise<string>((resolve) => {
    socket.on('close', () => {
      resolve(text);
    });
  });
  socket.write(first);
  return {
    write: (bytes) => void socket.write(bytes),
    ended,
    until: (wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (text.includes(wanted)) resolve(text);
        };
        waiting.add(look);
        look();
        socket.on('close', () => {
          reject(new Error(`ended without ${wanted}: ${text}`));
        });
      }),
    close: () => socket.destroy(),
  };
}

/** The lines of a request without a body. */
export function lines(...all: readonly string[]): string {
  return [...all, '', ''].join('\r\n');
}

/** How many answers stand in what came. */
export function answersIn(text: string): readonly number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}
