import { connect, type Socket } from 'node:net';

/** A connection that says exactly what it is told to, at the pace of a test. */
export interface RawConnection {
  readonly socket: Socket;
  /** Everything that has arrived so far. */
  readonly text: string;
  /** Resolves with everything that arrived, when the server has closed or reset the connection. */
  readonly closed: Promise<string>;
}

export function rawConnection(port: number, bytes = ''): Promise<RawConnection> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const text = () => Buffer.concat(chunks).toString();
    const socket = connect(port, '127.0.0.1', () => {
      if (bytes !== '') socket.write(bytes);
      resolve({
        socket,
        get text() {
          return text();
        },
        closed,
      });
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    // A reset is one way to be closed.
    socket.on('error', reject);
    const closed = new Promise<string>((settle) => socket.on('close', () => settle(text())));
  });
}
