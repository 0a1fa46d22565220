import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { clientTypes, openapiText } from '../../scripts/openapi-document.ts';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

interface Operation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  security?: unknown[];
  responses: Record<string, { content?: Record<string, unknown> }>;
}

let text = '';
beforeAll(async () => {
  text = await openapiText();
});

describe('what is generated is committed', () => {
  test('openapi/openapi.json (npm run build:openapi)', async () => {
    expect(await read('openapi/openapi.json')).toBe(text);
  });

  test('src/client/api.gen.ts (npm run build:openapi)', async () => {
    expect(await read('src/client/api.gen.ts')).toBe(await clientTypes(text));
  });
});

describe('the document', () => {
  const operations = () => Object.entries((JSON.parse(text) as { paths: Record<string, Record<string, Operation>> }).paths)
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })));

  test('every operation has an id of its own, a summary and a tag', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations()) {
      expect(operation.operationId).toMatch(/^[a-z][A-Za-z]+$/);
      expect(operation.summary).toMatch(/^[A-Z].*[^.]$/);
      expect(operation.tags).toHaveLength(1);
    }
  });

  test('every error of the API is a problem', () => {
    for (const { name, operation } of operations().filter(({ path }) => path.startsWith('/api/'))) {
      const errors = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
      const mediaTypes = errors.flatMap(([, { content }]) => Object.keys(content ?? {}));
      expect({ name, statuses: errors.map(([status]) => status) }).toEqual({ name, statuses: expect.arrayContaining(['401', '500']) });
      expect({ name, mediaTypes }).toEqual({ name, mediaTypes: errors.map(() => 'application/problem+json') });
    }
  });

  test('every reference leads somewhere', () => {
    const { components } = JSON.parse(text) as { components: { schemas: Record<string, unknown> } };
    const names = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(0);
    expect([...new Set(names)].sort()).toEqual(Object.keys(components.schemas).sort());
  });
});
