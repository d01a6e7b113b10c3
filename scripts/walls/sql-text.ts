import ts from 'typescript';

/**
 * The SQL a file holds: template literals tagged `sql`, and plain literals that begin like a statement.
 * Comments and ordinary sentences are not SQL, so a comment may say "read from messages".
 */
export function sqlTexts(path: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const words = literalText(node);
    if (words !== undefined && (isTagged(node) || beginsLikeSql.test(words))) found.push(words);
    // The parts of a template were read with the whole, so they are not read again as text of their own.
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

const beginsLikeSql =
  /^\s*(select|insert\s+into|update|delete\s+from|with|create|alter|drop|truncate|lock\s+table|copy|merge\s+into|listen|grant|revoke)\s/i;

function literalText(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(' ? ');
  return undefined;
}

function isTagged(node: ts.Node): boolean {
  return ts.isTaggedTemplateExpression(node.parent) && /^sql\b/.test(node.parent.tag.getText());
}

const nameOfTable = String.raw`((?:"?\w+"?\s*\.\s*)?"?\w+"?)`;
const beforeTable = new RegExp(
  String.raw`\b(?:from|join|into|update|truncate(?:\s+table)?|lock\s+table|alter\s+table|references|copy|using)\s+(?:only\s+|if\s+exists\s+)?${nameOfTable}`,
  'gi',
);

/** The names that stand where SQL expects a table; aliases, functions and CTE names are among them. */
export function namedTables(sql: string): string[] {
  const withoutComments = sql.replaceAll(/--[^\n]*/g, ' ').replaceAll(/\/\*[\s\S]*?\*\//g, ' ');
  const first = [...withoutComments.matchAll(beforeTable)].map((match) => match[1] ?? '');
  const more = [
    ...withoutComments.matchAll(
      /\bfrom\s+([^()]*?)(?:\bwhere\b|\border\b|\bgroup\b|\blimit\b|\bfor\b|\breturning\b|[;)]|$)/gi,
    ),
  ]
    .flatMap((match) => (match[1] ?? '').split(/,|\bjoin\b/i).slice(1))
    .map((part) => /^\s*("?\w+"?(?:\s*\.\s*"?\w+"?)?)/.exec(part)?.[1] ?? '');
  return [...new Set([...first, ...more].map((name) => name.replaceAll(/["\s]/g, '').toLowerCase()).filter(Boolean))];
}

/** The tables a file of SQL makes. */
export function createdTables(sql: string): string[] {
  const made = sql
    .replaceAll(/--[^\n]*/g, ' ')
    .matchAll(
      /\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?((?:"?\w+"?\.)?"?\w+"?)(\s+partition\s+of\b)?/gi,
    );
  const names = [...made]
    .filter((match) => !match[2])
    .map((match) => (match[1] ?? '').replaceAll('"', '').toLowerCase());
  // `create table public.%I` inside format() makes a partition whose name is not written anywhere.
  return names.filter((name) => name !== 'public');
}
