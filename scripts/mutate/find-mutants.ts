import ts from 'typescript';
import type { Mutant } from './mutant.ts';

const comparisons: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.LessThanToken]: '<=',
  [ts.SyntaxKind.LessThanEqualsToken]: '<',
  [ts.SyntaxKind.GreaterThanToken]: '>=',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>',
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.AmpersandAmpersandToken]: '||',
  [ts.SyntaxKind.BarBarToken]: '&&',
};

const arithmetic: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.PlusToken]: '-',
  [ts.SyntaxKind.MinusToken]: '+',
  [ts.SyntaxKind.AsteriskToken]: '/',
  [ts.SyntaxKind.SlashToken]: '*',
  [ts.SyntaxKind.PlusEqualsToken]: '-=',
  [ts.SyntaxKind.MinusEqualsToken]: '+=',
};

/** What narrows, orders or bounds a statement of the query builder, each of which is left out once. */
const clauses = new Set(['where', 'whereRef', 'orderBy', 'limit', 'onConflict', 'innerJoin', 'groupBy']);

const sqlComparisons: Readonly<Record<string, string>> = { '=': '!=', '<': '<=', '<=': '<', '>': '>=', '>=': '>' };

/** The words of a piece of SQL that are exchanged, one at a time. */
const sqlWords: readonly (readonly [RegExp, string])[] = [
  [/ and /g, ' or '],
  [/ or /g, ' and '],
  [/ < /g, ' <= '],
  [/ <= /g, ' < '],
  [/ > /g, ' >= '],
  [/ = /g, ' != '],
  [/ \+ /g, ' - '],
  [/ - /g, ' + '],
  [/ not in /g, ' in '],
  [/\bmax\(/g, 'min('],
  [/\bmin\(/g, 'max('],
  [/ desc\b/g, ' asc'],
];

/** Every mutant of a source file, from top to bottom. Texts for people are left alone, and so are loops, which would hang. */
export function findMutants(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];

  function add(kind: string, start: number, end: number, replacement: string): void {
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    mutants.push({ file, kind, line, start, end, original: text.slice(start, end), replacement });
  }
  const replace = (kind: string, node: ts.Node, replacement: string) =>
    add(kind, node.getStart(source), node.getEnd(), replacement);

  function negate(condition: ts.Expression): void {
    replace('condition', condition, `!(${condition.getText(source)})`);
  }

  function visit(node: ts.Node): void {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isImportDeclaration(node) || ts.isThrowStatement(node) || isMessage(node)) return;
    if (ts.isIfStatement(node)) negate(node.expression);
    if (ts.isConditionalExpression(node)) negate(node.condition);
    if (ts.isBinaryExpression(node)) visitBinary(node);
    if (ts.isExpressionStatement(node) && !isSuper(node)) replace('statement', node, ';');
    if (ts.isCallExpression(node)) visitCall(node);
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(source).startsWith('sql')) visitSql(node.template);
    if (node.kind === ts.SyntaxKind.TrueKeyword) replace('literal', node, 'false');
    if (node.kind === ts.SyntaxKind.FalseKeyword) replace('literal', node, 'true');
    if (ts.isNumericLiteral(node)) replace('literal', node, `(${node.text} + 1)`);
    if (ts.isStringLiteral(node) && ts.isPropertyAssignment(node.parent) && node.parent.initializer === node) {
      replace('literal', node, `'not_${node.text}'`);
    }
    ts.forEachChild(node, visit);
  }

  function visitBinary({ operatorToken: operator, left, right }: ts.BinaryExpression): void {
    const comparison = comparisons[operator.kind];
    if (comparison !== undefined) replace('comparison', operator, comparison);
    const isText = [left, right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side));
    const other = arithmetic[operator.kind];
    if (other !== undefined && !isText) replace('arithmetic', operator, other);
    if (operator.kind === ts.SyntaxKind.QuestionQuestionToken)
      add('default', left.getEnd(), right.getEnd(), ' as never');
  }

  function visitCall(call: ts.CallExpression): void {
    if (!ts.isPropertyAccessExpression(call.expression)) return;
    const { name, expression: receiver } = call.expression;
    if (!clauses.has(name.text)) return;
    add('clause', receiver.getEnd(), call.getEnd(), '');
    for (const argument of call.arguments) {
      const operator = ts.isStringLiteral(argument) ? sqlComparisons[argument.text] : undefined;
      if (operator !== undefined) replace('comparison', argument, `'${operator}'`);
    }
  }

  function visitSql(template: ts.TemplateLiteral): void {
    const parts = ts.isTemplateExpression(template)
      ? [template.head, ...template.templateSpans.map(({ literal }) => literal)]
      : [template];
    for (const part of parts) {
      const start = part.getStart(source);
      const raw = part.getText(source);
      for (const [pattern, replacement] of sqlWords) {
        for (const { index, 0: found } of raw.matchAll(pattern)) {
          add('sql', start + index, start + index + found.length, replacement);
        }
      }
    }
  }

  visit(source);
  return mutants.sort((one, other) => one.start - other.start);
}

/** What only a person reads. */
function isMessage(node: ts.Node): boolean {
  return ts.isNewExpression(node) && /Error$/.test(node.expression.getText());
}

function isSuper({ expression }: ts.ExpressionStatement): boolean {
  return ts.isCallExpression(expression) && expression.expression.kind === ts.SyntaxKind.SuperKeyword;
}
