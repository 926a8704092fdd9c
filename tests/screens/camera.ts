import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

/** Where the pictures go: named by page, state, theme and width; git ignores it. */
const FOLDER = 'screens'

const SIZES = [
  { width: 360, height: 780 },
  { width: 768, height: 1024 },
  { width: 1440, height: 1000 },
  { width: 2560, height: 1440 },
] as const
const THEMES = ['light', 'dark'] as const

type Size = { width: number; height: number }

/** Takes one page in one state, as it stands, in both themes and at every width. */
export async function shoot(page: Page, name: string, sizes: readonly Size[] = SIZES): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme })
    for (const size of sizes) await take(page, `${name}-${colorScheme}-${size.width}`, size)
  }
}

/** One that has one theme of its own, as a wall display. */
export async function shootAsItIs(page: Page, name: string, sizes: readonly Size[]): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  for (const size of sizes) await take(page, `${name}-${size.width}x${size.height}`, size)
}

async function take(page: Page, name: string, size: Size): Promise<void> {
  await page.setViewportSize(size)
  // What follows the window's size does so in a frame or two.
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve))
      }),
  )
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
}
