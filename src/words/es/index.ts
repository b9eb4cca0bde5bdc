/** Every text in Spanish. */
import type { Catalogue } from '../index.js';
import { guide } from './guide.js';
import { shared } from './shared.js';

export const es: Catalogue = { guide, shared };
