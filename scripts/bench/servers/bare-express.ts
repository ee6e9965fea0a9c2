// A bare Express 5 app that answers GET of a job with the bytes it is given.
import express from 'express';

const job: unknown = JSON.parse(process.argv[2] ?? '{}');
const app = express();
app.get('/v1/jobs/:job_id', (_request, response) => {
  response.json(job);
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
