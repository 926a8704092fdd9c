import { QueryError } from './query-error'

/** The parameters of `/query` as sent (api.md §5.5). */
export type QueryRequest = {
  type: string
  /** Entities instead of references. */
  format: 'Entity' | 'Entities' | null
  filter: string | null
  sort: { by: string; descending: boolean } | null
  pageSize: number
  page: number
}

const DEFAULT_PAGE_SIZE = 100

/** @throws {QueryError} on a missing type, an unknown format or a page that is not a whole number from 1 */
export function parseQueryRequest(
  parameters: ReadonlyMap<string, string>,
  pageSizeMax: number,
): QueryRequest {
  const type = parameters.get('type') ?? ''
  if (type === '') throw new QueryError('Query type is not specified')
  const format = parameters.get('format') ?? null
  const knownFormat = (['Entity', 'Entities'] as const).find(
    (known) => known.toLowerCase() === format?.toLowerCase(),
  )
  if (format !== null && knownFormat === undefined) throw new QueryError(`Format is not supported: ${format}`)
  const ascending = parameters.get('sortasc')
  const by = ascending ?? parameters.get('sortdesc')
  return {
    type,
    format: knownFormat ?? null,
    filter: parameters.get('filter') ?? null,
    sort: by === undefined ? null : { by, descending: ascending === undefined },
    pageSize: Math.min(parseCount(parameters.get('pagesize'), 'pageSize', DEFAULT_PAGE_SIZE), pageSizeMax),
    page: parseCount(parameters.get('page'), 'page', 1),
  }
}

function parseCount(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined) return fallback
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1)
    throw new QueryError(`Value '${text}' is invalid for ${name}`)
  return Number(text)
}

/** The query again, for the links of another page, encoded as .NET does it: lower-case hex, `+` for a space. */
export function toQueryString(request: QueryRequest, page: number): string {
  const pairs: [string, string][] = [['type', request.type]]
  if (request.format !== null) pairs.push(['format', request.format])
  if (request.sort !== null) pairs.push([request.sort.descending ? 'sortDesc' : 'sortAsc', request.sort.by])
  if (request.filter !== null) pairs.push(['filter', request.filter])
  pairs.push(['pageSize', String(request.pageSize)], ['page', String(page)])
  return pairs.map(([name, value]) => `${name}=${encodeDotNet(value)}`).join('&')
}

function encodeDotNet(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replaceAll(/[~']/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
    .replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
}

/** Query string to parameters: `+` is a space, names in lower case, the first of a name counts. */
export function parseParameters(search: string): Map<string, string> {
  const parameters = new Map<string, string>()
  for (const pair of search.split('&').filter((part) => part !== '')) {
    const equals = pair.indexOf('=')
    const name = decode(equals < 0 ? pair : pair.slice(0, equals)).toLowerCase()
    if (!parameters.has(name)) parameters.set(name, equals < 0 ? '' : decode(pair.slice(equals + 1)))
  }
  return parameters
}

/** @throws {QueryError} on a broken percent code */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new QueryError('The request address is not well encoded')
  }
}
