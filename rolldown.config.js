/**
 * Puts the modules of `src` together into few files below `dist`: Node takes longer to find and open a module than
 * to run what stands in it. What a command does not need stays in files of its own, which it does not open.
 */

/** What starts on its own: the program, the library, and the threads, which are found beside whoever starts them. */
const ENTRIES = {
  cli: 'src/cli.ts',
  'cli/program': 'src/cli/program.ts',
  index: 'src/index.ts',
  'reading-thread': 'src/store/loading/reading-thread.ts',
  'learning-thread': 'src/commands/diagnosing/learning-thread.ts',
  'diagnosing-thread': 'src/commands/diagnosing/diagnosing-thread.ts',
  'xls-worker': 'src/exports/readers/xls-worker.js',
};

export default [
  {
    input: ENTRIES,
    platform: 'node',
    // Packages stay packages, to be installed and updated as such.
    external: /^[^./]/,
    logLevel: 'warn',
    output: { dir: 'dist', cleanDir: true, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
  },
  {
    input: 'src/render/page/browser/main.ts',
    platform: 'browser',
    logLevel: 'warn',
    output: {
      file: 'dist/page.js',
      format: 'iife',
      comments: { legal: false, annotation: false, jsdoc: false },
    },
  },
];
