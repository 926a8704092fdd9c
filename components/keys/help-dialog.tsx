'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Modal } from '../modal'
import { KeyCaps } from './key-caps'
import { useActiveShortcuts } from './use-shortcut'

const GROUPS = ['everywhere', 'list', 'session'] as const

/** The keys that work on this page, as they have registered themselves. */
export function HelpDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useTranslations('habits.keys')
  const active = useActiveShortcuts()
  // Of two with the same keys the newer one is in force.
  const inForce = active.filter(({ keys }, index) => active.findLastIndex((it) => it.keys === keys) === index)
  const groups = GROUPS.map((group) => ({ group, keys: inForce.filter((it) => it.group === group) }))
  return (
    <Modal title={t('title')} onClose={onClose}>
      <div className="grid gap-5 px-4 py-4 sm:px-6">
        <p className="text-muted">{t('explain')}</p>
        {groups
          .filter(({ keys }) => keys.length > 0)
          .map(({ group, keys }) => (
            <section key={group} aria-labelledby={`keys-${group}`}>
              <h3 id={`keys-${group}`} className="heading-2 mb-1">
                {t(`group.${group}`)}
              </h3>
              <dl>
                {keys.map((it) => (
                  <div
                    key={it.keys}
                    className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 border-b border-line py-1 last:border-b-0"
                  >
                    <dt className="min-w-0">{it.label}</dt>
                    <dd>
                      <KeyCaps keys={it.keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
      </div>
    </Modal>
  )
}
