/** Every text of the catalogue is shown somewhere: which, the compiler knows. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = join(ROOT, 'src');
const CATALOGUES = join(SOURCES, 'words');
const ENGLISH = join(CATALOGUES, 'en');
const OTHERS = [join(CATALOGUES, 'pt'), join(CATALOGUES, 'es')];

it('has no text that nothing shows', { timeout: 120_000 }, () => {
  const program = programOf();
  const checker = program.getTypeChecker();
  const used = new Set<ts.Node>();

  const mark = (symbol: ts.Symbol | undefined): void => {
    for (const declaration of symbol?.declarations ?? []) used.add(declaration);
  };
  const markAll = (type: ts.Type): void => {
    for (const property of type.getProperties()) {
      const declared = property.declarations?.some((each) =>
        each.getSourceFile().fileName.startsWith(ENGLISH),
      );
      if (declared !== true) continue;
      mark(property);
      // What it holds may be passed on whole.
      markAll(checker.getTypeOfSymbol(property));
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      mark(checker.getSymbolAtLocation(node.name));
      if (isPassedOn(node)) markAll(checker.getTypeAtLocation(node));
    } else if (ts.isBindingElement(node)) {
      const name = node.propertyName ?? node.name;
      if (ts.isIdentifier(name)) mark(checker.getTypeAtLocation(node.parent).getProperty(name.text));
    } else if (ts.isElementAccessExpression(node)) {
      // By a name that is known only later.
      markAll(checker.getTypeAtLocation(node.expression));
    } else if (ts.isCallExpression(node) && /^Object\.(?:values|entries)$/.test(node.expression.getText())) {
      for (const argument of node.arguments) markAll(checker.getTypeAtLocation(argument));
    } else if (ts.isSpreadElement(node) || ts.isSpreadAssignment(node))
      markAll(checker.getTypeAtLocation(node.expression));
    ts.forEachChild(node, visit);
  };
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(SOURCES));
  for (const file of files) {
    const isOther = OTHERS.some((folder) => file.fileName.startsWith(`${folder}/`));
    if (!isOther) visit(file);
  }

  const dead: string[] = [];
  const examine = (node: ts.Node, path: string): void => {
    if (!ts.isPropertyAssignment(node)) {
      ts.forEachChild(node, (child) => examine(child, path));
      return;
    }
    const here = `${path}.${node.name.getText()}`;
    const isForms = isForNumbers(node.initializer);
    if (ts.isObjectLiteralExpression(node.initializer) && !isForms) {
      ts.forEachChild(node.initializer, (child) => examine(child, here));
    } else if (!used.has(node)) dead.push(here);
  };
  for (const file of files) {
    if (!file.fileName.startsWith(`${ENGLISH}/`)) continue;
    const section = file.fileName.slice(ENGLISH.length + 1, -'.ts'.length);
    for (const statement of file.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (name.getText() === section && initializer !== undefined) examine(initializer, section);
      }
    }
  }
  expect(dead).toEqual([]);
  expect(used.size).toBeGreaterThan(100);
});

/** Whether several texts go where their names are no longer known: a value, and not a step to one of them. */
function isPassedOn(node: ts.PropertyAccessExpression): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    return parent.expression !== node;
  }
  return !(ts.isVariableDeclaration(parent) && parent.type === undefined);
}

/** One text in the two forms that go with a number. */
function isForNumbers(node: ts.Expression): boolean {
  return (
    ts.isObjectLiteralExpression(node) &&
    node.properties.map((each) => each.name?.getText()).join() === 'one,other'
  );
}

/** Everything of `src`, what runs in the browser too. */
function programOf(): ts.Program {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((each) =>
    each.endsWith('.ts'),
  );
  return ts.createProgram(
    files.map((each) => join(SOURCES, each)),
    { ...options, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'] },
  );
}
