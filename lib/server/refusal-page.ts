import 'server-only'
import type { IncomingMessage } from 'node:http'
import type { ProblemReply } from '@/lib/api/problem'

/** Nothing is loaded, nothing runs, and nobody frames it. */
export const REFUSAL_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"

/** A person, or a wall, that opens a page; programs ask for data, and say so. */
export const isPageRequest = ({ method, url, headers }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  !/^\/(api|_next)(\/|$)/i.test(url ?? '') &&
  /\btext\/html\b/.test(headers.accept ?? '')

/**
 * The same words as a page without anything. It comes back by itself where waiting helps: a wall has no hand to reload it.
 * Its one link leads to the first page, not back to what was refused.
 */
export function toRefusalPage({ title, detail, hint, retryAfterMs }: ProblemReply): string {
  const paragraphs = [detail, hint].flatMap((text) => (text === undefined ? [] : `<p>${escaped(text)}</p>`))
  const again = retryAfterMs === undefined ? null : Math.ceil(retryAfterMs / 1_000) + 1
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    again === null ? '' : `<meta http-equiv="refresh" content="${again}">`,
    `<title>${escaped(title)}</title></head><body><main>`,
    `<h1>${escaped(title)}</h1>${paragraphs.join('')}`,
    again === null ? '<p><a href="/">All failovers</a></p>' : `<p>This page tries again in ${again} s.</p>`,
    '</main></body></html>',
  ].join('')
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`)
