/** Every text in English. */
import { shared } from './shared.js';

export const en = { shared };
