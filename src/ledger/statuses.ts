/**
 * What an order's status says about its reservation. The raw statuses and their labels are VTEX's
 * (its order flow, and the order report's Status column in Portuguese, Spanish and English).
 */
import type { ReservationPhase } from './records.js';

/** Every raw status by the state it puts the reservation in. */
const STATUSES_OF_PHASE: Readonly<Record<Exclude<ReservationPhase, 'unknown'>, readonly string[]>> = {
  none: [
    '',
    'order-created',
    'on-order-completed',
    'on-order-completed-ffm',
    'order-create-error',
    'order-creation-error',
  ],
  authorized: [
    'order-accepted',
    'waiting-for-authorization',
    'waiting-for-seller-confirmation',
    'waiting-for-order-authorization',
    'waiting-ffmt-authorization',
    'waiting-for-manual-authorization',
    'waiting-for-mkt-authorization',
    'waiting-for-fulfillment',
    'payment-pending',
    'window-to-change-payment',
    'approve-payment',
  ],
  confirmed: [
    'payment-approved',
    'authorize-fulfillment',
    'window-to-cancel',
    'window-to-change-seller',
    'waiting-seller-handling',
    'ready-for-handling',
    'start-handling',
  ],
  acknowledged: ['handling', 'ready-for-invoicing', 'invoice', 'invoice-after-cancellation-deny', 'invoiced'],
  undetermined: ['request-cancel', 'cancellation-requested', 'waiting-for-seller-decision'],
  closed: ['payment-denied', 'cancel', 'canceling', 'canceled', 'replaced'],
};

/**
 * The labels of each raw status. "Preparando entrega" labels `approve-payment` in some accounts too;
 * without the raw status beside it, it is `handling`.
 */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  handling: [
    'Preparando Entrega',
    'Preparando',
    'En preparación',
    'Handling shipping',
    'Preparing Delivery',
    'Preparing for delivery',
    'Handling',
  ],
  'ready-for-handling': [
    'Pronto para manuseio',
    'Pronto para o manuseio',
    'Listo para preparar',
    'Listo para preparación',
    'Ready for handling',
  ],
  'start-handling': ['Iniciar manuseio', 'Iniciar preparación', 'Start handling'],
  invoiced: ['Faturado', 'Facturado', 'Invoiced'],
  invoice: [
    'Verificando nota fiscal',
    'Verificando fatura',
    'Enviando',
    'Verificando factura',
    'Verifying invoice',
  ],
  'window-to-cancel': [
    'Carência para cancelamento',
    'Janela para cancelamento',
    'Periodo de cancelación',
    'Ventana de cancelación',
    'Cancellation window',
  ],
  'payment-pending': ['Pagamento pendente', 'Pago pendiente', 'Payment pending'],
  'payment-approved': ['Pagamento aprovado', 'Pago aprobado', 'Payment approved'],
  'payment-denied': ['Pagamento negado', 'Pago rechazado', 'Payment denied'],
  canceled: ['Cancelado', 'Canceled', 'Cancelled'],
  canceling: ['Cancelando', 'Cancelar', 'Canceling', 'Cancelling'],
  'cancellation-requested': [
    'Cancelamento solicitado',
    'Solicitar cancelamento',
    'Cancelación solicitada',
    'Solicitó cancelación',
    'Cancellation requested',
  ],
  'authorize-fulfillment': [
    'Autorizar despacho',
    'Aguardando autorização para despachar',
    'Autorizar fulfillment',
    'Esperando autorización fulfillment',
    'Authorize fulfillment',
    'Waiting for fulfillment authorization',
  ],
  'waiting-for-authorization': [
    'Aguardando confirmação do seller',
    'Aguardando autorização do pedido',
    'Esperando confirmación del seller',
    'Waiting for seller confirmation',
  ],
  'order-accepted': ['Pedido aceito', 'Pedido aceptado', 'Order accepted'],
  replaced: ['Substituído', 'Sustituido', 'Replaced'],
};

const PHASE_OF_STATUS: ReadonlyMap<string, ReservationPhase> = new Map(
  (Object.entries(STATUSES_OF_PHASE) as [ReservationPhase, readonly string[]][]).flatMap(
    ([phase, statuses]) => statuses.map((status): [string, ReservationPhase] => [status, phase]),
  ),
);

/** Raw status by its own folded name and by its folded labels; its own name wins ("Cancel" is no label). */
const STATUS_OF_FOLDED: ReadonlyMap<string, string> = new Map([
  ...Object.entries(LABELS).flatMap(([status, labels]) =>
    labels.map((label): [string, string] => [folded(label), status]),
  ),
  ...[...PHASE_OF_STATUS.keys()].map((status): [string, string] => [folded(status), status]),
]);

/** Few distinct values stand in millions of rows: each is folded once. */
const remembered = new Map<string, string | null>();
const MOST_REMEMBERED = 10_000;

/**
 * The raw status of an order, from the report's two columns: the raw value where it is a raw status
 * or (as in some accounts) a label; else the label. What neither table knows is kept as it was
 * written, trimmed and without control characters, and `phaseOf` calls it unknown.
 */
export function rawStatusOf(rawValue: string | null, label: string | null): string {
  const raw = rawValue?.trim() ?? '';
  const shown = label?.trim() ?? '';
  return (raw && knownStatus(raw)) || (shown && knownStatus(shown)) || asStatus(raw || shown);
}

/** What the reservation of an order in this raw status is. */
export function phaseOf(rawStatus: string): ReservationPhase {
  return PHASE_OF_STATUS.get(rawStatus) ?? 'unknown';
}

function knownStatus(text: string): string | null {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const status = STATUS_OF_FOLDED.get(folded(text)) ?? null;
  if (remembered.size < MOST_REMEMBERED) remembered.set(text, status);
  return status;
}

/** Without case, accents, spaces and the hyphens of raw statuses. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
}

/** Whatever a damaged row has in the place of its status: it may be somebody's address or number, and is not kept. */
const NO_STATUS = 'no status';
const LONGEST_STATUS = 60;

function asStatus(text: string): string {
  const status = text.replace(/\p{Cc}+/gu, ' ').trim();
  return status.length > LONGEST_STATUS || /@|\d.*\d.*\d.*\d/.test(status) ? NO_STATUS : status;
}
