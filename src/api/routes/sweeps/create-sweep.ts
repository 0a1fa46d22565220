import type { Route } from '../../deps.ts';
import { documentOnly } from '../../plugins/validation.ts';
import { problems } from '../../schemas/common.ts';
import { sweepRequestDocument, sweepSchema } from '../../schemas/sweep.ts';
import { sweepWire } from '../../wire/sweep.ts';

export const createSweep: Route = (app, { jobs }) => {
  app.post('/api/v1/sweeps', {
    schema: {
      operationId: 'createSweep',
      tags: ['sweeps'],
      summary: 'Search for the best settings of a job',
      description: 'Every trial is checked before anything is accepted, and becomes an ordinary job whose parent is the sweep. Draws depend on the seed and the number of the trial only.',
      body: documentOnly(sweepRequestDocument),
      response: { 201: sweepSchema, ...problems(400, 413, 415, 422, 503) },
    },
  }, async (request, reply) => {
    const sweep = await jobs.sweeps.create(request.body);
    return reply.code(201).header('location', `/api/v1/sweeps/${sweep.id}`).send(sweepWire(sweep));
  });
};
