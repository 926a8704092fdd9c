import localFont from 'next/font/local'

/**
 * Geist Mono, as the package `geist` gives it but not preloaded: all fonts stand in one stylesheet, so the share page would
 * load it ahead of its own text and never use it.
 */
export const monoFont = localFont({
  src: '../../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
  fallback: ['ui-monospace', 'SFMono-Regular', 'Roboto Mono', 'Menlo', 'Monaco', 'monospace'],
})
