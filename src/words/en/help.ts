/** The program, its commands and options, in English: what `--help` says. */

export const help = {
  titles: {
    usage: 'Usage:',
    arguments: 'Arguments:',
    options: 'Options:',
    globalOptions: 'Global Options:',
    commands: 'Commands:',
    examples: 'Examples:',
  },
  /** What stands in a usage line for a command and for any options. */
  command: 'command',
  anyOptions: 'options',
  choices: (choices: string) => `choices: ${choices}`,
  usual: (value: string) => `default: ${value}`,

  program: {
    does: 'Finds every SKU of a VTEX store whose available quantity is negative, explains which early write-offs caused it, and computes the count that puts it right. Reads exports; changes nothing.',
    examples: {
      scan: 'what is negative, and why',
      explain: "one SKU's story, and the count to type",
      correct: 'every corrected count, as a file',
      report: 'all of it, as a page to look at',
    },
    version: 'print the version',
    help: 'print this help',
    helpCommand: 'display help for command',
    db: 'the database (default: .invfix/invfix.db, or INVFIX_DB)',
    from: 'scan these exports first',
    quiet: 'only the answer and errors',
    verbose: 'all details',
    debug: 'a stack trace with every error',
    noColor: 'no colours',
    lang: 'en, pt or es, also with a region: es-MX (default: INVFIX_LANG, or the locale)',
  },

  /** Options that several commands have. */
  options: {
    all: 'every balance, the healthy ones too',
    understated: 'also balances that withhold units without being negative yet',
    overstated: 'also balances that still count units which are gone',
    sku: 'only these SKUs (ids or reference codes)',
    warehouse: 'only these warehouses',
    countedWithPicked: 'the counts include units of orders in Preparing Delivery',
    json: 'as JSON',
    write: 'write a file; - is the standard output',
    force: 'replace the files if they exist',
    format: "a CSV to review, a CSV for VTEX's batch API, or the Admin's spreadsheet",
    account: 'with --format batch: the VTEX account',
    leadTime: 'with --format batch: go on where no export says lead times',
  },

  scan: {
    does: 'read the exports and show what is negative, why, and what to do next',
    examples: {
      folder: 'everything below a folder',
      files: 'single files',
      warehouse: 'one warehouse, hidden shortages too',
      json: 'for a script',
      csv: 'for a spreadsheet',
      dryRun: 'what each file is taken for',
      input: 'one of them from the standard input',
    },
    path: 'folders and files as exported, in whatever format; - is the standard input',
    limit: 'rows of the table (default: 50 on a terminal, else all), lines of ndjson and csv',
    output: 'a table, one JSON document, or a line for each balance',
    json: 'short for --output json',
    noExitCode: 'exit with 0 although something is negative',
    problems: 'every row that could not be read',
    timezone: 'zone of dates that name none, such as America/Sao_Paulo (default: UTC)',
    dateOrder: 'how 03/04/2026 reads',
    exportedAt: 'when the inventory was exported, such as 2026-04-01T00:00Z',
    map: 'which column is which, such as orders.units="Menge"',
    counts: 'physical counts of the shelf: SkuId;WarehouseId;Counted;CountedAt',
    dryRun: 'only say what each file is and how its columns are understood',
    fresh: 'read all files again, also where none has changed since the last scan',
    verifyFiles: 'look at what is in the files to see whether one has changed, not at size and time alone',
  },

  explain: {
    does: "tell one SKU's story: the sum, each update, why units count twice, and what to type",
    examples: {
      reference: 'by reference code',
      id: 'by id, in one warehouse',
      from: 'scan first',
    },
    argument: "the SKU's id or reference code",
    sku: 'the same as naming it',
  },

  correct: {
    does: 'show or write the corrected counts, and beside them what is to be put right in the ERP; balances that need none are never in it',
    examples: {
      table: 'the counts, as a table',
      review: 'as a file to review',
      proven: 'only what is proven, to the standard output',
      pick: 'only what you tick in a list',
      counts: 'by what was counted on the shelf',
      spreadsheet: 'for the import in VTEX Admin',
      batch: 'as edited, by API',
    },
    fromReview: 'the counts of a review edited by hand',
    confidence: 'the least confidence of a row',
    unblockOversold: 'raise oversold balances to 0 available, so that other warehouses sell',
    counts: 'physical counts of the shelf, to correct by',
    skuFile: 'only the SKUs a file lists, one a line; - is the standard input',
    cause: 'only what has one of these causes',
    minUnits: 'only counts that change by so many units',
    pick: 'only what you tick in a list on the terminal',
    noUndo: 'do not remember the fix: verify and undo will not know of it',
  },

  verify: {
    does: 'check that the fixes that were written are in VTEX, and hold',
    examples: {
      exports: 'after the upload, with fresh exports',
      last: 'by what was scanned last',
    },
    path: 'exports made after the upload (default: those scanned last)',
  },

  undo: {
    does: 'show or write the counts that take a fix back, where they still stand as it set them',
    examples: {
      from: 'what can be taken back, by fresh exports',
      write: 'the counts that take fix 3 back, to review',
      spreadsheet: 'for the import in VTEX Admin',
    },
    fix: 'its number, as invfix history lists it (default: the last one)',
  },

  history: {
    does: 'the scans and fixes of this database, and how the balances developed',
    examples: { all: 'scans, fixes, and a small chart' },
    limit: 'scans and fixes listed (default: 20 on a terminal, else all)',
  },

  report: {
    does: 'write everything as one page to look at in a browser; it needs no network',
    examples: {
      open: 'write it and look at it',
      from: 'scan first, and replace the last one',
      warehouse: 'one warehouse',
    },
    html: 'the page to write; - is the standard output',
    open: 'open it in the browser',
    force: 'replace the page if it exists',
  },

  doctor: {
    does: 'look whether the database is sound, and which exports would make the counts surer',
    examples: {
      look: 'is all well, and what is missing',
      repair: 'build a damaged database anew',
    },
    path: 'with --repair: the exports, where the database no longer says which',
    repair: 'build a damaged database anew from the exports it was made from',
  },

  guide: {
    does: 'say what to export where in VTEX Admin, in which order, and what of it is there',
    examples: {
      show: 'what to export, and where',
      watch: 'and look at each file as it is saved',
    },
    folder: 'where the exports are saved (default: exports)',
    watch: 'look at each file as it arrives, until all is there',
  },

  completion: {
    does: 'print the script that lets a shell complete commands, options, SKUs and warehouses',
    examples: {
      bash: 'in ~/.bashrc; it needs the package bash-completion',
      zsh: 'in ~/.zshrc',
      fish: 'once',
    },
    shell: 'which',
  },
};
