// Generated from openapi/openapi.yaml. Do not edit: change the contract, then run `pnpm generate`.

/** Every operation of the contract, by operationId. `statuses` are all that it may answer. */
export const operations = {
  createJob: {
    method: 'post',
    path: '/v1/jobs',
    access: 'write',
    conformanceClass: 'core',
    body: 'required',
    statuses: [201, 400, 401, 403, 409, 413, 415, 429, 431, 500, 503],
  },
  listJobs: {
    method: 'get',
    path: '/v1/jobs',
    access: 'read',
    conformanceClass: 'list',
    body: 'none',
    statuses: [200, 400, 401, 403, 404, 429, 431, 500, 503],
  },
  cancelJobs: {
    method: 'post',
    path: '/v1/jobs/cancel',
    access: 'write',
    conformanceClass: 'bulk-cancel',
    body: 'required',
    statuses: [200, 400, 401, 403, 404, 413, 415, 429, 431, 500, 503],
  },
  getJob: {
    method: 'get',
    path: '/v1/jobs/{job_id}',
    access: 'read',
    conformanceClass: 'core',
    body: 'none',
    statuses: [200, 304, 400, 401, 403, 404, 429, 431, 500, 503],
  },
  deleteJob: {
    method: 'delete',
    path: '/v1/jobs/{job_id}',
    access: 'write',
    conformanceClass: 'delete',
    body: 'none',
    statuses: [204, 400, 401, 403, 404, 409, 429, 431, 500, 503],
  },
  cancelJob: {
    method: 'post',
    path: '/v1/jobs/{job_id}/cancel',
    access: 'write',
    conformanceClass: 'core',
    body: 'optional',
    statuses: [200, 400, 401, 403, 404, 409, 413, 415, 429, 431, 500, 503],
  },
  listJobResults: {
    method: 'get',
    path: '/v1/jobs/{job_id}/results',
    access: 'read',
    conformanceClass: 'results',
    body: 'none',
    statuses: [200, 400, 401, 403, 404, 429, 431, 500, 503],
  },
  listJobEvents: {
    method: 'get',
    path: '/v1/jobs/{job_id}/events',
    access: 'read',
    conformanceClass: 'events',
    body: 'none',
    statuses: [200, 400, 401, 403, 404, 406, 429, 431, 500, 503],
  },
  getCapabilities: {
    method: 'get',
    path: '/v1/capabilities',
    access: 'read',
    conformanceClass: 'core',
    body: 'none',
    statuses: [200, 400, 401, 403, 429, 431, 500, 503],
  },
} as const;

export type OperationId = keyof typeof operations;
