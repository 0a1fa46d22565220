import { client } from './client.ts';
import { type Loaded, useLoaded } from './use-loaded.ts';

export type Catalogue = Awaited<ReturnType<typeof client.catalogue>>;
export type CatalogueEntry = Catalogue['optimizers'][number];

let asked: Promise<Catalogue> | null = null;

/** Asked for once: it changes with the version of the service only. */
export function catalogue(): Promise<Catalogue> {
  asked ??= client.catalogue().catch((error: unknown) => {
    asked = null;
    throw error;
  });
  return asked;
}

export const useCatalogue = (): Loaded<Catalogue> => useLoaded(catalogue, []);
