import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export type Program = { child: ChildProcess; line: Promise<string> }

/**
 * Starts one of our programs and waits for the line that says it is ready. Each has a process of its own: whoever asks,
 * the server and EM share no event loop.
 */
export function startProgram(
  program: string,
  args: string[],
  env: Record<string, string>,
  ready: RegExp,
): Program {
  const tsx = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs')
  const child = spawn(process.execPath, [tsx, '--conditions=react-server', program, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  const line = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      if (ready.test(text)) resolve(text)
    })
    child.on('exit', () => reject(new Error(`${program} ended`)))
  })
  return { child, line }
}

export async function endProgram({ child }: Pick<Program, 'child'>): Promise<void> {
  const ended = new Promise((resolve) => {
    child.removeAllListeners('exit')
    child.on('exit', resolve)
  })
  child.kill('SIGTERM')
  await ended
}
