import { parseRequest, documentOnly, wireNumber } from '../../plugins/validation.ts';
import type { Route } from '../../deps.ts';
import { problems } from '../../schemas/common.ts';
import { standaloneNetwork } from '../../standalone-network.ts';
import { gradientCheckRequestSchema, gradientCheckSchema } from '../../schemas/gradient-check.ts';

export const createGradientCheck: Route = (app, { analyst, datasetContext }) => {
  app.post('/api/v1/gradient-checks', {
    schema: {
      operationId: 'createGradientCheck',
      tags: ['analysis'],
      summary: 'Compare numerical with back-propagated gradients',
      description: 'Every parameter and every input of a random batch is moved by h in both directions, in double precision (Deep Learning from Scratch, ch. 5.7.3). Nothing is stored.',
      body: documentOnly(gradientCheckRequestSchema),
      response: { 200: gradientCheckSchema, ...problems(400, 413, 415, 422, 503) },
    },
  }, async (request) => {
    const wanted = parseRequest(gradientCheckRequestSchema, request.body);
    const { network, inputShape, classes } = await standaloneNetwork(wanted, datasetContext);
    const { verdict, worst, arrays } = await analyst.checkGradients({ ...wanted, network, inputShape, classes: classes.length });
    return {
      object: 'gradient_check' as const, verdict, worst, tolerance: wanted.tolerance,
      arrays: arrays.map((array) => ({
        ...array, shape: [...array.shape],
        maxRelativeError: wireNumber(array.maxRelativeError), meanRelativeError: wireNumber(array.meanRelativeError), numerical: wireNumber(array.numerical), backpropagated: wireNumber(array.backpropagated),
      })),
    };
  });
};
