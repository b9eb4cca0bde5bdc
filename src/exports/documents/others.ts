/** Documents of VTEX's that say something, but hold no records. */
import { isObject, type NoExport } from './shape.js';

/** Documents that are known for what they are not. */
export const NO_EXPORTS: readonly NoExport[] = [
  {
    reason: { key: 'orders-without-items' },
    recognises: (document) =>
      'orderId' in document && 'status' in document && 'items' in document && document.items === null,
  },
  {
    reason: { key: 'error-answer' },
    isFailure: true,
    recognises: ({ error }) => isObject(error) && 'code' in error && 'message' in error,
  },
  {
    reason: { key: 'upload-answer' },
    recognises: (document) =>
      'batchId' in document && 'status' in document && ('upload' in document || 'rowCount' in document),
  },
];
