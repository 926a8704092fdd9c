import { QueryError } from './query-error'

export const OPERATORS = ['==', '!=', '>=', '<=', '>', '<'] as const
export type Operator = (typeof OPERATORS)[number]

export type Comparison = { kind: 'comparison'; name: string; operator: Operator; value: string }
export type Expression = Comparison | { kind: 'and' | 'or'; terms: readonly [Expression, ...Expression[]] }

type Token =
  | { kind: 'word' | 'text'; text: string }
  | { kind: 'operator'; operator: Operator }
  | { kind: 'mark'; mark: ';' | ',' | '(' | ')' }

const DEEPEST = 64

/**
 * Splits a decoded filter. Unquoted spaces vanish, even inside a word; in quotes a doubled quote stands for one
 * (api.md §5.5).
 * @throws {QueryError} on a single `=` or an open quote
 */
export function tokenizeFilter(filter: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < filter.length) {
    const character = filter.charAt(at)
    const operator = OPERATORS.find((candidate) => filter.startsWith(candidate, at))
    if (/\s/.test(character)) {
      at += 1
    } else if (character === ';' || character === ',' || character === '(' || character === ')') {
      tokens.push({ kind: 'mark', mark: character })
      at += 1
    } else if (operator !== undefined) {
      tokens.push({ kind: 'operator', operator })
      at += operator.length
    } else if (character === '"') {
      const quoted = /^"((?:[^"]|"")*)"/.exec(filter.slice(at))
      if (quoted === null) throw new QueryError(`Unterminated string in filter: ${filter}`)
      tokens.push({ kind: 'text', text: (quoted[1] ?? '').replaceAll('""', '"') })
      at += quoted[0].length
    } else {
      const word = /^[^;,()"<>!=]+/.exec(filter.slice(at))?.[0]
      if (word === undefined) throw new QueryError(`Unexpected character '${character}' in filter: ${filter}`)
      tokens.push({ kind: 'word', text: word.replaceAll(/\s/g, '') })
      at += word.length
    }
  }
  return tokens
}

/**
 * `;` binds tighter than `,`: the reference does not say, so clients should parenthesise (api.md §5.5).
 * @throws {QueryError} if the text is not in the grammar
 */
export function parseFilter(filter: string): Expression {
  const tokens = tokenizeFilter(filter)
  let at = 0
  const fail = (): never => {
    throw new QueryError(`Filter expression is invalid: ${filter}`)
  }
  const nextIs = (mark: string): boolean => {
    const token = tokens[at]
    return token?.kind === 'mark' && token.mark === mark
  }
  const parseTerm = (depth: number): Expression => {
    if (depth > DEEPEST) return fail()
    if (nextIs('(')) {
      at += 1
      const inner = parseOr(depth + 1)
      if (!nextIs(')')) return fail()
      at += 1
      return inner
    }
    const [name, operator, value] = [tokens[at], tokens[at + 1], tokens[at + 2]]
    if (name?.kind !== 'word' || operator?.kind !== 'operator') return fail()
    if (value?.kind !== 'word' && value?.kind !== 'text') return fail()
    at += 3
    return { kind: 'comparison', name: name.text, operator: operator.operator, value: value.text }
  }
  const parseJoined = (kind: 'and' | 'or', mark: string, parsePart: () => Expression): Expression => {
    const terms: [Expression, ...Expression[]] = [parsePart()]
    while (nextIs(mark)) {
      at += 1
      terms.push(parsePart())
    }
    return terms.length === 1 ? terms[0] : { kind, terms }
  }
  const parseAnd = (depth: number): Expression => parseJoined('and', ';', () => parseTerm(depth))
  const parseOr = (depth: number): Expression => parseJoined('or', ',', () => parseAnd(depth))
  const expression = parseOr(0)
  return at === tokens.length ? expression : fail()
}
