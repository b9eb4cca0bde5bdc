/** How pages are set: headings, paragraphs and lists in one width. */
import type { Surface } from './surface.js';
import { displayWidth, wrap } from './width.js';

const WIDEST_TEXT = 100;

/** Columns a paragraph takes. */
export function textWidth(surface: Surface): number {
  return Math.min(surface.columns - (Number.isFinite(surface.columns) ? 1 : 0), WIDEST_TEXT);
}

export function heading(text: string, surface: Surface): string {
  return surface.colours.bold(text);
}

/** A paragraph, indented. */
export function paragraph(text: string, surface: Surface, indent = '  '): string {
  return wrap(text, textWidth(surface), indent);
}

/** One item of a list; its further lines stand below its text. */
export function item(mark: string, text: string, surface: Surface, indent = '  '): string {
  const first = `${indent}${mark} `;
  return wrap(text, textWidth(surface), ' '.repeat(displayWidth(first)), first);
}

/** Sections of lines with an empty line between them; empty sections are left out. */
export function sections(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('\n\n');
}
