/** The page of `report`: what is embedded in it, the text of it, and what is said once it is written. */
export { headOf } from './head.js';
export { type PageBalance, pageHtml } from './html.js';
export { Names, pageStory } from './story.js';
export { renderNotOpened, renderWritten } from './written.js';
