/** The page of a fix taken back, in Portuguese (of Brazil). */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';

export const undo: Catalogue['undo'] = {
  nothing: 'Nada dela pode ser desfeito.',
  toWrite: (value) =>
    `${counted(value, 'quantidade', 'quantidades')} a gravar; --write FILE ${value === 1 ? 'a' : 'as'} grava.`,
  after: ({ fix, moment }) =>
    `Depois do envio, fica disponível o mesmo que haveria se a correção ${fix} não tivesse sido gravada, já com os pedidos feitos desde então. Isso se baseia no inventário de ${moment}: grave logo.`,
  couldBeHigher: (value) =>
    `${counted(value, 'quantidade também poderia', 'quantidades também poderiam')} ser maior${value === 1 ? '' : 'es'}: nenhuma exportação diz se a correção liberou alguns pedidos que terminaram desde então. Grava-se a menor.`,
  erpToo: 'O que foi devolvido no ERP por causa da correção precisa ser retirado de lá de novo.',
  before: 'Antes da correção',
  beforeShort: 'Antes',
  thenAvailable: 'Disponível depois',
  thenAvailableShort: 'Disp. depois',
  sure: 'Certeza',
  yes: 'sim',
  upTo: (most) => `até ${most}`,
  leftAsIs: (balances) =>
    balances === 1 ? '1 saldo deixado como está' : `${grouped(balances)} saldos deixados como estão`,
  why: 'Por que fica como está',
  notIn: 'a correção não entrou',
  anotherCount: 'há outra quantidade lá',
  changed: ({ count, author, at }) => `${count} no lugar, por ${author} em ${at}`,
  updated: ({ count, author, at }) => `${count} desde então, por ${author} em ${at}`,
  writtenSince: 'gravado desde então',
  updatedBefore: ({ count, author, at }) => `${count} antes da correção, por ${author} em ${at}`,
  writtenBefore: 'gravado antes da correção',
  gone: 'fora das exportações',
  unlimited: 'agora ilimitado',
  belowZero: 'a quantidade ficaria abaixo de zero',

  noSuchFix: (number) => [
    `Não existe a correção ${number}.`,
    'invfix history lista as correções com seus números.',
  ],
  noneToUndo: () => ['Não há correção a desfazer.', 'invfix history lista as que existem.'],
  noSuchBalance: (fix) => [
    `A correção ${fix} não gravou nenhum saldo assim.`,
    'Deixe --sku e --warehouse de fora para ver o que ela gravou.',
  ],
  forgotten: (fix) => [
    `O que a correção ${fix} gravou já não está registrado.`,
    'Só as últimas correções de cada saldo, e nenhuma de mais de 90 dias atrás, podem ser desfeitas.',
  ],
};
