import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isTerminal } from '../../../jobs/index.ts';
import type { ApiApp, ApiDeps } from '../../deps.ts';
import { encodePages, STREAM_TIMES, streamEvents } from '../../event-stream.ts';
import type { StreamTimes } from '../../event-stream.ts';
import type { OpenStream } from '../../plugins/streams.ts';
import { parseRequest } from '../../plugins/validation.ts';
import { list, listOf, problems } from '../../schemas/common.ts';
import { jobEventSchema, jobIdSchema } from '../../schemas/job.ts';
import { eventWire } from '../../wire/job.ts';

const sequence = z.coerce.number().int().min(0);

const query = z.strictObject({ after: sequence.optional().describe('Only events with a greater seq; a Last-Event-ID header goes before.'), ticket: z.string().max(128).optional().describe('Instead of a key, for a stream in a browser: see POST /api/v1/tickets.') });

const description = `With \`Accept: text/event-stream\` a live stream: \`id\` is the event's \`seq\`, the event's name is its \`type\`, \`end\` is the last.
A finished job with nothing left answers 204. Otherwise the events so far as a list.`;

/** The one route that writes to the socket itself: it needs the signals of open streams besides the usual parts. */
export function listJobEvents(app: ApiApp, { jobs }: Pick<ApiDeps, 'jobs'>, open: OpenStream, times: StreamTimes = STREAM_TIMES): void {
  const response = {
    200: {
      description: 'The events, as a list or as a stream.',
      content: {
        'application/json': { schema: listOf(jobEventSchema) },
        'text/event-stream': { schema: z.string() },
      },
    },
    204: z.null().describe('The job has ended and nothing is left (streams only).'),
    ...problems(400, 404, 503),
  };
  app.get('/api/v1/jobs/:id/events', {
    exposeHeadRoute: false,
    config: { ticket: true },
    schema: { operationId: 'listJobEvents', tags: ['jobs'], summary: 'Follow or list the events of a job', description, params: jobIdSchema, querystring: query, response },
  }, async (request, reply) => {
    const { id } = request.params;
    const after = lastSeen(request) ?? request.query.after ?? 0;
    const job = await jobs.get(id);
    if (!wantsStream(request)) return list((await jobs.events(id, after)).map(eventWire), (event) => String(event.seq));
    if (isTerminal(job.status) && (await jobs.events(id, after)).length === 0) return reply.code(204).send(null);
    reply.hijack();
    const signal = open(reply);
    await streamEvents(reply.raw, encodePages(jobs.followPages(id, after, signal)), { signal, times })
      .catch((error: unknown) => request.log.error({ err: error }, 'event stream broke'));
    return reply;
  });
}

const wantsStream = (request: FastifyRequest): boolean => request.headers.accept?.includes('text/event-stream') ?? false;

function lastSeen(request: FastifyRequest): number | null {
  const header = request.headers['last-event-id'];
  if (typeof header !== 'string' || header === '') return null;
  return parseRequest(z.object({ 'last-event-id': sequence }), { 'last-event-id': header }, 'headers')['last-event-id'];
}
