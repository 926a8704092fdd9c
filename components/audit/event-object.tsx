import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { AuditEventView } from '@/lib/api/audit-replies'
import { pages } from '@/lib/api/paths'

type Props = { object: NonNullable<AuditEventView['object']> }

/** What something was done to, with the way to it where there is one. */
export function EventObject({ object }: Props): ReactNode {
  const t = useTranslations('audit.object')
  const { kind, id, name } = object
  switch (kind) {
    case 'session':
      return <To href={pages.session(id)}>{name ?? t('unnamedSession')}</To>
    case 'share_link':
      return <To href={pages.shareLinks()}>{name ?? t('unnamedLink')}</To>
    case 'screen':
      return <To href={pages.screens()}>{name ?? t('unnamedScreen')}</To>
    case 'person':
      return <To href={pages.people()}>{name ?? t('unnamedPerson')}</To>
    case 'plan':
      return <Plain>{name ?? t('unnamedPlan')}</Plain>
    default:
      // Of another version: its own name says more than any word of ours.
      return <Plain>{name ?? id}</Plain>
  }
}

function To({ href, children }: { href: string; children: ReactNode }): ReactNode {
  return (
    <Link href={href} prefetch={false} dir="auto" className="link font-[560] foreign-text">
      {children}
    </Link>
  )
}

function Plain({ children }: { children: ReactNode }): ReactNode {
  return (
    <bdi dir="auto" className="font-[560] foreign-text">
      {children}
    </bdi>
  )
}
