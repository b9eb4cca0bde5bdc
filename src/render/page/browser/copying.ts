/** The button that copies the count to type. */
import { element, say } from './dom.js';
import { filled, texts } from './words.js';

interface CountToType {
  readonly sku: string;
  readonly warehouse: string;
  readonly count: number;
}

/** Milliseconds that a button says what it did. */
const SAID_FOR = 2000;

export function copyButton({ sku, warehouse, count }: CountToType): HTMLButtonElement {
  const values = { n: count, sku, warehouse };
  const word = element('span', {}, texts.copy);
  const made = element(
    'button',
    { type: 'button', class: 'copy' },
    element('b', {}, String(count)),
    ' ',
    word,
    ' ',
    element('span', { class: 'unseen' }, filled(texts.copyOf, values)),
  );
  made.addEventListener('click', async () => {
    const isCopied = await copied(String(count));
    say(filled(isCopied ? texts.copiedSaid : texts.copyFailed, values));
    if (!isCopied) return;
    word.textContent = texts.copied;
    setTimeout(() => {
      word.textContent = texts.copy;
    }, SAID_FOR);
  });
  return made;
}

/** Where a browser keeps its clipboard from files opened from the disk, the old way still works. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element('textarea', { readonly: true, class: 'unseen' });
    field.value = text;
    const focused = document.activeElement;
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand('copy');
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return isCopied;
  }
}
