/** Every text in Spanish. */
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

export const es: Catalogue = { shared };
