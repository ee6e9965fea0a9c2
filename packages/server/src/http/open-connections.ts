import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** The connections of a server, each with the answer that is still owed to the last request on it. */
export class OpenConnections {
  readonly #owed = new Map<Duplex, ServerResponse | null>();

  constructor(server: Server) {
    server.on('connection', (socket) => {
      this.#owed.set(socket, null);
      socket.once('close', () => this.#owed.delete(socket));
    });
  }

  /** Behind whatever else is owed there. */
  owes(response: ServerResponse): void {
    const { socket } = response.req;
    this.#owed.set(socket, response);
    response.once('close', () => {
      if (this.#owed.get(socket) === response) this.#owed.set(socket, null);
    });
  }

  /** The last of the answers that a connection waits for; null when it waits for none. */
  lastOwedTo(socket: Duplex): ServerResponse | null {
    return this.#owed.get(socket) ?? null;
  }

  /** Closes those on which no request has begun, also the ones that Node does not take for idle: nothing was ever sent there. */
  closeUnasked(): void {
    for (const [socket, answer] of this.#owed) {
      // What was written last may be on its way.
      if (answer === null && socket.writableLength === 0) socket.destroy();
    }
  }

  /** Closes those whose request has not arrived to its end, when all before it is answered. */
  closeHalfAsked(): void {
    for (const [socket, answer] of this.#owed) {
      if (answer === null || answer.req.complete || answer.socket === null || answer.headersSent) continue;
      socket.destroy();
    }
  }
}
