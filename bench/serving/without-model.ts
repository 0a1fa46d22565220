/** Loaded into our API (`--import`): predictions are answered without computing any, so that what is left is the cost of the way to the model and back. */
import { registerHooks } from 'node:module';

const serving = new URL('../../src/serving/index.ts', import.meta.url).href;
const stand = new URL('no-predictor.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    return resolved.url === serving && context.parentURL !== stand ? { ...resolved, url: stand } : resolved;
  },
});
