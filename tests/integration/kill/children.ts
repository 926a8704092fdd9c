import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { ChildLine } from './child-lines'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const HERE = fileURLToPath(new URL('.', import.meta.url))

export type Programs = { recorder: string; checker: string; remove: () => void }

/** Bundles the two programs once: a restart then costs 200 ms and not a second and a half of tsx. */
export async function buildPrograms(): Promise<Programs> {
  const folder = mkdtempSync(join(tmpdir(), 'failover-kill-'))
  // libsql is native and stays outside; it is looked for from where the bundle lies.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['recording-child.ts', 'checking-child.ts'].map((name) => join(HERE, name)),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    external: ['libsql', 'pg-native'],
    alias: { 'server-only': join(ROOT, 'node_modules', 'server-only', 'empty.js') },
    logLevel: 'error',
  })
  return {
    recorder: join(folder, 'recording-child.cjs'),
    checker: join(folder, 'checking-child.cjs'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export type Ending = { code: number | null; signal: NodeJS.Signals | null; stderr: string }

export type Child = {
  /** Everything said so far. What was cut off in the middle of a line was not said. */
  lines: readonly ChildLine[]
  /** Lines of the log, where only errors stand. */
  logged: readonly string[]
  onLine: (listener: (line: ChildLine) => void) => void
  kill: () => void
  /** Ends its input, upon which a recorder stops in order. */
  stop: () => void
  /** Settles when it has ended and all that it said has been read. */
  ended: Promise<Ending>
}

const MOST_MS = 90_000

const running = new Set<ChildProcessByStdio<Writable, Readable, Readable>>()

/** For `afterEach`: whatever a test left running. */
export function killChildren(): void {
  for (const child of running) child.kill('SIGKILL')
}

export function startChild(program: string, env: Record<string, string>): Child {
  const child = spawn(process.execPath, [program], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { NODE_ENV: 'production', ...env },
  })
  running.add(child)
  // A killed one no longer reads.
  child.stdin.on('error', () => undefined)
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const lines: ChildLine[] = []
  const logged: string[] = []
  const listeners: ((line: ChildLine) => void)[] = []
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = parseLine(text)
    if (line === null) return
    if (!('kind' in line)) {
      logged.push(text)
      return
    }
    lines.push(line)
    for (const listener of listeners) listener(line)
  })
  const ended = new Promise<Ending>((resolve, reject) => {
    child.once('error', reject)
    // Nothing here takes nearly so long: better a word than a test that hangs.
    const giveUp = setTimeout(() => {
      const last = JSON.stringify(lines.slice(-3)).slice(-1_000)
      reject(new Error(`${program} ${child.pid} has not ended; its last words: ${last} ${stderr}`))
    }, MOST_MS)
    child.once('close', (code, signal) => {
      clearTimeout(giveUp)
      running.delete(child)
      resolve({ code, signal, stderr })
    })
  })
  return {
    lines,
    logged,
    onLine: (listener) => void listeners.push(listener),
    kill: () => void child.kill('SIGKILL'),
    stop: () => void child.stdin.end(),
    ended,
  }
}

/** Null for half a line, which only the last one can be. */
function parseLine(text: string): ChildLine | { level: string } | null {
  try {
    return JSON.parse(text) as ChildLine | { level: string } // safe: our own program's line, or one of its log
  } catch {
    return null
  }
}
