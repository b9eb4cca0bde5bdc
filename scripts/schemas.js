/**
 * The JSON Schemas (draft 2020-12) of the documents, made from their types and the comments on them in
 * src/commands/document-types.ts. `npm run generate` writes them to `schemas/`; a test says when they are stale.
 */
import { join } from 'node:path';
import ts from 'typescript';

const TYPES = join(import.meta.dirname, '../src/commands/document-types.ts');

/** @typedef {Record<string, unknown>} Schema */

/**
 * The schema of every document that carries a `schema`, by the name of its file: `scan.1.json`.
 * @returns {Map<string, Schema>}
 */
export function schemas() {
  const program = ts.createProgram([TYPES], {
    strict: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    noEmit: true,
  });
  const source = program.getSourceFile(TYPES);
  if (source === undefined) throw new Error(`${TYPES} cannot be read`);
  const types = new Types(source, program.getTypeChecker());
  const found = new Map();
  for (const [name, declaration] of types.declarations) {
    if (!ts.isInterfaceDeclaration(declaration)) continue;
    const id = types.schemaName(declaration);
    if (id === null) continue;
    const file = `${id.replace('invfix.', '').replace('/', '.')}.json`;
    found.set(file, types.document(name, id));
  }
  return found;
}

/** The types of one source file. */
class Types {
  /** @type {Map<string, ts.InterfaceDeclaration | ts.TypeAliasDeclaration>} */
  declarations = new Map();

  /**
   * @param {ts.SourceFile} source
   * @param {ts.TypeChecker} checker
   */
  constructor(source, checker) {
    this.checker = checker;
    for (const statement of source.statements) {
      if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
        this.declarations.set(statement.name.text, statement);
      }
    }
  }

  /**
   * The value of its own `schema`, or null.
   * @param {ts.InterfaceDeclaration} declaration
   */
  schemaName(declaration) {
    for (const member of declaration.members) {
      if (!ts.isPropertySignature(member) || member.name.getText() !== 'schema') continue;
      const { type } = member;
      if (type && ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return type.literal.text;
    }
    return null;
  }

  /**
   * A whole schema, with the types it needs.
   * @param {string} name
   * @param {string} id
   * @returns {Schema}
   */
  document(name, id) {
    /** @type {Map<string, Schema>} */
    const needed = new Map();
    const whole = this.object(name, needed);
    const definitions = Object.fromEntries([...needed].sort(([a], [b]) => (a < b ? -1 : 1)));
    return {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: id,
      ...whole,
      ...(needed.size > 0 ? { $defs: definitions } : {}),
    };
  }

  /**
   * @param {string} name of an interface
   * @param {Map<string, Schema>} needed
   * @returns {Schema}
   */
  object(name, needed) {
    const declaration = this.declarations.get(name);
    if (declaration === undefined || !ts.isInterfaceDeclaration(declaration)) {
      throw new Error(`${name} is no interface`);
    }
    const properties = this.properties(declaration, needed);
    return {
      ...described(declaration),
      type: 'object',
      required: Object.keys(properties),
      properties,
    };
  }

  /**
   * Its own properties and those it inherits.
   * @param {ts.InterfaceDeclaration} declaration
   * @param {Map<string, Schema>} needed
   * @returns {Record<string, Schema>}
   */
  properties(declaration, needed) {
    /** @type {Record<string, Schema>} */
    const properties = {};
    for (const { types } of declaration.heritageClauses ?? []) {
      for (const { expression } of types) {
        const base = this.declarations.get(expression.getText());
        if (base === undefined || !ts.isInterfaceDeclaration(base)) {
          throw new Error(`${declaration.name.text} extends what is not here`);
        }
        Object.assign(properties, this.properties(base, needed));
      }
    }
    for (const member of declaration.members) {
      if (!ts.isPropertySignature(member) || member.type === undefined || member.questionToken) {
        throw new Error(`a member of ${declaration.name.text} is no plain property`);
      }
      properties[member.name.getText()] = { ...this.type(member.type, needed), ...described(member) };
    }
    return properties;
  }

  /**
   * @param {ts.TypeNode} node
   * @param {Map<string, Schema>} needed
   * @returns {Schema}
   */
  type(node, needed) {
    if (ts.isTypeOperatorNode(node)) return this.type(node.type, needed);
    if (ts.isParenthesizedTypeNode(node)) return this.type(node.type, needed);
    if (ts.isArrayTypeNode(node)) return { type: 'array', items: this.type(node.elementType, needed) };
    if (ts.isUnionTypeNode(node)) return united(node.types.map((each) => this.type(each, needed)));
    if (ts.isTypeReferenceNode(node)) return this.reference(node, needed);
    return this.value(this.checker.getTypeFromTypeNode(node));
  }

  /**
   * @param {ts.TypeReferenceNode} node
   * @param {Map<string, Schema>} needed
   * @returns {Schema}
   */
  reference(node, needed) {
    const name = node.typeName.getText();
    const declaration = this.declarations.get(name);
    if (declaration === undefined) return this.value(this.checker.getTypeFromTypeNode(node));
    if (ts.isTypeAliasDeclaration(declaration)) {
      return { ...this.type(declaration.type, needed), ...described(declaration) };
    }
    if (!needed.has(name)) {
      needed.set(name, {});
      needed.set(name, this.object(name, needed));
    }
    return { $ref: `#/$defs/${name}` };
  }

  /**
   * Texts, numbers, truths, null, and unions of literals.
   * @param {ts.Type} type
   * @returns {Schema}
   */
  value(type) {
    if (type.isUnion() && !(type.flags & ts.TypeFlags.Boolean)) {
      const options = type.types.map((each) => this.value(each));
      // The compiler's order depends on what else it has read.
      return united(options.sort((a, b) => (String(a.const) < String(b.const) ? -1 : 1)));
    }
    if (type.isStringLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.String) return { type: 'string' };
    // Every number there is counts something.
    if (type.flags & ts.TypeFlags.Number) return { type: 'integer' };
    if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    throw new Error(`no schema for the type ${this.checker.typeToString(type)}`);
  }
}

/**
 * One of several: literals as a list, a type and null as two types.
 * @param {Schema[]} options
 * @returns {Schema}
 */
function united(options) {
  const flat = options.flatMap((option) =>
    Array.isArray(option.enum) ? option.enum.map((value) => ({ const: value })) : [option],
  );
  const isNull = (/** @type {Schema} */ { type }) => type === 'null';
  const others = flat.filter((option) => !isNull(option));
  const nullable = others.length < flat.length;
  if (others.every((option) => 'const' in option)) {
    return { enum: [...others.map((option) => option.const), ...(nullable ? [null] : [])] };
  }
  const [only] = others;
  if (!nullable || others.length !== 1 || only === undefined) throw new Error('no schema for such a union');
  if (typeof only.type === 'string') return { ...only, type: [only.type, 'null'] };
  return { anyOf: [only, { type: 'null' }] };
}

/**
 * What the comment on a declaration says.
 * @param {ts.Node} node
 * @returns {Schema}
 */
function described(node) {
  /** @type {Schema} */
  const schema = {};
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '').join(' ');
  if (text !== '') schema.description = text.replace(/\s*\n\s*/g, ' ');
  for (const tag of ts.getJSDocTags(node)) {
    if (tag.tagName.text !== 'format') throw new Error(`no schema for @${tag.tagName.text}`);
    schema.format = ts.getTextOfJSDocComment(tag.comment);
  }
  return schema;
}
