import { parseInstant } from '../em-instant'
import type { ReplyContext } from '../resources/reply-context'
import { QueryError } from './query-error'
import { type QueryField, type QueryFields, findField } from './query-field'
import type { Comparison, Expression, Operator } from './query-grammar'

type Test<T> = (item: T) => boolean

/**
 * Makes a test of a filter; every name and value is checked beforehand.
 * @throws {QueryError} on an unknown parameter or a value that its parameter cannot have
 */
export function compileFilter<T>(
  expression: Expression,
  fields: QueryFields<T>,
  context: ReplyContext,
): Test<T> {
  if (expression.kind === 'comparison') return compileComparison(expression, fields, context)
  const tests = expression.terms.map((term) => compileFilter(term, fields, context))
  return expression.kind === 'and'
    ? (item) => tests.every((test) => test(item))
    : (item) => tests.some((test) => test(item))
}

function compileComparison<T>(
  { name, operator, value }: Comparison,
  fields: QueryFields<T>,
  context: ReplyContext,
): Test<T> {
  const field = findField(fields, name)
  if (field === null) throw new QueryError(`Query parameter is not supported: ${name}`)
  const refuse = (): never => {
    throw new QueryError(`Value '${value}' is invalid for query parameter ${name}`)
  }
  switch (field.kind) {
    case 'text': {
      const wanted = value.toLowerCase()
      return (item) =>
        holds(operator, compareOrdinal(field.read(item, context)?.toLowerCase() ?? null, wanted))
    }
    case 'uid': {
      const wanted = toBareGuid(value)
      return (item) => holds(operator, compareOrdinal(toBareGuid(field.read(item, context)), wanted))
    }
    case 'enum': {
      const wanted = indexOfWord(field.words, value)
      if (wanted < 0) return refuse()
      return (item) => {
        const index = indexOfWord(field.words, field.read(item, context))
        return holds(operator, index < 0 ? null : index - wanted)
      }
    }
    case 'instant': {
      const named = parseInstant(value)
      if (named === null) return refuse()
      const wanted = context.toScenarioMs(named)
      return (item) => holds(operator, difference(field.read(item, context), wanted))
    }
    case 'number': {
      const wanted = Number(value)
      if (value === '' || Number.isNaN(wanted)) return refuse()
      return (item) => holds(operator, field.read(item, context) - wanted)
    }
    case 'flag': {
      const wanted = value.toLowerCase()
      if (wanted !== 'true' && wanted !== 'false') return refuse()
      return (item) => holds(operator, Number(field.read(item, context)) - Number(wanted === 'true'))
    }
    default:
      return field satisfies never
  }
}

/** Order of two items by one parameter, ascending; an absent value comes first. */
export function compareBy<T>(field: QueryField<T>, context: ReplyContext): (left: T, right: T) => number {
  const key = (item: T): string | number => {
    switch (field.kind) {
      case 'text':
        return field.read(item, context)?.toLowerCase() ?? ''
      case 'uid':
        return toBareGuid(field.read(item, context))
      case 'enum':
        return indexOfWord(field.words, field.read(item, context))
      case 'instant':
        return field.read(item, context) ?? -Infinity
      case 'number':
        return field.read(item, context)
      case 'flag':
        return Number(field.read(item, context))
      default:
        return field satisfies never
    }
  }
  return (left, right) => {
    const [leftKey, rightKey] = [key(left), key(right)]
    if (leftKey === rightKey) return 0
    return leftKey < rightKey ? -1 : 1
  }
}

/** @param order negative, 0, positive; null = not comparable, which only `!=` accepts */
function holds(operator: Operator, order: number | null): boolean {
  if (order === null) return operator === '!='
  switch (operator) {
    case '==':
      return order === 0
    case '!=':
      return order !== 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    default:
      return operator satisfies never
  }
}

function compareOrdinal(left: string | null, right: string): number | null {
  if (left === null) return null
  if (left === right) return 0
  return left < right ? -1 : 1
}

const difference = (left: number | null, right: number): number | null =>
  left === null ? null : left - right

const indexOfWord = (words: readonly string[], word: string): number =>
  words.findIndex((known) => known.toLowerCase() === word.toLowerCase())

const toBareGuid = (uid: string): string => uid.slice(uid.lastIndexOf(':') + 1).toLowerCase()
