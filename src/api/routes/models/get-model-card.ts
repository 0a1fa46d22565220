import type { Route } from '../../deps.ts';
import { jobOf } from '../../job-of-version.ts';
import { baseUrlOf } from '../../model-card/calls.ts';
import { cardOf } from '../../model-card/card.ts';
import { cardMarkdown } from '../../model-card/markdown.ts';
import { problems } from '../../schemas/common.ts';
import { modelVersionParams } from '../../schemas/model.ts';
import { cardQuery, modelCardSchema } from '../../schemas/model-card.ts';
import { curveWire, oneVersionWire } from '../../wire/model.ts';
import { CURVE_POINTS } from './get-model-version.ts';

export const getModelCard: Route = (app, { models, jobs }) => {
  app.get('/api/v1/models/:name/versions/:version/card', {
    schema: {
      operationId: 'getModelCard', tags: ['models'], summary: 'Get the card of a version', description: 'What it is, its data, network, metrics and course, and commands that call it. As a page with `format=markdown`, or where Accept asks for text/markdown.',
      params: modelVersionParams, querystring: cardQuery,
      response: { 200: { description: 'The card.', content: { 'application/json': { schema: modelCardSchema } } }, ...problems(400, 404, 503) },
    },
  }, async (request, reply) => {
    const version = await models.asStored.get(request.params.name, request.params.version);
    const [{ name, description, tags }, wire, job, curve] = await Promise.all([models.model(version.model), oneVersionWire(models, version), jobOf(jobs, version), version.jobId === null ? null : jobs.curve(version.jobId, CURVE_POINTS)]);
    const card = cardOf({ model: { name, description, tags }, version, wire, job, curve: curveWire(curve), baseUrl: baseUrlOf(request) });
    const format = request.query.format ?? (/\btext\/markdown\b/.test(request.headers.accept ?? '') ? 'markdown' : 'json');
    if (format === 'markdown') return reply.header('content-type', 'text/markdown; charset=utf-8').serializer(String).send(cardMarkdown(card) as never);
    return card as never;
  });
};
