import { type ServerResponse, STATUS_CODES } from 'node:http';

/** Answers with a problem (RFC 9457) of the mock itself, of which the contract knows nothing. */
export function sendMockProblem(response: ServerResponse, status: number, detail: string): void {
  response.writeHead(status, { 'Content-Type': 'application/problem+json' });
  response.end(JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail }));
}
