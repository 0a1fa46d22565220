import { halfOf } from '../../../engine/index.ts';

/** Datatypes of the Open Inference Protocol that become float32 here, and how their bytes are read. */
export interface Datatype {
  bytes: number;
  read(view: DataView, offset: number): number;
}

export const DATATYPES: Readonly<Record<string, Datatype>> = {
  BOOL: { bytes: 1, read: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) },
  UINT8: { bytes: 1, read: (view, at) => view.getUint8(at) },
  UINT16: { bytes: 2, read: (view, at) => view.getUint16(at, true) },
  UINT32: { bytes: 4, read: (view, at) => view.getUint32(at, true) },
  UINT64: { bytes: 8, read: (view, at) => Number(view.getBigUint64(at, true)) },
  INT8: { bytes: 1, read: (view, at) => view.getInt8(at) },
  INT16: { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  INT32: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  INT64: { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  FP16: { bytes: 2, read: (view, at) => halfOf(view.getUint16(at, true)) },
  FP32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  FP64: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
};
