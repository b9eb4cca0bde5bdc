/** The shapes of JSON that are more than flat objects. A new one is a module behind the interface of `shape.ts`, and a line here. */
import { balances } from './balances.js';
import { order } from './order.js';
import { reservation } from './reservation.js';
import type { Shape } from './shape.js';

export const SHAPES: readonly Shape[] = [order, balances, reservation];
