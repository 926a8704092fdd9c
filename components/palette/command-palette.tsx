'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { FileSearch } from 'lucide-react'
import type { MeReply } from '@/lib/api/access-replies'
import { pages } from '@/lib/api/paths'
import { findSession, type Located } from '@/lib/failover/session-locator'
import { useLocatorFault } from '../shell/use-locator-fault'
import { findEntries, type PaletteGroup } from './palette-entry'
import { PaletteDialog } from './palette-dialog'
import { useCommandGroups } from './use-command-groups'
import { useRunGroups } from './use-run-groups'
import { useZoneGroups } from './use-zone-groups'

type Props = { may: MeReply['may']; onClose: () => void }

/** One box for whatever one knows of a failover, for every page and for every command. */
export function CommandPalette({ may, onClose }: Props): ReactNode {
  const [part, setPart] = useState<'all' | 'zones'>('all')
  const [sought, setSought] = useState('')
  const openZones = (): void => {
    setPart('zones')
    setSought('')
  }
  const back = (): void => {
    setPart('all')
    setSought('')
  }
  const shared = { sought, onSeek: setSought, onClose }
  return part === 'all' ? (
    <All {...shared} may={may} openZones={openZones} />
  ) : (
    <Zones {...shared} onBack={back} />
  )
}

type PartProps = { sought: string; onSeek: (text: string) => void; onClose: () => void }

function All({ may, openZones, ...shared }: PartProps & { may: MeReply['may']; openZones: () => void }) {
  const t = useTranslations('habits.palette')
  const { sought } = shared
  const runs = useRunGroups(sought)
  const commands = useCommandGroups(may, openZones)
  const found = commands.groups.map((group) => ({ ...group, entries: findEntries(group.entries, sought) }))
  const located = findSession(sought)
  const named = useNamedSession(located)
  const toFault = useLocatorFault()
  // An empty box asks for nothing, and what is no id may be a name.
  const isWrong = 'error' in located && located.error !== 'empty' && located.error !== 'not_recognised'
  // Failovers come from the server and later: once something is sought, nothing that stands there may be displaced.
  const groups = sought.trim() === '' ? [...runs.groups, ...found] : [...named, ...found, ...runs.groups]
  const byCode = runs.code === null ? null : t('byCode', { code: runs.code })
  const ofRuns = runs.state === 'found' ? byCode : t(runs.state)
  const state = commands.state ?? (isWrong ? toFault(located) : ofRuns)
  return <PaletteDialog {...shared} groups={groups} state={state} />
}

function Zones({ onBack, ...shared }: PartProps & { onBack: () => void }) {
  const { groups, more } = useZoneGroups(shared.sought)
  return <PaletteDialog {...shared} groups={groups} state={more} onBack={onBack} />
}

/** A GUID, a URN or a link leads to its failover whatever the list holds. */
function useNamedSession(found: Located): PaletteGroup[] {
  const t = useTranslations('habits.palette')
  const router = useRouter()
  if ('error' in found) return []
  const { id } = found
  const label = t('openSession', { id })
  const run = (): void => router.push(pages.session(id))
  return [
    {
      id: 'open',
      heading: t('group.open'),
      entries: [{ id: `open ${id}`, label, icon: FileSearch, run }],
    },
  ]
}
