import type { components, paths } from './api.gen.ts';
import type createFetchClient from 'openapi-fetch';
import { apiError } from './errors.ts';

type Http = ReturnType<typeof createFetchClient<paths>>;

/** Sessions of browsers. */
export function sessionsOf(http: Http) {
  return {
    /** A link that signs a browser in, once; the session may do what this key may. */
    createLink: async (): Promise<components['schemas']['SessionLink']> => {
      const { data, error, response } = await http.POST('/api/v1/sessions/links');
      if (data === undefined) throw apiError(response.status, error);
      return data;
    },
    /** Signs this browser out. */
    close: async (): Promise<void> => {
      const { error, response } = await http.DELETE('/api/v1/sessions/current');
      if (!response.ok) throw apiError(response.status, error);
    },
  };
}
