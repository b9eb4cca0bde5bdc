/** Every text in Portuguese (of Brazil). */
import type { Catalogue } from '../index.js';
import { guide } from './guide.js';
import { shared } from './shared.js';

export const pt: Catalogue = { guide, shared };
