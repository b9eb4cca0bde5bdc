/** The balances summed up by cause, warehouse, author and sales channel; each line filters the table. */
import { button, element, table } from './dom.js';
import { type Balance, balances, head, names } from './embedded.js';
import { type Filters, NO_FILTERS } from './filters.js';
import { filled, grouped, texts } from './words.js';

interface Line {
  readonly name: string;
  readonly negative: number;
  readonly understated: number;
  readonly overstated: number;
  readonly units: number;
  readonly filters: Partial<Filters>;
}

/** @param show filters the table and goes to it */
export function sums(show: (filters: Filters) => void): HTMLElement {
  const warehouseIds = names.warehouses.map(({ id }) => id);
  const shortOf = (balance: Balance): number => Math.max(0, -balance.available);
  const parts: (Node | null)[] = [
    part(
      texts.byCause,
      texts.cause,
      linesBy(
        head.causes.map((cause) => cause.name),
        ({ causes }) => causes,
        (place) => ({ cause: String(place) }),
      ),
      show,
    ),
    part(
      texts.byWarehouse,
      texts.warehouse,
      linesBy(
        names.warehouses.map(({ name }) => name),
        (balance) => [[warehouseIds.indexOf(balance.warehouse), shortOf(balance)]],
        (place) => ({ warehouse: warehouseIds[place] ?? '' }),
      ),
      show,
      texts.unitsShort,
    ),
    part(
      texts.byAuthor,
      texts.author,
      linesBy(
        names.authors,
        ({ authors }) => authors,
        (place) => ({ author: String(place) }),
      ),
      show,
    ),
    part(
      texts.byChannel,
      texts.channel,
      linesBy(
        names.policies,
        (balance) => balance.policies.map((policy) => [policy, shortOf(balance)] as const),
        (place) => ({ policy: String(place) }),
      ),
      show,
      texts.unitsShort,
    ),
  ];
  return element('div', { class: 'sums' }, ...parts);
}

/** A line for each name that some balance has; the most units first. */
function linesBy(
  titles: readonly string[],
  shares: (balance: Balance) => readonly (readonly [place: number, units: number])[],
  filtersFor: (place: number) => Partial<Filters>,
): Line[] {
  const lines = titles.map((name, place) => ({
    name,
    negative: 0,
    understated: 0,
    overstated: 0,
    units: 0,
    filters: filtersFor(place),
  }));
  const found = new Set<number>();
  for (const balance of balances) {
    for (const [place, units] of shares(balance)) {
      const line = lines[place];
      if (line === undefined) continue;
      found.add(place);
      line.units += units;
      if (balance.kind === 'negative' || balance.kind === 'understated' || balance.kind === 'overstated') {
        line[balance.kind] += 1;
      }
    }
  }
  return lines
    .filter((_line, place) => found.has(place))
    .sort((a, b) => b.units - a.units || b.negative - a.negative);
}

/** Lines beyond these stay out of sight until they are asked for. */
const FIRST_LINES = 8;

function part(
  caption: string,
  title: string,
  lines: readonly Line[],
  show: (filters: Filters) => void,
  unitsTitle: string = texts.number,
): HTMLElement | null {
  if (lines.length === 0) return null;
  const made = table<Line>(
    caption,
    [
      {
        title,
        isHead: true,
        cell: ({ name, filters }) =>
          button(name, () => show({ ...NO_FILTERS, ...filters }), {
            class: 'plain',
            'aria-label': filled(texts.filterBy, { name }),
          }),
      },
      { title: texts.kinds.negative, style: 'n', cell: ({ negative }) => grouped(negative) },
      { title: texts.kinds.understated, style: 'n', cell: ({ understated }) => grouped(understated) },
      { title: texts.kinds.overstated, style: 'n', cell: ({ overstated }) => grouped(overstated) },
      { title: unitsTitle, style: 'n', cell: ({ units }) => grouped(units) },
    ],
    lines,
  );
  const rows = [...(made.tBodies[0]?.rows ?? [])];
  const hidden = rows.slice(FIRST_LINES);
  for (const row of hidden) row.hidden = true;
  const more =
    hidden.length === 0
      ? null
      : button(
          filled(texts.moreLines, { n: hidden.length }),
          () => {
            for (const row of hidden) row.hidden = false;
            more?.remove();
            hidden[0]?.querySelector('button')?.focus();
          },
          { class: 'plain' },
        );
  return element('div', { class: 'scroll' }, made, more);
}
