/** What is wrong with invfix.config.json, in Portuguese (of Brazil). */
import type { Catalogue } from '../index.js';

export const settings: Catalogue['settings'] = {
  notAnObject: (file) => [`${file} não é um objeto de configurações.`, 'Escreva como {"timezone": "UTC"}.'],
  unknown: ({ file, name, settings }) => [
    `${file}: não existe a configuração "${name}".`,
    `As configurações são ${settings}.`,
  ],
  wrong: ({ file, name, wanted }) => [
    `${file}: ${name} deve ser ${wanted}.`,
    'Corrija ali, ou remova a configuração.',
  ],
  timezone: 'um fuso horário como "America/Sao_Paulo"',
  dateOrder: '"dmy" ou "mdy"',
  ownSellers: 'uma lista de nomes de sellers, como ["1", "acme"]',
  authors: 'um objeto de autores, como {"erp@acme.com": "erp"}; cada um é "erp", "person" ou "pos"',
  pipelineWarehouse: 'um padrão cujo primeiro grupo é o estoque, como "_([^_]+)$"',
  notJson: (file, why) => [
    `${file} não é um JSON válido: ${why}.`,
    'Corrija o arquivo, ou mova-o para outro lugar.',
  ],
  unreadable: (file, code) => [
    `${file} não pôde ser lido (${code}).`,
    'Corrija o arquivo, ou mova-o para outro lugar.',
  ],
};
