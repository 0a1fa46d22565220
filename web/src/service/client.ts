import { createClient } from '../../../src/client/index.ts';

/** The service that this page came from; the session's cookie travels by itself. */
export const client = createClient({ baseUrl: location.origin });
