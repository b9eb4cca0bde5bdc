/** What is wrong with the SKUs and warehouses that were asked for, in Spanish. */
import { counted } from '../format.js';
import type { Catalogue } from '../index.js';

export const selecting: Catalogue['selecting'] = {
  noSkuNamed: () => [
    'No se indicó ningún SKU.',
    'Indique uno, por su id o código de referencia: invfix explain SKU123',
  ],
  noSkuBeforeFrom: () => [
    'No se indicó ningún SKU.',
    'Indíquelo antes de --from, cuya lista de rutas llega hasta la siguiente opción: invfix explain SKU123 --from exports/',
  ],
  inNoInventory: ({ sku, lines }) => [
    `El SKU ${sku} está en ${counted(lines, 'línea de pedido', 'líneas de pedido')}, pero en ninguna exportación de inventario.`,
    'Exporte el inventario con este SKU y analice de nuevo.',
  ],
  kit: ({ sku, command }) => [
    `El SKU ${sku} es un kit: lo que se reserva y se cuenta son sus componentes.`,
    `Vea los componentes: ${command}`,
  ],
  unknownSku: ({ sku, nearest }) => [
    `Ninguna exportación tiene el SKU o código de referencia ${sku}.`,
    nearest === null
      ? 'Los ids y códigos de referencia son los de la exportación de inventario; invfix scan PATH --all los muestra todos.'
      : `¿Quiso decir ${nearest}?`,
  ],
  unknownWarehouse: ({ warehouse, known, names }) => [
    `Ninguna exportación tiene el almacén ${warehouse}.`,
    `${known === 1 ? 'El único es' : 'Existen'} ${names}.`,
  ],
  warehouseInOtherCase: ({ warehouse, alike }) => [
    `Ninguna exportación tiene el almacén ${warehouse}.`,
    `¿Quiso decir ${alike}? Las mayúsculas y minúsculas importan.`,
  ],
  unreadable: (file) => [
    `No se puede leer ${file ?? 'la entrada estándar'}.`,
    'Indique un archivo con un SKU por línea: --sku-file skus.txt',
  ],
  listsNothing: (file) => [
    `${file ?? 'La entrada estándar'} no contiene ningún SKU.`,
    'Escriba un SKU por línea.',
  ],
  atLine: ({ file, line, message }) => `${file ?? 'Entrada estándar'}, línea ${line}: ${message}`,
};
