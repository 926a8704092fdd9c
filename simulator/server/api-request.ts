import type { IncomingHttpHeaders } from 'node:http'
import { parseParameters } from '../query/query-request'

/** A request as the API sees it. */
export type ApiRequest = {
  method: string
  /** Below `/api`, as sent. */
  segments: readonly string[]
  /** Names in lower case. */
  parameters: ReadonlyMap<string, string>
  headers: IncomingHttpHeaders
  body: string
}

/** Null = the path is not below `/api`. Segments match without regard to case (api.md §1); they keep it here. */
export function parseApiRequest(input: {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: string
}): ApiRequest | null {
  const question = input.url.indexOf('?')
  const path = question < 0 ? input.url : input.url.slice(0, question)
  const [root, ...segments] = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeSegment)
  if (root?.toLowerCase() !== 'api') return null
  return {
    method: input.method,
    segments,
    parameters: parseParameters(question < 0 ? '' : input.url.slice(question + 1)),
    headers: input.headers,
    body: input.body,
  }
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** XML by default and for any type; with several types the first of the two that EM knows decides (api.md §2.5). */
export function wantsJson(headers: IncomingHttpHeaders): boolean {
  const accept = (headers.accept ?? '').toLowerCase()
  const json = accept.indexOf('application/json')
  const xml = accept.indexOf('application/xml')
  return json >= 0 && (xml < 0 || json < xml)
}

/** `format=Entity` asks for the entity instead of its reference (api.md §5.1). */
export function wantsEntity(request: ApiRequest): boolean {
  return request.parameters.get('format')?.toLowerCase() === 'entity'
}
