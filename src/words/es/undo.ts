/** The page of a fix taken back, in Spanish. */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';

export const undo: Catalogue['undo'] = {
  nothing: 'No se puede deshacer nada de ella.',
  toWrite: (value) =>
    `${counted(value, 'cantidad', 'cantidades')} por grabar; --write FILE ${value === 1 ? 'la' : 'las'} graba.`,
  after: ({ fix, moment }) =>
    `Después de subirlo, queda disponible lo mismo que si la corrección ${fix} no se hubiera grabado, ya con los pedidos hechos desde entonces. Se basa en el inventario de ${moment}: grabe pronto.`,
  couldBeHigher: (value) =>
    `${counted(value, 'cantidad también podría', 'cantidades también podrían')} ser mayor${value === 1 ? '' : 'es'}: ninguna exportación dice si la corrección liberó algunos pedidos que terminaron desde entonces. Se graba la menor.`,
  erpToo: 'Lo que se devolvió en el ERP por la corrección hay que volver a quitarlo de allí.',
  before: 'Antes de la corrección',
  beforeShort: 'Antes',
  thenAvailable: 'Disponible después',
  thenAvailableShort: 'Disp. luego',
  sure: 'Certeza',
  yes: 'sí',
  upTo: (most) => `hasta ${most}`,
  leftAsIs: (balances) =>
    balances === 1 ? '1 saldo queda como está' : `${grouped(balances)} saldos quedan como están`,
  why: 'Por qué queda como está',
  notIn: 'la corrección no entró',
  anotherCount: 'hay otra cantidad allí',
  changed: ({ count, author, at }) => `${count} en su lugar, por ${author} el ${at}`,
  updated: ({ count, author, at }) => `${count} desde entonces, por ${author} el ${at}`,
  writtenSince: 'grabado desde entonces',
  updatedBefore: ({ count, author, at }) => `${count} antes de la corrección, por ${author} el ${at}`,
  writtenBefore: 'grabado antes de la corrección',
  gone: 'fuera de las exportaciones',
  unlimited: 'ahora ilimitado',
  belowZero: 'la cantidad quedaría por debajo de cero',

  noSuchFix: (number) => [
    `No existe la corrección ${number}.`,
    'invfix history lista las correcciones con sus números.',
  ],
  noneToUndo: () => ['No hay corrección que deshacer.', 'invfix history lista las que existen.'],
  noSuchBalance: (fix) => [
    `La corrección ${fix} no grabó ningún saldo así.`,
    'Quite --sku y --warehouse para ver lo que grabó.',
  ],
  forgotten: (fix) => [
    `Lo que grabó la corrección ${fix} ya no está registrado.`,
    'Solo se pueden deshacer las últimas correcciones de cada saldo, y ninguna de hace más de 90 días.',
  ],
};
