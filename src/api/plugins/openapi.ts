import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { ApiApp } from '../deps.ts';
import { scopeOf } from './auth.ts';

const DESCRIPTION = `Train neural networks as jobs, watch them live, call the finished models.
Errors are problem documents (RFC 9457) with a stable \`code\`, a \`hint\` and, where a document is at fault, JSON pointers.`;

const TAGS = [
  { name: 'jobs', description: 'Training jobs' },
  { name: 'sweeps', description: 'Searches for the best settings' },
  { name: 'models', description: 'Registered models and predictions' },
  { name: 'tensorflow-serving', description: "Models as clients of TensorFlow Serving's REST interface see them" },
  { name: 'open-inference', description: 'Models as clients of the Open Inference Protocol, version 2, see them' },
  { name: 'datasets', description: 'What can be trained on' },
  { name: 'catalogue', description: 'What networks can be made of' },
  { name: 'experiments', description: "The book's scripts and figures" },
  { name: 'analysis', description: 'Gradient checks' },
  { name: 'access', description: 'Keys, sessions, audit' },
  { name: 'service', description: 'Health, metrics, consumers' },
];

type Json = Record<string, unknown>;

/** `/openapi.json` and `/docs` from the schemas of the routes. Call before the routes are added. */
export async function addOpenapi(app: ApiApp, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Trainyard', version, description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
      tags: TAGS,
      components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } },
      security: [{ apiKey: [] }],
    },
    transform: (given) => {
      const { schema, url } = jsonSchemaTransform(given);
      const scope = scopeOf(given.route);
      // Since OpenAPI 3.1 a scheme that is not OAuth may name roles here: the scope that the key needs.
      return { schema: scope === null || schema.hide ? schema : { ...schema, security: [{ apiKey: [scope] }] }, url };
    },
    transformObject: (document) => complete(jsonSchemaTransformObject(document) as unknown as Json) as ReturnType<typeof jsonSchemaTransformObject>,
  });
  await app.register(fastifySwaggerUi, { routePrefix: '/docs' });
  app.get('/openapi.json', { config: { public: true }, schema: { hide: true } as Json }, () => app.swagger());
}

/** Drops component schemas nobody refers to (each is generated for both directions) and adds what zod cannot say. */
function complete(document: Json): Json {
  const components = document.components as { schemas: Record<string, unknown> };
  const used = new Set<string>();
  const visit = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(components.schemas[name]);
    }
  };
  visit(document.paths);
  const schemas = Object.fromEntries(Object.entries(components.schemas).filter(([name]) => used.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...document, components: { ...components, schemas }, paths: withBinary(document.paths as Json) };
}

const BINARY = { 'application/octet-stream': { schema: { type: 'string', format: 'binary', description: 'Rows of little-endian float32.' } } };

/** Operations that read and answer rows of float32 beside JSON. */
function withBinary(paths: Json): Json {
  return Object.fromEntries(Object.entries(paths).map(([path, operations]) => {
    if (!path.endsWith('/predict')) return [path, operations];
    const { post } = operations as { post: { requestBody: { content: Json }; responses: Record<string, { content: Json }> } };
    Object.assign(post.requestBody.content, BINARY);
    Object.assign(post.responses['200'].content, BINARY);
    return [path, operations];
  }));
}
