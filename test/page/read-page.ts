/** Reads the data of a written page back, without a browser. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { PageHead, PageNames, PageRow, PageStory } from '../../src/render/page/data.js';

export interface PageData {
  readonly text: string;
  readonly head: PageHead;
  readonly names: PageNames;
  readonly rows: readonly PageRow[];
  readonly stories: readonly PageStory[];
}

export function readPage(path: string): PageData {
  const text = readFileSync(path, 'utf8');
  const elements = new Map<string, unknown>();
  for (const [, id = '', json = ''] of text.matchAll(
    /<script type="application\/json" id="([a-z0-9-]+)">(.*)<\/script>/g,
  )) {
    elements.set(id, JSON.parse(json));
  }
  const blocks = [...elements.keys()].filter((id) => id.startsWith('rows-')).length;
  const all = Array.from({ length: blocks }, (_, block) => block);
  return {
    text,
    head: elements.get('head') as PageHead,
    names: elements.get('names') as PageNames,
    rows: all.flatMap((block) => elements.get(`rows-${block}`) as PageRow[]),
    stories: all.flatMap((block) => {
      const packed = Buffer.from(String(elements.get(`stories-${block}`)), 'base64');
      return JSON.parse(gunzipSync(packed).toString('utf8')) as PageStory[];
    }),
  };
}
