/** Every text in Portuguese (of Brazil). */
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

export const pt: Catalogue = { shared };
