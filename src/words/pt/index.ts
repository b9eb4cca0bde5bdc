/** Every text in Portuguese (of Brazil). */
import type { Catalogue } from '../index.js';
import { advice } from './advice.js';
import { explain } from './explain.js';
import { guide } from './guide.js';
import { notes } from './notes.js';
import { selecting } from './selecting.js';
import { shared } from './shared.js';
import { sum } from './sum.js';
import { updates } from './updates.js';
import { why } from './why.js';

export const pt: Catalogue = { advice, explain, guide, notes, selecting, shared, sum, updates, why };
