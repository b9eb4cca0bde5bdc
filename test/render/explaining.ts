/** The page of `explain`, for balances made by hand. */
import type { BalanceStory } from '../../src/ledger/diagnosis.js';
import { changesSomething, unitsToPutBack } from '../../src/ledger/index.js';
import { renderExplain } from '../../src/render/explain.js';
import type { Surface } from '../../src/render/surface.js';
import { at } from './stories.js';
import { terminal } from './surfaces.js';

export function explained(
  stories: readonly BalanceStory[],
  surface: Surface = terminal(),
  options: { verbose?: boolean; exportedAt?: number | null; exportedBefore?: number } = {},
): string {
  return renderExplain(
    {
      sku: '100014',
      exportedAt: options.exportedAt === undefined ? at('2026-04-01 00:00') : options.exportedAt,
      exportedBefore: options.exportedBefore ?? null,
      until: at('2026-04-01 00:00'),
      balances: stories.map((each) => ({
        story: each,
        needsWriting: each.corrected !== null && changesSomething(each, each.corrected),
        unitsToPutBack: unitsToPutBack(each),
      })),
      lines: [],
      allBalances: stories.length,
      verbose: options.verbose === true,
    },
    surface,
  );
}

/** One line, so that sentences can be found wherever they are broken. */
export function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}
