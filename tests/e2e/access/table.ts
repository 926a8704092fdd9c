import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

export const ASKERS = [
  'nobody',
  'viewer',
  'operator',
  'admin',
  'link',
  'ended link',
  'screen',
  'withdrawn',
] as const
export type Asker = (typeof ASKERS)[number]

export type Row = { method: string; route: string; answers: Record<Asker, string> }

/** The table of docs/access.md: what is written there is what has to be. */
export function readAccessTable(): Row[] {
  const text = readFileSync(join(ROOT, 'docs/access.md'), 'utf8')
  const lines = text.split('\n').filter((line) => line.startsWith('|'))
  const cells = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  const [head, , ...rows] = cells
  if (head?.join() !== ['route', ...ASKERS].join()) throw new Error(`docs/access.md: ${head?.join()}`)
  return rows.map(([name = '', ...answers]) => {
    const [method = '', route = ''] = name.split(' ')
    return {
      method,
      route,
      // safe: the head has shown that the columns are these
      answers: Object.fromEntries(ASKERS.map((asker, at) => [asker, answers[at] ?? ''])) as Row['answers'],
    }
  })
}

const METHODS =
  /export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b|\bas (GET|POST|PUT|PATCH|DELETE)\b/g

/** `app/(group)/a/[id]/route.ts` → `/a/{id}`; a catch-all is called by what it catches. */
function toRoute(file: string): string {
  const parts = file.split('/').slice(1, -1)
  const shown = parts.flatMap((part) => {
    if (part.startsWith('(')) return []
    const name = /^\[{1,2}(?:\.\.\.)?(.+?)\]{1,2}$/.exec(part)?.[1]
    if (part === '[...rest]') return '{nothing}'
    return name === undefined ? part : `{${name}}`
  })
  return `/${shown.join('/')}`
}

/** Every page and every handler there is, as `METHOD /route`. */
export function findRoutes(): string[] {
  const files = readdirSync(join(ROOT, 'app'), { recursive: true, encoding: 'utf8' }).map((file) =>
    join('app', file),
  )
  return files.flatMap((file) => {
    if (file.endsWith('/page.tsx')) return [`GET ${toRoute(file)}`]
    if (!file.endsWith('/route.ts')) return []
    const route = toRoute(file)
    // One answer for every method: asking by one is enough.
    if (route.endsWith('{nothing}')) return [`GET ${route}`]
    const source = readFileSync(join(ROOT, file), 'utf8')
    return [...source.matchAll(METHODS)].map(([, method, renamed]) => `${method ?? renamed} ${route}`)
  })
}
