'use client'

import { useTranslations } from 'next-intl'
import type { Scope } from './scope-draft'

/** What a screen shows, in words. */
export function useScopeWords(): (scope: Scope) => string {
  const t = useTranslations('screens.words')
  return (scope) => {
    switch (scope.kind) {
      case 'all':
        return t('all')
      case 'tenant':
        return scope.tenantName === null
          ? t('tenantUnnamed', { id: scope.tenantId })
          : t('tenant', { name: scope.tenantName })
      case 'sessions':
        return scope.sessionIds.length === 0 ? t('none') : t('sessions', { count: scope.sessionIds.length })
      default:
        return scope satisfies never
    }
  }
}
