/**
 * A row of the order report as VTEX writes it: all 93 columns, some 700 bytes, with accents, delimiters,
 * quotes and line breaks where customers and shops type them. Everyone in it is made up.
 */
import { whole } from './random.js';
import { REPORT_COLUMNS, STATUS_LABELS } from './report-columns.js';
import { lifeOf, lockIdOf, orderIdOf, orderOf, skuOf, stateOf, unitsOf } from './store.js';

const FIRST_NAMES = ['Joana', 'João', 'Luísa', 'Antônio', 'Beatriz', 'Caio', 'Conceição', 'Davi', 'Érica'];
const LAST_NAMES = [
  'Silva',
  'Souza; Filho',
  'Gonçalves',
  'Araújo "Jô" Lima',
  'Pereira',
  'Magalhães',
  'Costa',
];
const PLACES = [
  ['SP', 'São Paulo', 'Rua das Flores', 'Vila Mariana', '04110-000'],
  ['RJ', 'Rio de Janeiro', 'Avenida Atlântica', 'Copacabana', '22050-002'],
  ['MG', 'Belo Horizonte', 'Rua dos Aimorés', 'Lourdes', '30180-150'],
  ['PR', 'Curitiba', 'Rua XV de Novembro', 'Centro', '80020-310'],
  ['BA', 'Salvador', 'Ladeira da Barra', 'Barra', '40130-000'],
];
const COMPLEMENTS = ['', 'apto 31', 'casa 2; fundos', 'apto 3\nbloco "B"', 'sala 1204', '', 'portão azul'];
const GOODS = [
  ['Camiseta de algodão orgânico; azul; M', 'Moda/Feminino/Camisetas/Manga curta', '/1/12/123/'],
  ['Tênis de corrida masculino 42', 'Calçados/Masculino/Tênis/Corrida', '/2/21/214/'],
  ['Cafeteira elétrica 12" com jarra de vidro', 'Casa/Cozinha/Cafeteiras', '/3/31/'],
  ['Mochila impermeável para notebook 15,6 polegadas', 'Acessórios/Mochilas', '/4/42/'],
];
const CARDS = ['Visa', 'Mastercard', 'Elo', 'Pix', 'Boleto Bancário'];

const ASK = {
  firstName: 40,
  lastName: 41,
  place: 42,
  complement: 43,
  goods: 44,
  card: 45,
  number: 46,
  cents: 47,
};

/** What is the same in every row. */
const ALWAYS = /** @type {Readonly<Record<string, string>>} */ ({
  Origin: 'Marketplace',
  'Address Type': 'residential',
  'SLA Type': 'Normal',
  Courrier: 'Correios PAC',
  UtmMedium: 'cpc',
  UtmSource: 'google',
  UtmCampaign: 'outono_2026',
  'Item Attachments': '[]',
  'List Type Name': '',
  'Service (Price/ Selling Price)': '0 / 0',
  'Shipping List Price': '19.9',
  'Shipping Value': '9.9',
  'Discounts Totals': '-10',
  'Discounts Names': 'Frete; acima de R$ 99',
  Host: 'www.acme.example',
  'Seller Name': 'Acme',
  Acquirer: 'Cielo',
  'Card First Digits': '411111',
  'Card Last Digits': '1111',
  SalesChannel: '1',
  'SKU RewardValue': '0',
  'Is Marketplace cetified': 'False',
  'Is Checked In': 'False',
  'Currency Code': 'BRL',
  Taxes: '0',
  Country: 'BRA',
});

/** Which columns are filled row by row, and where. @type {ReadonlyMap<string, number>} */
const PLACE_OF = new Map(REPORT_COLUMNS.map((name, place) => [name, place]));
const EMPTY_ROW = REPORT_COLUMNS.map((name) => csvField(ALWAYS[name] ?? ''));

export const REPORT_HEADER = REPORT_COLUMNS.join(';');

/** @param {string} text */
export function csvField(text) {
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A moment as VTEX's files have it: `2026-03-31 09:00:00Z`.
 * @param {number} moment epoch milliseconds UTC
 */
export function printed(moment) {
  return `${new Date(moment).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/**
 * The report's row of one order line, without the line's end.
 * @param {import('./store.js').Size} size
 * @param {import('./store.js').Plan} plan
 * @param {number} line
 */
export function reportRow(size, plan, line) {
  const { seed } = size;
  const balance = plan.balanceOfLine[line] ?? 0;
  const order = orderOf(line);
  const life = lifeOf(size, order);
  const state = stateOf(life);
  const units = unitsOf(size, line);
  const sku = skuOf(balance);
  /** @type {<Item>(items: readonly Item[], question: number, number?: number) => Item} */
  const one = (items, question, number = order) =>
    /** @type {typeof items[number]} */ (items[whole(seed, number, question, 0, items.length - 1)]);

  const firstName = one(FIRST_NAMES, ASK.firstName);
  const lastName = one(LAST_NAMES, ASK.lastName);
  const [uf = '', city = '', street = '', quarter = '', postalCode = ''] = one(PLACES, ASK.place);
  const [name = '', path = '', categories = ''] = one(GOODS, ASK.goods, balance);
  const digits = String(10_000_000_000 + ((order * 61_803_399) % 89_999_999_999));
  const transaction = `${digits.slice(0, 8)}4F3A4C55B2D0${digits}C`;
  const price = whole(seed, balance, ASK.cents, 990, 49_990);
  const money = (/** @type {number} */ cents) => String(cents / 100);

  const row = EMPTY_ROW.slice();
  /** @type {(column: string, text: string) => void} */
  const put = (column, text) => {
    row[PLACE_OF.get(column) ?? row.length] = text;
  };
  put('Order', orderIdOf(order));
  put('Sequence', String(1_000_000 + order));
  put('Creation Date', printed(life.createdAt));
  put('Client Name', firstName);
  put('Client Last Name', csvField(lastName));
  put('Client Document', digits);
  put('Email', `cliente.${order}@example.com`);
  put('Phone', `+55${digits}`);
  put('UF', uf);
  put('City', city);
  put('Receiver Name', csvField(`${firstName} ${lastName}`));
  put('Street', street);
  put('Number', String(whole(seed, order, ASK.number, 1, 4999)));
  put('Complement', csvField(one(COMPLEMENTS, ASK.complement)));
  put('Neighborhood', quarter);
  put('Postal Code', postalCode);
  put('Estimate Delivery Date', printed(life.createdAt + 864_000_000));
  put('Delivery Deadline', '10bd');
  put('Status', STATUS_LABELS[state.status]);
  put('Last Change Date', printed(state.at));
  put('Payment System Name', one(CARDS, ASK.card));
  put('Installments', String(1 + (order % 6)));
  put('Payment Value', money(price * units + 990));
  put('Quantity_SKU', String(units));
  put('ID_SKU', sku);
  put('Category Ids Sku', categories);
  put('Reference Code', `REF${sku}`);
  put('SKU Name', csvField(name));
  put('SKU Value', money(price + 1000));
  put('SKU Selling Price', money(price));
  put('SKU Total Price', money(price * units));
  put('SKU Path', path);
  put('Total Value', money(price * units + 990));
  put('Seller Order Id', lockIdOf(order));
  put('Authorization Id', digits.slice(0, 6));
  put('TID', digits);
  put('Authorized Date', life.isPaid && state.status !== 'payment-pending' ? printed(life.paidAt) : '');
  put('TransactionId', transaction);
  put('PaymentId', transaction);
  put('Invoice Numbers', state.status === 'invoiced' ? digits.slice(2) : '');
  put('Status raw value (temporary)', state.status);
  return row.join(';');
}
