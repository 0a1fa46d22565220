export { createImporter, type Importer, type ImportRequest } from './importer.ts';
export { IMPORT_FORMATS, type ImportFormat } from './read.ts';
