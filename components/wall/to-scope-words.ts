import type { WallReply } from '@/lib/api/screen-replies'
import type { WallTexts } from '@/lib/i18n/messages/en/wall'
import { fill } from './fill'

/** What the screen shows, so that nobody takes a part for the whole. */
export function toScopeWords(board: WallTexts['board'], scope: WallReply['screen']['scope']): string {
  return fill(board.idleScope[scope.kind], {
    tenant: scope.kind === 'tenant' ? (scope.tenantName ?? board.tenantUnnamed) : '',
  })
}
