/** Documents of VTEX's that say something, but hold no records. */
import { isObject, type NoExport } from './shape.js';

/** Documents that are known for what they are not. */
export const NO_EXPORTS: readonly NoExport[] = [
  {
    reason:
      'a list of orders without their items: save each order of it (GET /api/oms/pvt/orders/{orderId}) or export the order report',
    recognises: (document) =>
      'orderId' in document && 'status' in document && 'items' in document && document.items === null,
  },
  {
    reason: 'an error that VTEX answered in place of the data: ask for it again',
    isFailure: true,
    recognises: ({ error }) => isObject(error) && 'code' in error && 'message' in error,
  },
  {
    reason: 'the answer to a bulk upload, not an export',
    recognises: (document) =>
      'batchId' in document && 'status' in document && ('upload' in document || 'rowCount' in document),
  },
];
