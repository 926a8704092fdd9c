import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { converter, differenceCiede2000, parse, wcagContrast, type Color } from 'culori'
import { describe, expect, it } from 'vitest'
import { STATUS_LOOK } from '@/components/status-look'

const css = readFileSync(fileURLToPath(new URL('../../../app/globals.css', import.meta.url)), 'utf8')

/** The custom properties that one block of globals.css sets, over those it inherits. */
function tokensOf(start: RegExp, inherited: Record<string, string> = {}): Record<string, string> {
  const from = start.exec(css)
  if (from === null) throw new Error(`globals.css has no block ${String(start)}`)
  const block = css.slice(from.index, css.indexOf('}', from.index))
  const own = [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value])
  return { ...inherited, ...Object.fromEntries(own) }
}

const light = tokensOf(/:root,\s*\.paper \{/)
const dark = tokensOf(/@variant dark-theme \{\s*--bg/, light)
const THEMES = { light, dark }

/** Hues that must be told apart; `unknown` takes the text's colour and is told by its shape and word. */
const STATES = ['waiting', 'working', 'succeeded', 'warning', 'failed'] as const
const LEAST_DISTANCE = 12
const LEAST_CONTRAST = 4.5

type Matrix = readonly [Row, Row, Row]
type Row = readonly [number, number, number]

const toLight = converter('lrgb')
const toScreen = converter('rgb')

/** The model is one of light, so it is applied to linear values: culori's own filters take the screen's. */
function simulate([red, green, blue]: Matrix): (color: Color) => Color {
  return (color) => {
    const { r, g, b } = toLight(color)
    const mix = ([x, y, z]: Row): number => Math.min(1, Math.max(0, x * r + y * g + z * b))
    return toScreen({ mode: 'lrgb', r: mix(red), g: mix(green), b: mix(blue) })
  }
}

/** Full deficiency, after Machado, Oliveira and Fernandes (2009), table 1, severity 1.0. */
const SIGHT = {
  normal: (color: Color): Color => color,
  protan: simulate([
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ]),
  deutan: simulate([
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ]),
  tritan: simulate([
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ]),
}

function colour(theme: Record<string, string>, token: string): Color {
  const value = theme[token] ?? ''
  const alias = /^var\(--([\w-]+)\)$/.exec(value)?.[1]
  if (alias !== undefined) return colour(theme, alias)
  const found = parse(value)
  if (found === undefined) throw new Error(`--${token} is no colour: ${value}`)
  return found
}

const distance = differenceCiede2000()

describe.each(Object.entries(THEMES))('the status palette, %s', (_name, theme) => {
  it.each(Object.entries(SIGHT))('keeps every pair apart for %s sight', (_sight, see) => {
    const seen = STATES.map((state) => ({ state, color: see(colour(theme, `status-${state}`)) }))
    const pairs = seen.flatMap((a, index) => seen.slice(index + 1).map((b) => ({ a, b })))
    expect(pairs).toHaveLength(10)
    for (const { a, b } of pairs) {
      expect(distance(a.color, b.color), `${a.state} and ${b.state}`).toBeGreaterThanOrEqual(LEAST_DISTANCE)
    }
  })

  it('has text that can be read on every ground it stands on', () => {
    const grounds = ['bg', 'surface', 'sunken']
    const texts = [
      ...Object.keys(STATUS_LOOK).map((state) => `status-${state}`),
      'text',
      'muted',
      'faint',
      'focus',
    ]
    for (const text of texts) {
      for (const ground of grounds) {
        expect(
          wcagContrast(colour(theme, text), colour(theme, ground)),
          `--${text} on --${ground}`,
        ).toBeGreaterThanOrEqual(LEAST_CONTRAST)
      }
    }
    expect(wcagContrast(colour(theme, 'on-ink'), colour(theme, 'ink'))).toBeGreaterThanOrEqual(LEAST_CONTRAST)
  })

  it('has status words that can be read on their own pale ground', () => {
    for (const state of Object.keys(STATUS_LOOK)) {
      const contrast = wcagContrast(colour(theme, `status-${state}`), colour(theme, `status-${state}-bg`))
      expect(contrast, `--status-${state}`).toBeGreaterThanOrEqual(LEAST_CONTRAST)
    }
  })
})

describe('the looks', () => {
  it('differ in shape, and take their colours from the palette only', () => {
    const looks = Object.values(STATUS_LOOK)
    expect(new Set(looks.map(({ Icon }) => Icon)).size).toBe(looks.length)
    for (const [state, look] of Object.entries(STATUS_LOOK)) {
      for (const part of [look.text, look.fill, look.ground]) expect(part).toContain(`status-${state}`)
    }
  })
})
