/** Command lines that say what cannot be done, and faults of the program itself, in Spanish. */
import type { Catalogue } from '../index.js';

export const usage: Catalogue['usage'] = {
  unknownCommand: (command) => `Comando desconocido: '${command}'.`,
  unknownOption: (option) => `Opción desconocida: '${option}'.`,
  missingArgument: (argument) => `Falta el argumento '${argument}'.`,
  missingValue: (option) => `Falta el valor de la opción '${option}'.`,
  conflict: (option, other) => `La opción '${option}' no se puede usar con la opción '${other}'.`,
  excess: ({ command, expected, given }) =>
    `Hay demasiados argumentos para '${command}': ${expected === 1 ? 'se espera 1' : expected === 0 ? 'no se espera ninguno' : `se esperan ${expected}`}, pero hay ${given}.`,
  invalidOption: ({ option, value, why }) =>
    `El valor '${value}' de la opción '${option}' no es válido. ${why}`,
  invalidArgument: ({ argument, value, why }) =>
    `El valor '${value}' del argumento '${argument}' no es válido. ${why}`,
  choices: (choices) => `Los valores permitidos son ${choices}.`,
  wholeNumber: 'Debe ser un número entero a partir de 1.',
  language: 'Debe ser en, pt o es.',
  zone: 'Debe ser una zona como UTC o America/Sao_Paulo.',
  notATime: (text) => [
    `--exported-at ${text} no es una fecha con hora.`,
    'Escríbala como 2026-04-01T00:00Z, o 2026-03-31T21:00-03:00.',
  ],
  meant: (name) => `¿Quiso decir ${name}?`,
  meantOneOf: (names) => `¿Quiso decir uno de estos: ${names}?`,
  seeHelp: (command) => `${command} --help muestra lo que hay.`,
  fault: (what) => `Esto es una falla de invfix, no de sus archivos: ${what}`,
  reportFault:
    'Avise en el registro de incidencias (issues) del proyecto; el mismo comando con --debug dice dónde ocurrió.',
  reportStack: (version) =>
    `Avise en el registro de incidencias (issues) del proyecto, con las líneas de abajo y la versión ${version}.`,
};
