/** What is said about rows and files: kept without a language, told in any. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { scanDocument } from '../../src/commands/documents.js';
import { DatesError } from '../../src/exports/dates.js';
import { filesBelow } from '../../src/exports/index.js';
import { renderFiles } from '../../src/render/files.js';
import { renderProblems } from '../../src/render/scan.js';
import { StoreBuilder } from '../../src/store/builder.js';
import { loadExports } from '../../src/store/loading/load.js';
import { errorOf, failureOf } from '../../src/store/threads.js';
import { catalogueOf, speak } from '../../src/words/index.js';
import { LANGUAGES } from '../../src/words/language.js';
import { type Said, saidIn, sentenceOf } from '../../src/words/said.js';
import { pipe } from '../render/surfaces.js';

afterEach(() => speak({ language: 'en' }));

/** Files with something wrong in each. */
const FILES = {
  'inventory.csv':
    'SkuId;WarehouseId;TotalQuantity;ReservedQuantity\n1;a;5;3\n2;a;1.234;0\n;a;1;0\n3;a;7\n1;a;6;3\n',
  'order.json': '[{"orderId":"v1-01","status":"handling","items":[7]},{"foo":1}]',
  'cut.json': '{"orderId":"v2-01","status":"handling","items":[{"id":"1","quantity":1}]}\n{"orderId":"v3',
  'lacking.csv': 'Order,ID_SKU,Quantity_SKU\nv4-01,1,2\n',
  'cut.zip': 'PK\x03\x04 and no more',
};

async function told(): Promise<{ page: string; document: Record<string, unknown> }> {
  const folder = mkdtempSync(join(tmpdir(), 'invfix-said-'));
  for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder, name), content);
  const builder = StoreBuilder.create(`${folder}.db`);
  try {
    await loadExports(filesBelow([folder]), builder, {});
    builder.finishLoading();
    const files = builder.files().map((file) => ({ ...file, path: file.path.slice(folder.length + 1) }));
    const problems = builder
      .problems()
      .map((each) => ({ ...each, file: each.file.slice(folder.length + 1) }));
    const summary = {} as Parameters<typeof scanDocument>[0]['summary'];
    const document = scanDocument({ exportedAt: null, files, summary, writers: [], balances: [], problems });
    const page = `${renderFiles(files, true, pipe())}\n${renderProblems(problems, [], 0, pipe())}`;
    return {
      page: page.replace(/\s+/g, ' '),
      document: { files: document.files, problems: document.problems },
    };
  } finally {
    builder.discard();
  }
}

describe('what is said about rows and files', () => {
  it('is told in the language in use, and in English in JSON', async () => {
    const english = await told();
    expect(english.page).toContain('order.json:1: order v1-01, items[0] is a number, not an object');
    await speak({ language: 'pt' });
    const portuguese = await told();
    expect(portuguese.page).toContain(
      'inventory.csv:3: TotalQuantity "1.234" pode ter separador de milhares ou casas decimais; escreva sem separadores',
    );
    expect(portuguese.page).toContain('order.json:1: pedido v1-01, items[0] é um número, e não um objeto');
    expect(portuguese.page).toContain(
      'lacking.csv: uma exportação de pedidos sem coluna para o status (Status, Status raw value (temporary))',
    );
    expect(portuguese.page).toContain('outra linha traz o mesmo saldo com outros números');
    await speak({ language: 'es' });
    const spanish = await told();
    expect(spanish.page).toContain('inventory.csv:4: SkuId está vacío');
    expect(spanish.page).toContain('inventory.csv:5: 3 columnas donde el encabezado tiene 4');
    expect(spanish.page).toContain('cut.zip: un archivo comprimido o una hoja de cálculo, cortado');
    expect(portuguese.document).toEqual(english.document);
    expect(spanish.document).toEqual(english.document);
  });

  it('is told with what stands within it, and comes back from its JSON', async () => {
    const said: Said = {
      key: 'several',
      values: {
        reasons: [
          { key: 'sheet-unread', values: { sheet: 'A', damage: { key: 'xml-damaged' } } },
          { key: 'archive-too-many-files', values: { most: 200_000 } },
        ],
      },
    };
    expect(sentenceOf(said)).toBe(
      'sheet A cannot be read: its XML is damaged; it holds more than 200,000 files; the others are left out',
    );
    await speak({ language: 'pt' });
    expect(sentenceOf(saidIn(JSON.stringify(said)))).toBe(
      'a aba A não pode ser lida: o XML está danificado; contém mais de 200.000 arquivos; os demais ficam de fora',
    );
    for (const damaged of ['', 'the file is empty', '{"key":"nothing"}', '{"key":"toString"}', 'null'])
      expect(() => saidIn(damaged)).toThrow();
  });

  it('has a text of its own in every language', async () => {
    const [en, ...others] = await Promise.all(LANGUAGES.map(catalogueOf));
    for (const other of others) {
      for (const section of ['rows', 'unread'] as const) {
        for (const [key, text] of Object.entries(en?.[section] ?? {})) {
          if (typeof text !== 'string') continue;
          expect(Object.entries(other?.[section] ?? {})).not.toContainEqual([key, text]);
        }
      }
    }
  });
});

it('a user’s error about dates is told anew by the thread that gets it', async () => {
  const failure = failureOf(new DatesError('zone', 'Nowhere'));
  await speak({ language: 'es' });
  expect(errorOf(structuredClone(failure)).message).toBe('Zona horaria desconocida: "Nowhere".');
});
