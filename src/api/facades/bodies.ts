/** Bodies of the foreign protocols: their servers do not look at Content-Type, so that `curl -d` and Triton's own client, which sends none, are right. */
import { TrainyardError } from '../../engine/index.ts';
import type { ApiApp } from '../deps.ts';
import { RawJson } from '../plugins/raw-json.ts';
import { unreadableJson } from '../unreadable-json.ts';

/** What `curl -d` calls whatever it sends. */
const BY_CURL = 'application/x-www-form-urlencoded';

/** Routes that read a body as JSON where its type is that of `curl -d`, or is not said; other types stay refused. */
export function withAnyBody(app: ApiApp, addRoutes: (app: ApiApp) => void): void {
  void app.register((own, _options, done) => {
    own.addContentTypeParser(BY_CURL, { parseAs: 'buffer' }, (_request, body: Buffer, parsed) => parsed(null, new RawJson(body, parseJson)));
    own.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, parsed) => {
      const type = request.headers['content-type'];
      if (type === undefined) return parsed(null, new RawJson(body, parseJson));
      return parsed(new TrainyardError('unsupported-media-type', `This operation does not read bodies of type ${type.slice(0, 80)}.`, { hint: 'Send Content-Type: application/json.' }));
    });
    addRoutes(own as ApiApp);
    done();
  });
}

/** Throws what every other route answers for such a body. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadableJson(text);
  }
}
