import { z } from 'zod';
import { TrainyardError } from '../../../engine/index.ts';
import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { datasetNameSchema } from '../../schemas/dataset.ts';

/** Ids that a message names. */
const SHOWN = 5;

export const deleteDataset: Route = (app, { uploads, jobs }) => {
  app.delete('/api/v1/datasets/:name', {
    config: { audit: 'dataset.deleted' },
    schema: {
      operationId: 'deleteDataset',
      tags: ['datasets'],
      summary: 'Delete an uploaded dataset',
      description: 'Refused while a job that trains on it is not finished. Models trained on it stay.',
      params: datasetNameSchema,
      response: { 204: z.null().describe('It is gone.'), ...problems(404, 409, 503) },
    },
  }, async ({ params: { name } }, reply) => {
    const users = await jobs.unfinishedOn(name);
    if (users.length > 0) {
      const shown = `${users.slice(0, SHOWN).join(', ')}${users.length > SHOWN ? `, and ${users.length - SHOWN} more` : ''}`;
      throw new TrainyardError('wrong-state', `"${name}" is used by jobs that are not finished: ${shown}.`, { hint: 'Wait for them or cancel them.' });
    }
    await uploads.remove(name);
    return reply.code(204).send(null);
  });
};
