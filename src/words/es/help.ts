/** The program, its commands and options, in Spanish: what `--help` says. */
import type { Catalogue } from '../index.js';

export const help: Catalogue['help'] = {
  titles: {
    usage: 'Uso:',
    arguments: 'Argumentos:',
    options: 'Opciones:',
    globalOptions: 'Opciones generales:',
    commands: 'Comandos:',
    examples: 'Ejemplos:',
  },
  command: 'comando',
  anyOptions: 'opciones',
  choices: (choices) => `valores: ${choices}`,
  usual: (value) => `por defecto: ${value}`,

  program: {
    does: 'Encuentra cada SKU de una tienda VTEX con cantidad disponible negativa, explica qué bajas anticipadas la causaron y calcula la cantidad que lo corrige. Lee exportaciones; no cambia nada.',
    examples: {
      scan: 'qué está negativo, y por qué',
      explain: 'la historia de un SKU y la cantidad por ingresar',
      correct: 'todas las cantidades corregidas, en un archivo',
      report: 'todo eso, en una página para consultar',
    },
    version: 'muestra la versión',
    help: 'muestra esta ayuda',
    helpCommand: 'muestra la ayuda de un comando',
    db: 'la base de datos (por defecto: .invfix/invfix.db, o INVFIX_DB)',
    from: 'analiza antes estas exportaciones',
    quiet: 'solo la respuesta y los errores',
    verbose: 'todos los detalles',
    debug: 'cada error con su stack trace',
    noColor: 'sin colores',
    lang: 'en, pt o es, también con región: es-MX (por defecto: INVFIX_LANG, o el idioma del sistema)',
  },

  options: {
    all: 'todos los saldos, también los correctos',
    understated: 'también los saldos que retienen unidades sin estar aún en negativo',
    overstated: 'también los saldos que todavía cuentan unidades que ya salieron',
    sku: 'solo estos SKU (ID o códigos de referencia)',
    warehouse: 'solo estos almacenes',
    countedWithPicked: 'los conteos incluyen unidades de pedidos en Preparando entrega',
    json: 'en JSON',
    write: 'escribe un archivo; - es la salida estándar',
    force: 'reemplaza los archivos que ya existen',
    format: 'un CSV para revisar, un CSV para la API batch de VTEX o la hoja de cálculo del Admin',
    account: 'con --format batch: la cuenta de VTEX',
    leadTime: 'con --format batch: continúa aunque ninguna exportación traiga los lead times',
  },

  scan: {
    does: 'lee las exportaciones y muestra qué está negativo, por qué, y qué hacer después',
    examples: {
      folder: 'todo lo que hay en una carpeta',
      files: 'archivos sueltos',
      warehouse: 'un almacén, también con los faltantes ocultos',
      json: 'para un script',
      csv: 'para una hoja de cálculo',
      dryRun: 'cómo se entiende cada archivo',
      input: 'uno de ellos por la entrada estándar',
    },
    path: 'carpetas y archivos tal como se exportaron, en cualquier formato; - es la entrada estándar',
    limit: 'filas de la tabla (por defecto: 50 en una terminal, si no todas), líneas de ndjson y csv',
    output: 'una tabla, un documento JSON o una línea por cada saldo',
    json: 'lo mismo que --output json',
    noExitCode: 'termina con código 0 aunque haya algo negativo',
    problems: 'cada fila que no se pudo leer',
    timezone: 'zona de las fechas que no traen una, como America/Sao_Paulo (por defecto: UTC)',
    dateOrder: 'cómo leer 03/04/2026',
    exportedAt: 'cuándo se exportó el inventario, como 2026-04-01T00:00Z',
    map: 'qué columna es cuál, como orders.units="Menge"',
    counts: 'conteos físicos del estante: SkuId;WarehouseId;Counted;CountedAt',
    dryRun: 'solo dice qué es cada archivo y cómo se entienden sus columnas',
    fresh: 'lee de nuevo todos los archivos, aunque ninguno haya cambiado desde el último análisis',
    verifyFiles: 'mira el contenido de los archivos para saber si alguno cambió, no solo tamaño y fecha',
  },

  explain: {
    does: 'cuenta la historia de un SKU: la cuenta, cada actualización, por qué hay unidades contadas dos veces y qué ingresar',
    examples: {
      reference: 'por código de referencia',
      id: 'por ID, en un almacén',
      from: 'analiza antes',
    },
    argument: 'el ID o el código de referencia del SKU',
    sku: 'lo mismo que indicar el SKU como argumento',
  },

  correct: {
    does: 'muestra o escribe las cantidades corregidas y, al lado, lo que hay que corregir en el ERP; los saldos que no lo necesitan nunca aparecen',
    examples: {
      table: 'las cantidades, en una tabla',
      review: 'en un archivo para revisar',
      proven: 'solo lo probado, en la salida estándar',
      pick: 'solo lo que usted marque en una lista',
      counts: 'según lo contado en el estante',
      spreadsheet: 'para la importación en VTEX Admin',
      batch: 'tal como se editó, por API',
    },
    fromReview: 'las cantidades de una revisión editada a mano',
    confidence: 'la confianza mínima de una fila',
    unblockOversold: 'sube a 0 disponible los saldos sobrevendidos, para que otros almacenes vendan',
    counts: 'conteos físicos del estante, para corregir según ellos',
    skuFile: 'solo los SKU que lista un archivo, uno por línea; - es la entrada estándar',
    cause: 'solo lo que tiene una de estas causas',
    minUnits: 'solo cantidades que cambian al menos tantas unidades',
    pick: 'solo lo que usted marque en una lista en la terminal',
    noUndo: 'no guarda la corrección: verify y undo no sabrán de ella',
  },

  verify: {
    does: 'comprueba que las correcciones escritas estén en VTEX y se mantengan',
    examples: {
      exports: 'después de subirlas, con exportaciones nuevas',
      last: 'según lo último que se analizó',
    },
    path: 'exportaciones hechas después de subirlas (por defecto: las últimas analizadas)',
  },

  undo: {
    does: 'muestra o escribe las cantidades que deshacen una corrección, donde siguen como ella las dejó',
    examples: {
      from: 'lo que se puede deshacer, según exportaciones nuevas',
      write: 'las cantidades que deshacen la corrección 3, para revisar',
      spreadsheet: 'para la importación en VTEX Admin',
    },
    fix: 'su número, como en invfix history (por defecto: la última)',
  },

  history: {
    does: 'los análisis y correcciones de esta base de datos, y cómo evolucionaron los saldos',
    examples: { all: 'análisis, correcciones y un pequeño gráfico' },
    limit: 'análisis y correcciones listados (por defecto: 20 en la terminal; fuera de ella, todos)',
  },

  report: {
    does: 'escribe todo en una página para consultar en el navegador; no necesita red',
    examples: {
      open: 'la escribe y la abre',
      from: 'analiza antes y reemplaza la última',
      warehouse: 'un almacén',
    },
    html: 'la página que se escribe; - es la salida estándar',
    open: 'la abre en el navegador',
    force: 'reemplaza la página si ya existe',
  },

  doctor: {
    does: 'revisa si la base de datos está sana y qué exportaciones darían cantidades más seguras',
    examples: {
      look: 'si todo está bien, y qué falta',
      repair: 'reconstruye una base de datos dañada',
    },
    path: 'con --repair: las exportaciones, si la base de datos ya no dice cuáles son',
    repair: 'reconstruye una base de datos dañada a partir de las exportaciones de las que se hizo',
  },

  guide: {
    does: 'dice qué exportar en el Admin VTEX, dónde, en qué orden, y qué de ello ya está',
    examples: {
      show: 'qué exportar, y dónde',
      watch: 'y examina cada archivo cuando se guarda',
    },
    folder: 'dónde se guardan las exportaciones (por defecto: exports)',
    watch: 'examina cada archivo cuando llega, hasta que esté todo',
  },

  completion: {
    does: 'muestra el script con el que un shell completa comandos, opciones, SKU y almacenes',
    examples: {
      bash: 'en ~/.bashrc; necesita el paquete bash-completion',
      zsh: 'en ~/.zshrc',
      fish: 'una sola vez',
    },
    shell: 'qué shell',
  },
};
