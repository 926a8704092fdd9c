import 'server-only'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { CommandLineError } from './command-line'

export const SHORTEST_PASSWORD = 12
const LONGEST_PASSWORD = 1024

type Terminal = {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean; setRawMode?: (raw: boolean) => unknown }
  stderr: { write: (text: string) => unknown }
}

/**
 * The password of a local account: from a file, or typed twice on the terminal without being shown, or all of the
 * standard input. Never from the command line, where every user of the machine could read it.
 * @throws {CommandLineError}
 */
export async function readPassword(file: string | null, terminal: Terminal = process): Promise<string> {
  if (file !== null) return checked(withoutLineEnd(readText(file)))
  if (terminal.stdin.isTTY !== true) return checked(withoutLineEnd(await text(terminal.stdin)))
  const first = checked(await ask(terminal, 'Password of the local account: '))
  if ((await ask(terminal, 'Once more: ')) !== first)
    throw new CommandLineError('The two passwords differ: nothing was changed')
  return first
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new CommandLineError(`--password-file ${JSON.stringify(file)} cannot be read: ${why}`)
  }
}

/** Editors and `echo` end a line; a password never ends in one. */
const withoutLineEnd = (raw: string): string => raw.replace(/\r?\n$/, '')

function checked(password: string): string {
  // As it is hashed: however a keyboard writes a letter.
  const { length } = password.normalize('NFKC')
  if (length < SHORTEST_PASSWORD) {
    throw new CommandLineError(`The password has ${length} characters: it needs ${SHORTEST_PASSWORD} or more`)
  }
  // The sign-in page takes no other.
  if (password.length > LONGEST_PASSWORD || /\p{Cc}/u.test(password)) {
    throw new CommandLineError(
      `The password is longer than ${LONGEST_PASSWORD} characters, or holds a line break or another control character`,
    )
  }
  return password
}

/** Enter, and the end of a text (Ctrl-D). */
const ENTER: ReadonlySet<string> = new Set(['\r', '\n', '\u0004'])
/** Either of these is what the key for it sends. */
const ERASE: ReadonlySet<string> = new Set(['\b', '\u007f'])
const INTERRUPT = '\u0003'

/** Reads one line key by key; in raw mode the terminal itself shows nothing. */
async function ask({ stdin, stderr }: Terminal, prompt: string): Promise<string> {
  stderr.write(prompt)
  stdin.setEncoding('utf8')
  stdin.setRawMode?.(true)
  stdin.resume()
  try {
    return await new Promise((resolve, reject) => {
      let typed: string[] = []
      const end = (): void => {
        stdin.off('data', onData)
        stdin.off('end', onEnd)
      }
      const onEnd = (): void => {
        end()
        reject(new CommandLineError('The input ended before the password'))
      }
      const onData = (chunk: string | Buffer): void => {
        for (const key of chunk.toString()) {
          if (key === INTERRUPT) {
            end()
            reject(new CommandLineError('Interrupted: nothing was changed'))
            return
          }
          if (ENTER.has(key)) {
            end()
            resolve(typed.join(''))
            return
          }
          typed = ERASE.has(key) ? typed.slice(0, -1) : [...typed, key]
        }
      }
      stdin.on('data', onData)
      stdin.on('end', onEnd)
    })
  } finally {
    stdin.setRawMode?.(false)
    stdin.pause()
    stderr.write('\n')
  }
}
