import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readPassword } from '@/lib/cli/read-password'

const GOOD = 'correct horse battery'

/** A terminal as Node gives it: what is typed comes key by key, and raw mode shows nothing. */
function createTerminal() {
  const raw: boolean[] = []
  const said: string[] = []
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (is: boolean) => raw.push(is),
  })
  return { terminal: { stdin, stderr: { write: (text: string) => said.push(text) } }, stdin, raw, said }
}

/** Types the next line once the question for it is there. */
async function type(stdin: PassThrough, said: string[], questions: number, keys: string): Promise<void> {
  while (said.filter((text) => text.endsWith(': ')).length < questions)
    await new Promise((resolve) => setImmediate(resolve))
  for (const key of keys) stdin.write(key)
}

describe('the password of a local account, on a terminal', () => {
  it('is asked for twice, in raw mode, and never shown', async () => {
    const { terminal, stdin, raw, said } = createTerminal()
    const read = readPassword(null, terminal)
    await type(stdin, said, 1, `${GOOD}\r`)
    await type(stdin, said, 2, `${GOOD}\r`)
    expect(await read).toBe(GOOD)
    expect(raw).toEqual([true, false, true, false])
    expect(said.join('')).toBe('Password of the local account: \nOnce more: \n')
  })

  it('can be corrected while it is typed, and may hold any letter', async () => {
    const { terminal, stdin, said } = createTerminal()
    const read = readPassword(null, terminal)
    await type(stdin, said, 1, 'pässwörter-🔑x\u007f\b🔑-lang\n')
    await type(stdin, said, 2, 'pässwörter-🔑-lang\n')
    expect(await read).toBe('pässwörter-🔑-lang')
    const again = createTerminal()
    const second = readPassword(null, again.terminal)
    await type(again.stdin, again.said, 1, `${GOOD}\r`)
    await type(again.stdin, again.said, 2, `${GOOD}!\r`)
    await expect(second).rejects.toThrow('differ')
  })

  it('ends with Ctrl-C, and leaves the terminal as it was', async () => {
    const { terminal, stdin, raw, said } = createTerminal()
    const read = readPassword(null, terminal)
    await type(stdin, said, 1, 'abc\u0003')
    await expect(read).rejects.toThrow('Interrupted')
    expect(raw).toEqual([true, false])
  })

  it('is not asked for again when it is too short', async () => {
    const { terminal, stdin, said } = createTerminal()
    const read = readPassword(null, terminal)
    await type(stdin, said, 1, 'short\r')
    await expect(read).rejects.toThrow('has 5 characters: it needs 12 or more')
    expect(said.join('')).not.toContain('Once more')
  })
})

describe('the password of a local account, otherwise', () => {
  const piped = (text: string) => ({ stdin: Readable.from([text]), stderr: { write: () => true } })

  it('is all of the standard input, but for the end of its line', async () => {
    expect(await readPassword(null, piped(`${GOOD}\n`))).toBe(GOOD)
    expect(await readPassword(null, piped(`${GOOD}\r\n`))).toBe(GOOD)
    expect(await readPassword(null, piped(` ${GOOD} `))).toBe(` ${GOOD} `)
    await expect(readPassword(null, piped(''))).rejects.toThrow('0 characters')
    await expect(readPassword(null, piped(`${GOOD}\n${GOOD}\n`))).rejects.toThrow('line break')
    await expect(readPassword(null, piped('x'.repeat(1025)))).rejects.toThrow('longer than 1024')
  })

  it('is read from a file, without looking at the terminal', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'failover-password-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'password')
    writeFileSync(file, `${GOOD}\n`)
    expect(await readPassword(file, createTerminal().terminal)).toBe(GOOD)
    await expect(readPassword(join(folder, 'none'))).rejects.toThrow('--password-file')
  })
})
