/** Requests of every operation of the OpenAPI document: some as it says, most of them not quite. */
import fc from 'fast-check';
import { EXAMPLES } from './examples.ts';
import { mutated } from './mutations.ts';
import { predictionBodies } from './predictions.ts';
import { type Resolve, type Schema, valuesOf } from './schema-values.ts';

export interface Parameter {
  in: 'path' | 'query' | 'header';
  name: string;
  schema: Schema;
}

export interface Operation {
  operationId: string;
  method: string;
  path: string;
  parameters: readonly Parameter[];
  /** of JSON bodies */
  body: Schema | null;
  multipart: boolean;
}

export interface FuzzRequest {
  operation: Operation;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array | null;
}

/** Names and ids that exist, by parameter. */
export type Known = Record<string, readonly string[]>;

const ODD_SEGMENTS = ['..', '.', '%2e%2e%2f', '%00', '%', '%zz', 'a'.repeat(3000), '__proto__', 'job_01', '0', '-1', '1e9', '%F0%9F%99%82', 'latest', '%20', 'x/y', '1;drop'];
const ODD_VALUES = ['', '0', '-1', '1e309', 'NaN', 'null', '[]', '%00', 'a'.repeat(3000), '99999999999999999999', 'true', 'succeeded', 'job_01'];

export function requestsTo(operation: Operation, resolve: Resolve, known: Known): fc.Arbitrary<FuzzRequest> {
  const path = operation.parameters.filter((parameter) => parameter.in === 'path').reduce<fc.Arbitrary<string>>(
    (built, { name }) => fc.tuple(built, segment(known[name] ?? [])).map(([text, value]) => text.replace(`{${name}}`, () => value)),
    fc.constant(operation.path),
  );
  const query = fc.record(Object.fromEntries(operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name, schema }) => [name, queryValue(schema, resolve)])), { requiredKeys: [] });
  const accept = fc.constantFrom('application/json', 'application/json', '*/*', 'text/html', 'application/octet-stream');
  return fc.tuple(path, query, accept, bodyOf(operation, resolve)).map(([text, parameters, accepted, { type, body, headers }]) => {
    const search = new URLSearchParams(parameters as Record<string, string>).toString();
    return { operation, path: search ? `${text}?${search}` : text, headers: { accept: accepted, ...(type ? { 'content-type': type } : {}), ...headers }, body };
  });
}

function segment(known: readonly string[]): fc.Arbitrary<string> {
  const odd = fc.oneof(fc.constantFrom(...ODD_SEGMENTS), fc.string({ minLength: 1, maxLength: 20 }).map((text) => encodeURIComponent(text.toWellFormed())));
  return known.length === 0 ? odd : fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 3 }, { arbitrary: odd, weight: 1 });
}

function queryValue(schema: Schema, resolve: Resolve): fc.Arbitrary<string> {
  return fc.oneof(valuesOf(schema, resolve).map((value) => (typeof value === 'string' ? value : JSON.stringify(value))), fc.constantFrom(...ODD_VALUES), fc.string());
}

interface Body {
  type: string | null;
  body: string | Uint8Array | null;
  headers?: Record<string, string>;
}

function bodyOf({ operationId, path, method, body, multipart }: Operation, resolve: Resolve): fc.Arbitrary<Body> {
  const nothing = fc.constant<Body>({ type: null, body: null });
  if (method === 'GET' || method === 'DELETE') return nothing;
  const bytes = fc.uint8Array({ maxLength: 400 });
  const noise = fc.tuple(fc.constantFrom('application/json', 'text/plain', 'application/octet-stream', 'multipart/form-data; boundary=x', 'multipart/form-data', 'application/json; charset=utf-16', 'x'), bytes).map<Body>(([type, content]) => ({ type, body: content }));
  if (multipart) return fc.oneof(noise, forms());
  if (body === null) return fc.oneof({ arbitrary: nothing, weight: 4 }, { arbitrary: noise, weight: 1 });
  const examples = EXAMPLES[operationId] ?? [];
  const valid = examples.length === 0 ? valuesOf(body, resolve) : fc.oneof(valuesOf(body, resolve), fc.constantFrom(...examples));
  const json = (document: fc.Arbitrary<unknown>): fc.Arbitrary<Body> => document.map((value) => ({ type: 'application/json', body: JSON.stringify(value) ?? '' }));
  const broken = json(valid).chain((whole) => fc.nat({ max: whole.body!.length }).map<Body>((end) => ({ ...whole, body: (whole.body as string).slice(0, end) })));
  const binary = predictionBodies(path);
  return fc.oneof(...(binary ? [{ arbitrary: binary as fc.Arbitrary<Body>, weight: 5 }] : []), { arbitrary: json(valid), weight: 3 }, { arbitrary: json(mutated(valid)), weight: 8 }, { arbitrary: broken, weight: 1 }, { arbitrary: noise, weight: 1 }, { arbitrary: nothing, weight: 1 });
}

/** Parts with the names that uploads and imports know, and contents that are hardly ever right. */
function forms(): fc.Arbitrary<Body> {
  const name = fc.constantFrom('file', 'images', 'labels', 'name', 'model', 'format', 'network', 'dataset', 'target', 'x"y', '');
  const content = fc.oneof(fc.constantFrom('fuzz', 'npz', 'csv', 'book-pickle', 'safetensors', '{"layers":[{"type":"dense","units":2}]}', 'a,b,label\n1,2,x\n', 'PK\u0003\u0004', '{}'), fc.string({ maxLength: 100 }));
  const part = fc.tuple(name, fc.boolean(), content).map(([field, isFile, text]) => `--fuzz\r\ncontent-disposition: form-data; name="${field}"${isFile ? '; filename="f.csv"' : ''}\r\n\r\n${text}\r\n`);
  return fc.tuple(fc.array(part, { maxLength: 6 }), fc.boolean()).map(([parts, closed]) => ({ type: 'multipart/form-data; boundary=fuzz', body: `${parts.join('')}${closed ? '--fuzz--\r\n' : ''}` }));
}
