import type { ServerResponse } from 'node:http';

/**
 * Begins when every earlier request of the connection is answered. Node hands over at once whatever a caller has sent,
 * hundreds of requests in one packet, and keeps their answers for as long as the caller does not read: with pages of some
 * megabytes, one connection could fill the memory.
 */
export function inItsTurn(response: ServerResponse, begin: () => void): void {
  // The socket is given to one answer at a time.
  if (response.socket !== null) {
    begin();
    return;
  }
  const { assignSocket } = response;
  response.assignSocket = (socket) => {
    assignSocket.call(response, socket);
    begin();
  };
}
