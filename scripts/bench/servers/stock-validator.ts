// The same app with express-openapi-validator mounted once, the usual way, over the whole contract.
import { fileURLToPath } from 'node:url';
import express from 'express';
import { middleware } from 'express-openapi-validator';

const job: unknown = JSON.parse(process.argv[2] ?? '{}');
const app = express();
app.use(
  middleware({
    apiSpec: fileURLToPath(new URL('../../../openapi/openapi.yaml', import.meta.url)),
  }),
);
app.get('/v1/jobs/:job_id', (_request, response) => {
  response.json(job);
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
