import type { ApiApp } from '../deps.ts';

/** Of every answer. There is no Access-Control-Allow-Origin anywhere: pages of others get nothing. */
export const SAFE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** Swagger UI: its own files, the images and styles it writes into its page, and our API. */
export const DOCS_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A figure opened by itself: the styles within it and nothing else. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

export function addHeaders(app: ApiApp): void {
  app.addHook('onSend', (request, reply, _payload, done) => {
    const isDocs = request.routeOptions.url?.startsWith('/docs') ?? false;
    const isPicture = String(reply.getHeader('content-type')).startsWith('image/svg');
    const own = reply.getHeaders(); // what a route says itself stands
    for (const [name, value] of Object.entries(SAFE_HEADERS)) if (own[name] === undefined) void reply.header(name, value);
    void reply.header('x-request-id', request.id);
    if (isDocs) void reply.header('content-security-policy', DOCS_POLICY);
    else if (isPicture) void reply.header('content-security-policy', PICTURE_POLICY);
    if (!isDocs && own['cache-control'] === undefined) void reply.header('cache-control', 'no-store');
    done();
  });
}
