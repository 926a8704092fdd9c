import type { MeReply } from '@/lib/api/access-replies'
import { pages } from '@/lib/api/paths'

/** The parts of the console, and the right that each needs; each page checks for itself. */
const CONSOLE_PAGES = [
  { key: 'sessions', href: pages.sessions(), may: null },
  { key: 'shareLinks', href: pages.shareLinks(), may: 'share' },
  { key: 'screens', href: pages.screens(), may: 'manageScreens' },
  { key: 'people', href: pages.people(), may: 'managePeople' },
  { key: 'audit', href: pages.audit(), may: 'viewAudit' },
  { key: 'health', href: pages.health(), may: 'viewHealth' },
] as const

export type ConsolePage = (typeof CONSOLE_PAGES)[number]

export function pagesFor(may: MeReply['may']): readonly ConsolePage[] {
  return CONSOLE_PAGES.filter((page) => page.may === null || may[page.may])
}
