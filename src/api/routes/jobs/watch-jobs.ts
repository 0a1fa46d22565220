import { z } from 'zod';
import type { FeedPage } from '../../../jobs/index.ts';
import type { ApiApp, ApiDeps } from '../../deps.ts';
import { STREAM_TIMES, streamEvents } from '../../event-stream.ts';
import type { OpenStream } from '../../plugins/streams.ts';
import { wireValue } from '../../plugins/validation.ts';
import { list, problems } from '../../schemas/common.ts';
import { jobWire } from '../../wire/job.ts';

const query = z.strictObject({ ticket: z.string().max(128).optional().describe('Instead of a key, for a stream in a browser: see POST /api/v1/tickets.') });

const description = `A live stream for lists: \`snapshot\`, the 100 newest jobs as GET /api/v1/jobs lists them, then \`job\`, the whole job, whenever one changes, at most four times a second for each.
It cannot be replayed: a new connection begins with a new snapshot. The events of one job, each exactly once: GET /api/v1/jobs/{id}/events.`;

/** The stream of all jobs; like that of one it writes to the socket itself. */
export function watchJobs(app: ApiApp, { jobs }: Pick<ApiDeps, 'jobs'>, open: OpenStream): void {
  app.get('/api/v1/events', {
    exposeHeadRoute: false,
    config: { ticket: true },
    schema: {
      operationId: 'watchJobs', tags: ['jobs'], summary: 'Watch all jobs', description, querystring: query,
      response: { 200: { description: 'The stream.', content: { 'text/event-stream': { schema: z.string() } } }, ...problems(400, 503) },
    },
  }, async (request, reply) => {
    await jobs.list({ limit: 1 }); // an answer in words while Redis is away
    reply.hijack();
    const signal = open(reply);
    await streamEvents(reply.raw, encoded(jobs.watch(signal)), { signal, times: STREAM_TIMES }).catch((error: unknown) => request.log.error({ err: error }, 'event stream broke'));
    return reply;
  });
}

async function* encoded(pages: AsyncIterable<FeedPage>): AsyncGenerator<string[]> {
  for await (const { whole, jobs } of pages) {
    if (whole) yield [encode('snapshot', list(jobs.map(jobWire), (job) => job.id))];
    else yield jobs.map((job) => encode('job', jobWire(job)));
  }
}

const encode = (type: string, data: object): string => `event: ${type}\ndata: ${JSON.stringify(data, wireValue)}\n\n`;
