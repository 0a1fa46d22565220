/**
 * A real S3 server of our own: s3rver 3.7.1 on a free port, over a folder. As it comes it enforces neither conditional writes nor checksums nor
 * signatures of version 4, cannot abort or list uploads in parts, writes objects in place and answers before they are written, and pages its lists with a cipher that OpenSSL 3 no
 * longer has. Objects are always written by rename here and lists always complete, as with S3; `strict` adds conditions, checksums and uploads.
 */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

const require = createRequire(import.meta.url);
const BUCKET = 'trainyard-test';
/** keys in a page of a list: few, so that every suite pages */
const PAGE = 3;

export interface S3Request {
  method: string;
  /** without the bucket */
  key: string;
  query: Record<string, string>;
  headers: Record<string, string>;
}

export interface TestS3 {
  /** s3://bucket/prefix of a prefix that nobody has used */
  location(): string;
  /** AWS variables of a client, already set in this process */
  env: Record<string, string>;
  requests: S3Request[];
  /** Asked before each request: a status to answer with, 'hang' to say nothing ever, 'lose' to do it and to answer with 503, or undefined to go on. */
  intercept: ((request: S3Request) => number | 'hang' | 'lose' | undefined) | null;
  /** the file that holds an object, by location and key */
  fileOf(location: string, key: string): string;
  /** every object below a location, as the server has it */
  objects(location: string): Promise<string[]>;
  /** uploads in parts that are neither complete nor aborted */
  uploads(): Promise<string[]>;
  /** makes every object and upload of the server two days older */
  age(): Promise<void>;
  close(): Promise<void>;
}

interface Context {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  req: Readable;
  respond?: boolean;
  status: number;
  type: string;
  body: unknown;
}

interface StoredObject {
  bucket: string;
  key: string;
  content: Readable | Buffer;
  metadata: Record<string, string>;
}

interface Server {
  middleware: ((context: Context, next: () => Promise<void>) => Promise<void>)[];
  store: {
    getResourcePath(bucket: string, key: string | undefined, resource: string): string;
    putMetadata(bucket: string, key: string, metadata: Record<string, string>, md5: string): Promise<void>;
    putObject(object: StoredObject): Promise<{ size: number; md5: string }>;
    putPart(bucket: string, uploadId: string, partNumber: string, content: Readable): Promise<{ size: number; md5: string }>;
    existsObject(bucket: string, key: string): Promise<boolean>;
    listObjects(bucket: string, options: { prefix?: string; delimiter?: string; startAfter?: string; maxKeys?: number }): Promise<{ objects: StoredObject[]; commonPrefixes: string[]; isTruncated: boolean }>;
  };
  httpServer: { closeAllConnections(): void };
  run(): Promise<{ port: number }>;
  close(): Promise<void>;
}

export async function startTestS3({ strict }: { strict: boolean }): Promise<TestS3> {
  const directory = await mkdtemp(join(tmpdir(), 'ty-s3-'));
  bringBackDes();
  const S3rver = require('s3rver') as new (options: object) => Server;
  const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, vhostBuckets: false, configureBuckets: [{ name: BUCKET }] });
  const uploadsDir = server.store.getResourcePath(BUCKET, undefined, 'uploads');
  writeByRename(server, directory);
  listWell(server);
  const test: TestS3 = {
    location: () => `s3://${BUCKET}/p${++prefixes}`,
    env: {},
    requests: [],
    intercept: null,
    fileOf: (location, key) => server.store.getResourcePath(BUCKET, `${prefixOf(location)}/${key}`, 'object'),
    async objects(location) {
      const files = await readdir(join(directory, BUCKET, prefixOf(location)), { recursive: true }).catch(() => []);
      return files.filter((file) => file.endsWith(OBJECT)).map((file) => file.slice(0, -OBJECT.length)).sort();
    },
    uploads: () => readdir(uploadsDir).catch(() => []),
    async age() {
      for (const file of await readdir(join(directory, BUCKET), { recursive: true, withFileTypes: true })) {
        const path = join(file.parentPath, file.name);
        const { mtimeMs } = await stat(path);
        await utimes(path, new Date(), new Date(mtimeMs - 2 * 86_400_000));
      }
    },
    async close() {
      server.httpServer.closeAllConnections();
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  server.middleware.unshift(front(test, server, strict ? uploadsDir : null));
  const { port } = await server.run();
  test.env = { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };
  Object.assign(process.env, test.env);
  return test;
}

let prefixes = 0;
const CODES: Record<number, string> = { 403: 'AccessDenied', 503: 'SlowDown' };
const OBJECT = '._S3rver_object';
const prefixOf = (location: string): string => location.slice(`s3://${BUCKET}/`.length);

/** With `uploadsDir`: what S3 enforces and s3rver does not. */
function front(test: TestS3, server: Server, uploadsDir: string | null): Server['middleware'][number] {
  const turns = new Map<string, Promise<void>>();
  return async (context, next) => {
    const [, , ...parts] = decodeURIComponent(context.path).split('/');
    const request: S3Request = { method: context.method, key: parts.join('/'), query: { ...context.query }, headers: { ...context.headers } };
    test.requests.push(request);
    const verdict = test.intercept?.(request);
    if (verdict === 'hang') {
      context.respond = false; // koa then leaves the connection to us, and we say nothing
      return;
    }
    if (typeof verdict === 'number') return refuse(context, verdict, CODES[verdict] ?? 'InternalError');
    const before = turns.get(request.key) ?? Promise.resolve();
    const turn = before.then(() => (uploadsDir === null ? next() : enforce({ context, request, server, uploadsDir }, next)));
    turns.set(request.key, turn.catch(() => {})); // an object's content and its metadata are two files of s3rver: one request at a time
    await turn;
    if (verdict === 'lose') refuse(context, 503, CODES[503]);
  };
}

async function enforce({ context, request, server, uploadsDir }: { context: Context; request: S3Request; server: Server; uploadsDir: string }, next: () => Promise<void>): Promise<void> {
  const { method, key, query, headers } = request;
  if (method === 'DELETE' && query.uploadId !== undefined) {
    await rm(join(uploadsDir, query.uploadId), { recursive: true });
    context.status = 204;
    return;
  }
  if (method === 'GET' && 'uploads' in query) return listUploads(context, uploadsDir);
  if (method === 'PUT') {
    const body = await buffer(context.req);
    const sent = headers['x-amz-checksum-sha256'];
    if (sent !== undefined && sent !== createHash('sha256').update(body).digest('base64')) return refuse(context, 400, 'BadDigest');
    if (headers['if-none-match'] === '*' && (await server.store.existsObject(BUCKET, key))) return refuse(context, 412, 'PreconditionFailed');
    context.req = Readable.from(body.length > 0 ? [body] : []);
  }
  await next();
}

async function listUploads(context: Context, uploadsDir: string): Promise<void> {
  const uploads = await Promise.all((await readdir(uploadsDir).catch(() => [])).map(async (id) => {
    const file = join(uploadsDir, id, 'key');
    return `<Upload><Key>${await readFile(file, 'utf8')}</Key><UploadId>${id}</UploadId><Initiated>${(await stat(file)).mtime.toISOString()}</Initiated></Upload>`;
  }));
  context.type = 'application/xml';
  context.body = `<ListMultipartUploadsResult>${uploads.join('')}</ListMultipartUploadsResult>`;
}

function refuse(context: Context, status: number, code: string): void {
  context.status = status;
  context.type = 'application/xml';
  context.body = `<Error><Code>${code}</Code><Message>said by the test</Message></Error>`;
}

/** s3rver answers before the last bytes are in the file. */
function writeByRename({ store }: Server, directory: string): void {
  store.putPart = async (bucket, uploadId, partNumber, content) => {
    const bytes = await buffer(content);
    await writeFile(join(store.getResourcePath(bucket, undefined, 'uploads'), uploadId, partNumber), bytes);
    return { size: bytes.length, md5: createHash('md5').update(bytes).digest('hex') };
  };
  let written = 0;
  store.putObject = async ({ bucket, key, content, metadata }) => {
    const bytes = Buffer.isBuffer(content) ? content : await buffer(content);
    const path = store.getResourcePath(bucket, key, 'object');
    const work = join(directory, `.work-${++written}`);
    await writeFile(work, bytes);
    await mkdir(dirname(path), { recursive: true });
    await rename(work, path);
    const md5 = createHash('md5').update(bytes).digest('hex');
    await store.putMetadata(bucket, key, metadata, md5);
    return { size: bytes.length, md5 };
  };
}

/** s3rver overlooks folders that hold nothing but folders. */
function listWell({ store }: Server): void {
  const listObjects = store.listObjects.bind(store);
  store.listObjects = async (bucket, { prefix = '', delimiter, startAfter = '', maxKeys = PAGE }) => {
    const { objects } = await listObjects(bucket, { prefix, maxKeys: Infinity });
    const page: StoredObject[] = [];
    const below = new Set<string>();
    for (const object of objects.filter(({ key }) => key > startAfter).sort((a, b) => (a.key < b.key ? -1 : 1))) {
      const cut = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1;
      if (cut >= 0) below.add(object.key.slice(0, cut + 1));
      else if (page.length < Math.min(PAGE, maxKeys)) page.push(object);
      else return { objects: page, commonPrefixes: [...below], isTruncated: true };
    }
    return { objects: page, commonPrefixes: [...below], isTruncated: false };
  };
}

/** s3rver encrypts the tokens of its lists with DES; triple DES with three equal keys is the same. */
function bringBackDes(): void {
  const crypto = require('node:crypto') as Record<string, unknown>;
  const three = (key: Buffer) => Buffer.concat([key, key, key]);
  crypto.createCipheriv = (name: string, key: Buffer, iv: Buffer) => (name === 'des' ? createCipheriv('des-ede3-cbc', three(key), iv) : createCipheriv(name, key, iv));
  crypto.createDecipheriv = (name: string, key: Buffer, iv: Buffer) => (name === 'des' ? createDecipheriv('des-ede3-cbc', three(key), iv) : createDecipheriv(name, key, iv));
}
