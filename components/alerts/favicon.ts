import type { IconSign } from './signs'

export type IconColours = { fill: string; on: string }

/** One shape per standing, as components/status-look has them; 32 units wide. */
const SHAPES: Record<IconSign['standing'], string> = {
  failed: '<path d="M10 1h12l9 9v12l-9 9H10l-9-9V10Z"/>',
  warning: '<path d="M16 1.5 31.5 30H.5Z"/>',
  working: '<circle cx="16" cy="16" r="15"/>',
  waiting: '<circle cx="16" cy="16" r="15"/>',
  succeeded: '<circle cx="16" cy="16" r="15"/>',
  unknown: '<rect x="1" y="1" width="30" height="30" rx="8"/>',
  stale: '<path d="M9 27a8 8 0 0 1-1.2-15.9A10 10 0 0 1 27 13.6 6.8 6.8 0 0 1 24.500 27Z"/>',
}

/** What stands inside where no number does. */
const MARKS: Record<IconSign['standing'], string> = {
  failed: '<path d="m11 11 10 10m0-10L11 21"/>',
  warning: '<path d="M16 11v8m0 5v.5"/>',
  working: '<path d="m13 10 9 6-9 6Z"/>',
  waiting: '<path d="M16 9v8h6"/>',
  succeeded: '<path d="m9 16.500 5 5 9-11"/>',
  unknown: '<path d="M12 12a4 4 0 1 1 5.500 3.700Q16 16.500 16 18.500m0 5v.5"/>',
  stale: '<path d="m6 4 20 26"/>',
}

/** The tab's icon, as an address. A number up to nine stands in the shape itself, so that 16 px still show it. */
export function toFavicon({ standing, count }: IconSign, { fill, on }: IconColours): string {
  const numbered = count > 0 && standing !== 'working'
  const mark = numbered
    ? `<text x="16" y="${standing === 'warning' ? 27 : 23}" font-family="system-ui,sans-serif" font-size="${count > 9 ? 17 : 20}" font-weight="700" text-anchor="middle" fill="${on}" stroke="none">${count > 9 ? '9+' : count}</text>`
    : MARKS[standing]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" data-standing="${standing}" data-count="${count}"><g fill="${fill}">${SHAPES[standing]}</g><g fill="none" stroke="${on}" stroke-width="3.500" stroke-linecap="round" stroke-linejoin="round">${mark}</g></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** The page's own tokens, so that there is one place for the hues. */
export function readIconColours(standing: IconSign['standing']): IconColours {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim() || 'gray'
  return {
    fill: token(standing === 'stale' ? 'muted' : `status-${standing}`),
    on: token('on-ink') === 'gray' ? 'white' : token('on-ink'),
  }
}
