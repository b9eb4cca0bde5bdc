/** Command lines that say what cannot be done, and faults of the program itself, in Portuguese (of Brazil). */
import type { Catalogue } from '../index.js';

export const usage: Catalogue['usage'] = {
  unknownCommand: (command) => `Comando desconhecido: '${command}'.`,
  unknownOption: (option) => `Opção desconhecida: '${option}'.`,
  missingArgument: (argument) => `Falta o argumento '${argument}'.`,
  missingValue: (option) => `Falta o valor da opção '${option}'.`,
  conflict: (option, other) => `A opção '${option}' não pode ser usada com a opção '${other}'.`,
  excess: ({ command, expected, given }) =>
    `Há argumentos demais para '${command}': ${expected === 1 ? 'é esperado 1' : expected === 0 ? 'não é esperado nenhum' : `são esperados ${expected}`}, mas há ${given}.`,
  invalidOption: ({ option, value, why }) => `O valor '${value}' da opção '${option}' é inválido. ${why}`,
  invalidArgument: ({ argument, value, why }) =>
    `O valor '${value}' do argumento '${argument}' é inválido. ${why}`,
  choices: (choices) => `Os valores permitidos são ${choices}.`,
  wholeNumber: 'Deve ser um número inteiro a partir de 1.',
  language: 'Deve ser en, pt ou es.',
  zone: 'Deve ser um fuso como UTC ou America/Sao_Paulo.',
  notATime: (text) => [
    `--exported-at ${text} não é uma data com hora.`,
    'Escreva como 2026-04-01T00:00Z, ou 2026-03-31T21:00-03:00.',
  ],
  meant: (name) => `Você quis dizer ${name}?`,
  meantOneOf: (names) => `Você quis dizer um destes: ${names}?`,
  seeHelp: (command) => `${command} --help mostra o que há.`,
  fault: (what) => `Isto é uma falha do invfix, não dos seus arquivos: ${what}`,
  reportFault:
    'Avise no registro de problemas (issues) do projeto; o mesmo comando com --debug diz onde aconteceu.',
  reportStack: (version) =>
    `Avise no registro de problemas (issues) do projeto, com as linhas abaixo e a versão ${version}.`,
};
