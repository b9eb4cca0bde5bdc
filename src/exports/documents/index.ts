/**
 * JSON as VTEX's APIs answer it, and as stores save it: `SHAPES` lists the shapes that are more than flat
 * objects, each a module behind the interface of `shape.ts`.
 */
export { readDocuments } from './read.js';
