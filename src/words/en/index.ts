/** Every text in English. */
import { guide } from './guide.js';
import { shared } from './shared.js';

export const en = { guide, shared };
