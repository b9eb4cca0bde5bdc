/** The table of balances, in Portuguese. */
import type { Catalogue } from '../index.js';

export const balances: Catalogue['balances'] = {
  sku: 'SKU',
  reference: 'Referência',
  name: 'Nome',
  cause: 'Causa',
  unlimited: 'ilimitado',
  wide: {
    warehouse: 'Estoque',
    inStock: 'Em estoque',
    reserved: 'Reservado',
    available: 'Disponível',
    corrected: 'Corrigida',
    confidence: 'Confiança',
  },
  narrow: {
    warehouse: 'Estq.',
    inStock: 'Em estq.',
    reserved: 'Reserv.',
    available: 'Dispon.',
    corrected: 'Corrig.',
    confidence: 'Certeza',
  },
};
