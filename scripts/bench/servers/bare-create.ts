// A bare Express 5 app that reads the body of a POST, stores nothing, and answers with the bytes it is given.
import express from 'express';

const job: unknown = JSON.parse(process.argv[2] ?? '{}');
const app = express();
app.use(express.json());
app.post('/v1/jobs', (_request, response) => {
  response.status(201).json(job);
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
