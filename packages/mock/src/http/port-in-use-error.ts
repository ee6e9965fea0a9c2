/** Another program listens where the mock was to listen. Nothing was started. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';

  readonly host: string;
  readonly port: number;

  constructor(host: string, port: number) {
    super(
      `Port ${port} on ${host} is in use by another program. Stop that program, or start the mock on another port (port 0 takes a free one).`,
    );
    this.host = host;
    this.port = port;
  }
}

export function isPortInUseError(error: unknown): error is PortInUseError {
  return error instanceof Error && error.name === 'PortInUseError';
}
