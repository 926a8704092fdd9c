import type { Config } from 'tailwindcss'

const token = (name: string): string => `var(--${name})`

/**
 * Names for the design tokens, whose values stand in app/globals.css. `colors` replaces Tailwind's palette instead of
 * adding to it, so a palette class in a component has no effect and is seen at once.
 */
export default {
  content: [],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      bg: token('bg'),
      surface: token('surface'),
      sunken: token('sunken'),
      line: token('line'),
      'line-strong': token('line-strong'),
      text: token('text'),
      muted: token('muted'),
      faint: token('faint'),
      ink: token('ink'),
      'on-ink': token('on-ink'),
      focus: token('focus'),
      track: token('bar-track'),
      'status-waiting': token('status-waiting'),
      'status-working': token('status-working'),
      'status-succeeded': token('status-succeeded'),
      'status-warning': token('status-warning'),
      'status-failed': token('status-failed'),
      'status-unknown': token('status-unknown'),
      'status-waiting-bg': token('status-waiting-bg'),
      'status-working-bg': token('status-working-bg'),
      'status-succeeded-bg': token('status-succeeded-bg'),
      'status-warning-bg': token('status-warning-bg'),
      'status-failed-bg': token('status-failed-bg'),
      'status-unknown-bg': token('status-unknown-bg'),
    },
    fontFamily: {
      sans: token('font-sans'),
      mono: token('font-mono'),
    },
    extend: {
      boxShadow: { card: token('shadow') },
    },
  },
} satisfies Config
