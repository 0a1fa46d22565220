export { createExporter, type Exporter, type ExportedFile, type ExportRequest } from './exporter.ts';
export { EXPORT_FORMATS, type ExportFormatName } from './formats.ts';
export { type Layout, LAYOUTS } from './model.ts';
