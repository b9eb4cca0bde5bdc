/** The table of balances, in Spanish. */
import type { Catalogue } from '../index.js';

export const balances: Catalogue['balances'] = {
  sku: 'SKU',
  reference: 'Referencia',
  name: 'Nombre',
  cause: 'Causa',
  unlimited: 'ilimitado',
  wide: {
    warehouse: 'Almacén',
    inStock: 'En stock',
    reserved: 'Reservado',
    available: 'Disponible',
    corrected: 'Corregida',
    confidence: 'Confianza',
  },
  narrow: {
    warehouse: 'Alm.',
    inStock: 'En stock',
    reserved: 'Reserv.',
    available: 'Dispon.',
    corrected: 'Correg.',
    confidence: 'Certeza',
  },
};
