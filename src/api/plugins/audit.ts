import type { AuditAction } from '../../access/index.ts';
import type { ApiApp, ApiDeps } from '../deps.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What goes into the audit log when this route has answered with success. */
    audit?: AuditAction;
  }
}

/** Routes say in one word what is remembered of them. The target is what the address names, or where the new thing is. */
export function addAudit(app: ApiApp, { access }: Pick<ApiDeps, 'access'>): void {
  app.addHook('onResponse', async (request, reply) => {
    const { audit } = request.routeOptions.config;
    if (audit === undefined || reply.statusCode >= 400) return;
    const { id, name, version, alias } = (request.params ?? {}) as Record<string, string | undefined>;
    const created = reply.getHeader('location');
    const target = typeof created === 'string' && audit !== 'session.opened' ? created : ([id ?? name, version ?? alias].filter(Boolean).join('/') || null);
    await access.audit.record({ action: audit, keyId: request.principal?.keyId ?? null, address: request.ip, requestId: request.id, target });
  });
}
