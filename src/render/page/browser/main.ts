/** Shows the report, or the story of the balance that the address names. */
import { foundBalances, goToTable, show, whichBalances } from './balances.js';
import { element } from './dom.js';
import { type Balance, storyOf } from './embedded.js';
import { howBad, topOf, whatToDo } from './overview.js';
import { asked } from './routes.js';
import { crumbs, storyView } from './story.js';
import { filled, texts } from './words.js';

const top = document.getElementById('top') ?? element('header');
const main = document.getElementById('report') ?? element('main');
const overview = element('div');
const story = element('article', { hidden: true });
/** Where the overview was left, to come back to. */
let scrolledTo = 0;
let leftFor: Balance | null = null;

top.append(...topOf());
overview.append(
  howBad(),
  whatToDo((filters) => {
    show(filters);
    goToTable();
  }),
  whichBalances(),
);
main.replaceChildren(overview, story);

async function route(isFirst: boolean): Promise<void> {
  const wanted = asked(location.hash);
  if (wanted === null) showOverview(isFirst);
  else if ('missing' in wanted)
    showStory([crumbs({}), title(filled(texts.storyUnknown, { ...wanted.missing }))]);
  else {
    if (isFirst) hideOverview();
    await showBalance(wanted.balance);
  }
}

function hideOverview(): void {
  overview.hidden = true;
  top.hidden = true;
}

function showOverview(isFirst: boolean): void {
  document.title = texts.title;
  if (isFirst) return;
  story.hidden = true;
  story.replaceChildren();
  overview.hidden = false;
  top.hidden = false;
  window.scrollTo(0, scrolledTo);
  const link = [...overview.querySelectorAll('tbody a')].find(
    (each) => leftFor !== null && isFor(each, leftFor),
  );
  if (link instanceof HTMLElement) link.focus({ preventScroll: true });
  else main.focus({ preventScroll: true });
}

function isFor(link: Element, balance: Balance): boolean {
  const wanted = asked(link.getAttribute('href') ?? '');
  return wanted !== null && 'balance' in wanted && wanted.balance === balance;
}

async function showBalance(balance: Balance): Promise<void> {
  const address = location.hash;
  let parts: Node[];
  try {
    const told = await storyOf(balance);
    const among = foundBalances();
    const place = among.indexOf(balance);
    const neighbours = {
      previous: place > 0 ? among[place - 1] : undefined,
      next: place >= 0 ? among[place + 1] : undefined,
    };
    parts = told === null ? [crumbs({}), title(texts.storyFailed)] : storyView(balance, told, neighbours);
  } catch {
    const isTooOld = typeof DecompressionStream === 'undefined';
    parts = [crumbs({}), title(isTooOld ? texts.tooOld : texts.storyFailed)];
  }
  // A reader may have gone on meanwhile.
  if (location.hash !== address) return;
  leftFor = balance;
  showStory(parts);
}

function showStory(parts: readonly Node[]): void {
  if (!overview.hidden) scrolledTo = window.scrollY;
  hideOverview();
  story.hidden = false;
  story.replaceChildren(...parts);
  const heading = story.querySelector('h1');
  document.title = `${heading?.textContent ?? ''} - ${texts.title}`;
  window.scrollTo(0, 0);
  heading?.focus({ preventScroll: true });
}

function title(text: string): HTMLElement {
  return element('h1', { tabindex: -1 }, text);
}

document.querySelector('.skip')?.addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
window.addEventListener('hashchange', () => void route(false));
void route(true);
