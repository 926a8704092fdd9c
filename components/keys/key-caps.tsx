'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useHydrated } from '../use-hydrated'
import { hasCommandKey, type KeyPart, toKeyParts } from './key-names'

/** Keys as they are written on a keyboard. */
export function KeyCaps({ keys }: { keys: string }): ReactNode {
  const t = useTranslations('habits.keys')
  const mac = useHydrated() && hasCommandKey()
  const toText = (part: KeyPart): string => {
    if ('text' in part) return part.text
    return t(part.name === 'mod' && mac ? 'name.modMac' : `name.${part.name}`)
  }
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {toKeyParts(keys).map((together, index) => {
        const texts = together.map(toText)
        return (
          <span key={texts.join('+')} className="inline-flex items-center gap-1">
            {index > 0 && <span className="me-0.5 text-faint">{t('or')}</span>}
            {texts.map((text) => (
              <kbd key={text} className="key">
                {text}
              </kbd>
            ))}
          </span>
        )
      })}
    </span>
  )
}
