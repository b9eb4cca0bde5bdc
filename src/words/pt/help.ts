/** The program, its commands and options, in Portuguese (of Brazil): what `--help` says. */
import type { Catalogue } from '../index.js';

export const help: Catalogue['help'] = {
  titles: {
    usage: 'Uso:',
    arguments: 'Argumentos:',
    options: 'Opções:',
    globalOptions: 'Opções gerais:',
    commands: 'Comandos:',
    examples: 'Exemplos:',
  },
  command: 'comando',
  anyOptions: 'opções',
  choices: (choices) => `valores: ${choices}`,
  usual: (value) => `padrão: ${value}`,

  program: {
    does: 'Encontra cada SKU de uma loja VTEX com quantidade disponível negativa, explica quais baixas antecipadas causaram isso e calcula a quantidade que resolve. Lê exportações; não altera nada.',
    examples: {
      scan: 'o que está negativo, e por quê',
      explain: 'a história de um SKU e a quantidade a digitar',
      correct: 'todas as quantidades corrigidas, em um arquivo',
      report: 'tudo isso, em uma página para consultar',
    },
    version: 'mostra a versão',
    help: 'mostra esta ajuda',
    helpCommand: 'mostra a ajuda de um comando',
    db: 'o banco de dados (padrão: .invfix/invfix.db, ou INVFIX_DB)',
    from: 'analisa antes estas exportações',
    quiet: 'só a resposta e os erros',
    verbose: 'todos os detalhes',
    debug: 'cada erro com seu stack trace',
    noColor: 'sem cores',
    lang: 'en, pt ou es, também com região: es-MX (padrão: INVFIX_LANG, ou o idioma do sistema)',
  },

  options: {
    all: 'todos os saldos, também os corretos',
    understated: 'também os saldos que retêm unidades sem ainda estarem negativos',
    overstated: 'também os saldos que ainda contam unidades que já saíram',
    sku: 'só estes SKUs (IDs ou códigos de referência)',
    warehouse: 'só estes estoques',
    countedWithPicked: 'as contagens incluem unidades de pedidos em Preparando Entrega',
    json: 'em JSON',
    write: 'grava um arquivo; - é a saída padrão',
    force: 'substitui os arquivos que já existem',
    format: 'um CSV para revisar, um CSV para a API batch da VTEX ou a planilha do Admin',
    account: 'com --format batch: a conta VTEX',
    leadTime: 'com --format batch: continua mesmo quando nenhuma exportação traz os lead times',
  },

  scan: {
    does: 'lê as exportações e mostra o que está negativo, por quê, e o que fazer em seguida',
    examples: {
      folder: 'tudo o que há em uma pasta',
      files: 'arquivos avulsos',
      warehouse: 'um estoque, também com as faltas ocultas',
      json: 'para um script',
      csv: 'para uma planilha',
      dryRun: 'como cada arquivo é entendido',
      input: 'um deles pela entrada padrão',
    },
    path: 'pastas e arquivos como foram exportados, em qualquer formato; - é a entrada padrão',
    limit: 'linhas da tabela (padrão: 50 em um terminal, senão todas), linhas de ndjson e csv',
    output: 'uma tabela, um documento JSON ou uma linha para cada saldo',
    json: 'o mesmo que --output json',
    noExitCode: 'termina com código 0 mesmo que algo esteja negativo',
    problems: 'cada linha que não pôde ser lida',
    timezone: 'fuso das datas que não trazem um, como America/Sao_Paulo (padrão: UTC)',
    dateOrder: 'como ler 03/04/2026',
    exportedAt: 'quando o inventário foi exportado, como 2026-04-01T00:00Z',
    map: 'qual coluna é qual, como orders.units="Menge"',
    counts: 'contagens físicas da prateleira: SkuId;WarehouseId;Counted;CountedAt',
    dryRun: 'só diz o que é cada arquivo e como suas colunas são entendidas',
    fresh: 'lê de novo todos os arquivos, mesmo que nenhum tenha mudado desde a última análise',
    verifyFiles: 'olha o conteúdo dos arquivos para saber se algum mudou, não só tamanho e data',
  },

  explain: {
    does: 'conta a história de um SKU: a conta, cada atualização, por que unidades contam em dobro e o que digitar',
    examples: {
      reference: 'pelo código de referência',
      id: 'pelo ID, em um estoque',
      from: 'analisa antes',
    },
    argument: 'o ID ou o código de referência do SKU',
    sku: 'o mesmo que informar o SKU como argumento',
  },

  correct: {
    does: 'mostra ou grava as quantidades corrigidas e, ao lado, o que acertar no ERP; saldos que não precisam de correção nunca entram',
    examples: {
      table: 'as quantidades, em uma tabela',
      review: 'em um arquivo para revisar',
      proven: 'só o que está provado, na saída padrão',
      pick: 'só o que você marcar em uma lista',
      counts: 'pelo que foi contado na prateleira',
      spreadsheet: 'para a importação no VTEX Admin',
      batch: 'como editado, por API',
    },
    fromReview: 'as quantidades de uma revisão editada à mão',
    confidence: 'a confiança mínima de uma linha',
    unblockOversold:
      'sobe para 0 disponível os saldos vendidos além do estoque, para que outros estoques vendam',
    counts: 'contagens físicas da prateleira, para corrigir por elas',
    skuFile: 'só os SKUs listados em um arquivo, um por linha; - é a entrada padrão',
    cause: 'só o que tem uma destas causas',
    minUnits: 'só quantidades que mudam pelo menos tantas unidades',
    pick: 'só o que você marcar em uma lista no terminal',
    noUndo: 'não guarda a correção: verify e undo não saberão dela',
  },

  verify: {
    does: 'confere se as correções gravadas estão na VTEX e se mantêm',
    examples: {
      exports: 'depois do envio, com exportações novas',
      last: 'pelo que foi analisado por último',
    },
    path: 'exportações feitas depois do envio (padrão: as analisadas por último)',
  },

  undo: {
    does: 'mostra ou grava as quantidades que desfazem uma correção, onde ainda estão como ela as deixou',
    examples: {
      from: 'o que pode ser desfeito, por exportações novas',
      write: 'as quantidades que desfazem a correção 3, para revisar',
      spreadsheet: 'para a importação no VTEX Admin',
    },
    fix: 'o número dela, como em invfix history (padrão: a última)',
  },

  history: {
    does: 'as análises e correções deste banco de dados, e como os saldos evoluíram',
    examples: { all: 'análises, correções e um pequeno gráfico' },
    limit: 'análises e correções listadas (padrão: 20 no terminal; fora dele, todas)',
  },

  report: {
    does: 'grava tudo em uma página para consultar no navegador; ela não precisa de rede',
    examples: {
      open: 'grava e abre a página',
      from: 'analisa antes e substitui a última',
      warehouse: 'um estoque',
    },
    html: 'a página a gravar; - é a saída padrão',
    open: 'abre a página no navegador',
    force: 'substitui a página se ela já existe',
  },

  doctor: {
    does: 'verifica se o banco de dados está íntegro e quais exportações dariam quantidades mais seguras',
    examples: {
      look: 'se está tudo bem, e o que falta',
      repair: 'reconstrói um banco de dados danificado',
    },
    path: 'com --repair: as exportações, se o banco de dados já não diz quais são',
    repair: 'reconstrói um banco de dados danificado a partir das exportações de que foi feito',
  },

  guide: {
    does: 'diz o que exportar no Admin VTEX, onde, em que ordem, e o que já está lá',
    examples: {
      show: 'o que exportar, e onde',
      watch: 'e examina cada arquivo assim que é salvo',
    },
    folder: 'onde as exportações são salvas (padrão: exports)',
    watch: 'examina cada arquivo assim que chega, até tudo estar lá',
  },

  completion: {
    does: 'mostra o script que faz o shell completar comandos, opções, SKUs e estoques',
    examples: {
      bash: 'em ~/.bashrc; precisa do pacote bash-completion',
      zsh: 'em ~/.zshrc',
      fish: 'uma só vez',
    },
    shell: 'qual shell',
  },
};
