import { alerts } from './en/alerts'
import { attempts } from './en/attempts'
import { audit } from './en/audit'
import { collection } from './en/collection'
import { common } from './en/common'
import { freshness } from './en/freshness'
import { habits } from './en/habits'
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
import { sheet } from './en/sheet'
import { signIn } from './en/sign-in'
import { tasks } from './en/tasks'
import { teamwork } from './en/teamwork'
import { ticket } from './en/ticket'

/** English texts, nested by the surface that shows them. */
export const en = {
  shell,
  alerts,
  signIn,
  people,
  common,
  collection,
  freshness,
  problem,
  session,
  sessions,
  tasks,
  point,
  habits,
  health,
  history,
  report,
  attempts,
  audit,
  shareLinks,
  screens,
  teamwork,
  sheet,
  ticket,
} as const
