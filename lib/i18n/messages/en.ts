import { audit } from './en/audit'
import { common } from './en/common'
import { freshness } from './en/freshness'
import { health } from './en/health'
import { history } from './en/history'
import { people } from './en/people'
import { point } from './en/point'
import { problem } from './en/problem'
import { report } from './en/report'
import { screens } from './en/screens'
import { session } from './en/session'
import { sessions } from './en/sessions'
import { shareLinks } from './en/share-links'
import { shell } from './en/shell'
import { signIn } from './en/sign-in'

/** English texts, nested by the surface that shows them. */
export const en = {
  shell,
  signIn,
  people,
  common,
  freshness,
  problem,
  session,
  sessions,
  point,
  health,
  history,
  report,
  audit,
  shareLinks,
  screens,
} as const
