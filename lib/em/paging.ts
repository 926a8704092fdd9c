import 'server-only'
import type { Listed } from './em-client'
import type { EmGet } from './em-get'
import { collect, linksOf, type EntityKind } from './entity'
import { badReply } from './parse-reply'
import type { Priority } from './request-gate'
import { childOf, hasName, intOf, itemsOf, wordOf, type WireNode } from './wire-node'

const MAX_PAGES = 1000
const PAGE_NUMBERS = { min: 0, max: 999_999_999 }

export type PagedRead<T> = {
  firstPath: string
  kind: EntityKind
  toEntity: (node: WireNode) => T | null
  rebase: (href: string) => string | null
  priority: Priority
  signal?: AbortSignal | undefined
}

/**
 * Reads a query to its last page, whatever the guide says of one page by default (every answer reports 100 to a page).
 * @throws {ReadError} `bad_reply` if a page is no QueryResult, or if Next leads out of the API, in a circle or on
 * beyond 1000 pages: a list that is not whole is not handed out
 */
export async function readAllPages<T extends { id: string }>(
  get: EmGet,
  read: PagedRead<T>,
): Promise<Listed<T>> {
  const { kind, priority, signal } = read
  const nodes: WireNode[] = []
  const visited = new Set<string>()
  let path: string | null = read.firstPath
  while (path !== null) {
    if (visited.has(path)) throw badReply(kind.what, 'links pages in a circle')
    if (visited.size >= MAX_PAGES) throw badReply(kind.what, `has more than ${MAX_PAGES} pages`)
    visited.add(path)
    const document: WireNode = await get({ path, what: kind.what, priority, signal })
    // Not spread: a hostile page may hold more items than a call takes arguments.
    for (const item of toPageItems(document, kind)) nodes.push(item)
    path = toNextPath(document, read)
  }
  // Pages are cut from a changing set without a snapshot: one entity may stand on two of them.
  return collect(nodes, kind, read.toEntity)
}

function toPageItems(document: WireNode, kind: EntityKind): readonly WireNode[] {
  const entities = childOf(document, 'Entities')
  const isResult =
    document.form === 'element'
      ? hasName(document, 'QueryResult')
      : entities !== null || childOf(document, 'PagingInfo') !== null
  if (!isResult) throw badReply(kind.what, 'is not a QueryResult')
  const refs = childOf(document, 'Refs')
  if (refs !== null && itemsOf(refs).length > 0)
    throw badReply(kind.what, 'holds references in place of entities')
  const list = entities === null ? null : childOf(entities, `${kind.type}s`)
  return list === null ? [] : itemsOf(list)
}

function toNextPath<T>(document: WireNode, { kind, rebase, firstPath }: PagedRead<T>): string | null {
  const info = childOf(document, 'PagingInfo')
  if (info === null) return null
  const next = linksOf(info).find((link) => wordOf(link, 'Rel')?.toLowerCase() === 'next')
  if (next === undefined) {
    const [page, pages] = [intOf(info, 'PageNum', PAGE_NUMBERS), intOf(info, 'PagesCount', PAGE_NUMBERS)]
    if (page !== null && pages !== null && page < pages)
      throw badReply(kind.what, 'lacks the link to its next page')
    return null
  }
  const path = rebase(wordOf(next, 'Href') ?? '')
  if (path === null || pathOnly(path) !== pathOnly(firstPath)) {
    throw badReply(kind.what, 'links a next page outside the query service')
  }
  return path
}

function pathOnly(path: string): string {
  return (path.split('?', 1)[0] ?? '').replace(/\/+$/, '').toLowerCase()
}
