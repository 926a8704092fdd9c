/** One text per plural form of the language (`Intl.PluralRules`); `count` names the value that decides. */
export type Plural = {
  readonly count: string
  readonly one?: string
  readonly many?: string
  readonly other: string
}
export type Message = string | Plural
export type Values = Readonly<Record<string, string | number>>

const rules = new Map<string, Intl.PluralRules>()
const numbers = new Map<string, Intl.NumberFormat>()

function kept<Value>(cache: Map<string, Value>, locale: string, make: (locale: string) => Value): Value {
  const known = cache.get(locale) ?? make(locale)
  cache.set(locale, known)
  return known
}

/**
 * Fills a message, on the server and in the browser alike: the share page must be able to say new counts after a poll,
 * and an i18n runtime would cost it more than all of its own code.
 * @throws {Error} where a placeholder has no value
 */
export function fill(message: Message, values: Values, locale: string): string {
  const form = toForm(message, values, locale)
  return form.replace(/\{(\w+)\}( ?)/g, (_, name: string, space: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`The text "${form}" needs ${name}`)
    if (typeof value === 'string') return value + space
    const number = kept(numbers, locale, (it) => new Intl.NumberFormat(it)).format(value)
    // A number stays on the line of what it counts.
    return number + space.replace(' ', '\u00a0')
  })
}

function toForm(message: Message, values: Values, locale: string): string {
  if (typeof message === 'string') return message
  const form = kept(rules, locale, (it) => new Intl.PluralRules(it)).select(Number(values[message.count]))
  return (form === 'one' || form === 'many' ? message[form] : undefined) ?? message.other
}
