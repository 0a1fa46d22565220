import { z } from 'zod';
import { MAX_THREADS } from '../../../engine/index.ts';
import type { Route } from '../../deps.ts';
import { documentOnly, parseRequest } from '../../plugins/validation.ts';
import { problems } from '../../schemas/common.ts';
import { jobIdSchema, jobSchema } from '../../schemas/job.ts';
import { jobWire } from '../../wire/job.ts';

const bodySchema = z.strictObject({
  threads: z.int().min(1).max(MAX_THREADS).nullable().optional().describe('Threads from now on; null: as many as are fastest. By default as before. The result does not depend on them.'),
}).meta({ id: 'ResumeRequest', description: 'How a paused job goes on.' });

export const resumeJob: Route = (app, { jobs }) => {
  app.post('/api/v1/jobs/:id/resume', {
    schema: {
      operationId: 'resumeJob',
      tags: ['jobs'],
      summary: 'Resume a paused job',
      description: 'It goes on from its checkpoint, and gives the weights it would have given. One that waits or runs already answers 200 and changes nothing; others answer 409.',
      params: jobIdSchema,
      body: documentOnly(bodySchema),
      response: { 200: jobSchema, ...problems(400, 404, 409, 413, 415, 422, 503) },
    },
  }, async (request) => jobWire(await jobs.resume(request.params.id, parseRequest(bodySchema, request.body ?? {}))));
};
