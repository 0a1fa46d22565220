/** `npm run build:docs`: writes docs/reference from the registries and schemas, and the lines of source that pages show. */
import { root } from '../support/checks.ts';
import { writeGenerated } from './generated.ts';

for (const page of writeGenerated(root)) console.log(`written  ${page}`);
