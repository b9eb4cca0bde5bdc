/**
 * Every text of the page that is its own, in one place; the sentences about a balance are those of `explain`.
 * `{n}` and the like are filled in; where a number decides the word, both forms stand here.
 */

/** A text for one and one for any other number; `{n}` is the number. */
export interface Plural {
  readonly one: string;
  readonly other: string;
}

export const PAGE_TEXTS = {
  /** The language of the texts, and of how numbers are written. */
  language: 'en',
  title: 'Inventory report',
  skip: 'Skip to the report',
  noScript:
    'This page builds its tables in the browser. Allow scripts for it to see them; it loads nothing from the network.',
  tooOld: 'This browser is too old to show the story of a balance. A current one will.',
  written: 'Written by invfix {version} on {time} UTC.',
  utc: 'All times are UTC.',
  incomplete:
    'Rows or files of the exports could not be read, so this may be incomplete. invfix scan names them.',
  stale:
    'The inventory is {age} old. What entered Preparing Delivery since has left the shelf, so counts typed now may be too high. Export, and write this report again, right before typing.',
  staleAtLeast:
    'The inventory is at least {age} old. What entered Preparing Delivery since has left the shelf, so counts typed now may be too high. Export, and write this report again, right before typing.',
  staleUnknown:
    'Nothing says when the inventory was exported. Export, and write this report again, right before typing counts.',
  hours: { one: '{n} hour', other: '{n} hours' },
  days: { one: '{n} day', other: '{n} days' },

  howBad: 'How bad is it',
  unitsShort: 'Units short',
  unitsShortOf: { one: 'in {n} balance of {all}', other: 'in {n} balances of {all}' },
  skusNegative: 'SKUs negative',
  skusNegativeMeans: 'cannot be bought where these warehouses sell',
  channels: 'Sales channels blocked',
  channelsUnknown: 'Unknown',
  channelsUnknownMeans: 'no export says which warehouse serves which trade policy',
  channelsNone: 'no trade policy is kept from selling',
  channelsNamed: { one: 'trade policy {names}', other: 'trade policies {names}' },
  hidden: {
    one: 'hides {n} unit that other warehouses could sell',
    other: 'hides {n} units that other warehouses could sell',
  },
  withheld: 'Units withheld',
  withheldIn: {
    one: 'in {n} understated balance: not negative yet',
    other: 'in {n} understated balances: not negative yet',
  },
  phantom: 'Units gone but counted',
  phantomIn: {
    one: '{n} overstated balance offers what is not there',
    other: '{n} overstated balances offer what is not there',
  },
  worth: 'worth {money}',

  whatToDo: 'What to do now',
  stepType: {
    one: 'Type the corrected count of {n} negative balance in VTEX Admin (Catalog > Inventory > Inventory management, column Update Count). The table below has the number, with a button that copies it.',
    other:
      'Type the corrected counts of {n} negative balances in VTEX Admin (Catalog > Inventory > Inventory management, column Update Count). The table below has each number, with a button that copies it. invfix correct writes them all as one file.',
  },
  stepTypeOthers: {
    one: 'Type the corrected count of {n} understated or overstated balance too, so that it does not turn negative or sell what is gone.',
    other:
      'Type the corrected counts of {n} understated or overstated balances too, so that they do not turn negative or sell what is gone.',
  },
  stepErp: {
    one: 'Put the same right in the ERP, or whatever sends the counts: {n} unit was taken off early and is still reserved. Otherwise its next update brings the shortage back. The story of each balance names the orders.',
    other:
      'Put the same right in the ERP, or whatever sends the counts: {n} units were taken off early and are still reserved. Otherwise its next update brings the shortage back. The story of each balance names the orders.',
  },
  stepGhosts: {
    one: 'Cancel the reservations of closed orders in {n} balance through the Logistics API; no count frees them.',
    other:
      'Cancel the reservations of closed orders in {n} balances through the Logistics API; no count frees them.',
  },
  stepOversold: {
    one: 'In {n} balance more was sold than the shelf holds: buy the missing units in, or cancel the orders its story names.',
    other:
      'In {n} balances more was sold than the shelf holds: buy the missing units in, or cancel the orders their stories name.',
  },
  stepCount: {
    one: 'Count the shelf for {n} balance: what happened there no order and no update explains.',
    other: 'Count the shelf for {n} balances: what happened there no order and no update explains.',
  },
  stepNone: 'Nothing needs correcting.',
  leave:
    'Leave every other balance alone: any update drops the reservations of orders already in Preparing Delivery, and what is fine becomes wrong.',
  showThese: 'Show these',
  triggers: 'Who takes units off, and what to change',
  triggersNone: 'No writer of inventory updates shows a habit that these exports could tell.',
  toChange: 'To change',
  asItIs: 'No change',

  which: 'Which balances',
  byCause: 'By cause',
  byWarehouse: 'By warehouse',
  byAuthor: 'By author of early write-offs',
  byChannel: 'By sales channel',
  cause: 'Cause',
  author: 'Author',
  channel: 'Trade policy',
  number: 'Units',
  filterBy: 'Show only {name}',
  moreLines: 'Show {n} more',
  search: 'Search',
  searchHint: 'SKU, reference or warehouse',
  state: 'State',
  all: 'All',
  clear: 'Clear all filters',
  found: {
    one: '{n} balance of {all}',
    other: '{n} balances of {all}',
  },
  noneListed:
    'Nothing is wrong with any balance, so none is listed here. invfix report --all lists every one.',
  foundNone: 'No balance fits. Clear a filter to see more.',
  tableCaption: 'Balances',
  tableHint: 'A click on a heading sorts. The SKU opens the story.',
  sku: 'SKU',
  reference: 'Reference',
  warehouse: 'Warehouse',
  inStock: 'In stock',
  reserved: 'Reserved',
  available: 'Available',
  count: 'Count to type',
  confidence: 'Confidence',
  leaveIt: '{n}, leave it',
  todo: 'To do',
  toType: 'Type the count',
  toCount: 'Count the shelf',
  copy: 'Copy',
  copied: 'Copied',
  /** Follows the number and the word Copy, for those who do not see the row. */
  copyOf: 'the count for SKU {sku} in {warehouse}',
  copiedSaid: '{n} is copied: the count for SKU {sku} in {warehouse}.',
  copyFailed: 'The browser did not let it be copied. The number is {n}.',
  pages: 'Pages of the table',
  page: '{from} to {to} of {all}',
  previous: 'Previous',
  next: 'Next',
  printedPart: 'The first {n} of {all} balances; filter to print others.',
  kinds: {
    negative: 'Negative',
    understated: 'Understated',
    overstated: 'Overstated',
    healthy: 'In order',
    unlimited: 'Unlimited',
  },

  back: 'All balances',
  previousBalance: 'Previous balance',
  nextBalance: 'Next balance',
  storyTitle: 'SKU {sku}, warehouse {warehouse}',
  storyReference: 'Reference code {reference}',
  storyUnknown: 'This report has no balance of SKU {sku} in warehouse {warehouse}.',
  storyFailed: 'The story of this balance could not be read. Write the report again.',
  otherBalances: 'The same SKU in other warehouses',
  steps: 'What to do',
  noSteps: 'Nothing is to be done here.',
  sum: 'The sum',
  sumSign: 'Sign',
  sumTerm: 'Term',
  sumFrom: 'Where it comes from',
  overTime: 'Over time',
  noTimeline: 'No inventory update of this balance is in the exports, so there is nothing to draw.',
  chartName: 'In stock, reserved and available over time',
  chartHelp:
    'Arrow keys go from moment to moment, Page Up and Page Down from write-off to write-off, plus and minus zoom. Dragging over the chart zooms too.',
  wholeTime: 'Whole time',
  moment: 'Moment',
  writeOffs: 'Write-offs',
  markStanding: 'early, still reserved',
  markGone: 'early, order gone since',
  markRight: 'right: in Preparing Delivery or later',
  markShort: { standing: 'early', gone: 'early, gone since', right: 'right' },
  markSaid: '{n} taken off, {what}',
  pointSaid: '{moment}: {inStock} in stock, {reserved} reserved, {available} available',
  lines: 'Lines shown',
  updates: 'What happened',
  noUpdates: 'No inventory update of this balance is in the exports.',
  change: 'Count',
  changeSaid: '{before} to {after}',
  happened: 'What it did',
  showAll: { one: 'Show the {n} update', other: 'Show all {n} updates' },
  showFew: 'Show only what bears on the sum',
  reservedFor: 'Reserved for',
  order: 'Order',
  placed: 'Placed',
  status: 'Status',
  shelf: 'Shelf',
  takenOff: 'Taken off',
  unknown: 'unknown',
  sure: 'How sure',
  odd: 'What else is odd',
} as const satisfies Readonly<Record<string, string | Plural | Readonly<Record<string, string>>>>;

/** The texts' shape: another language has the same names. */
type Translated<Text> = Text extends string
  ? string
  : Text extends Plural
    ? Plural
    : { readonly [Name in keyof Text]: string };
export type PageTexts = { readonly [Name in keyof typeof PAGE_TEXTS]: Translated<(typeof PAGE_TEXTS)[Name]> };
