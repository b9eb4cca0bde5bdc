/** What is wrong with invfix.config.json, in English. */

type Trouble = readonly [message: string, hint: string];

export const settings = {
  notAnObject: (file: string): Trouble => [
    `${file} is not an object of settings.`,
    'Write it like {"timezone": "UTC"}.',
  ],
  unknown: ({ file, name, settings }: { file: string; name: string; settings: string }): Trouble => [
    `${file}: there is no setting "${name}".`,
    `The settings are ${settings}.`,
  ],
  /** `wanted`: one of the texts below. */
  wrong: ({ file, name, wanted }: { file: string; name: string; wanted: string }): Trouble => [
    `${file}: ${name} must be ${wanted}.`,
    'Correct it there, or remove it.',
  ],
  timezone: 'a time zone such as "America/Sao_Paulo"',
  dateOrder: '"dmy" or "mdy"',
  ownSellers: 'a list of seller names, such as ["1", "acme"]',
  authors: 'an object of authors, such as {"erp@acme.com": "erp"}; each is "erp", "person" or "pos"',
  pipelineWarehouse: 'a pattern whose first group is the warehouse, such as "_([^_]+)$"',
  notJson: (file: string, why: string): Trouble => [
    `${file} is no valid JSON: ${why}.`,
    'Correct the file, or move it away.',
  ],
  unreadable: (file: string, code: string): Trouble => [
    `${file} cannot be read (${code}).`,
    'Correct the file, or move it away.',
  ],
};
