import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { AuditReply } from '@/lib/api/audit-replies'
import { pages } from '@/lib/api/paths'
import { AUDIT_ACTIONS, type AuditAction } from '@/lib/failover/audit'

export type AuditFilterValue = { action: AuditAction | undefined; actor: string | undefined }

type Props = { value: AuditFilterValue; people: AuditReply['people'] }

/** A plain form: what it asks for stands in the address, which can be kept and sent to others. */
export function AuditFilter({ value, people }: Props): ReactNode {
  const t = useTranslations('audit')
  const isSet = value.action !== undefined || value.actor !== undefined
  const box = 'grid min-w-0 gap-1 text-[12.5px] text-muted'
  return (
    <form
      method="get"
      action={pages.audit()}
      aria-label={t('filter.label')}
      className="flex flex-wrap items-end gap-x-3 gap-y-2"
    >
      <label className={box}>
        {t('filter.action')}
        <select
          name="action"
          defaultValue={value.action ?? ''}
          className="input max-w-full text-[13.5px] sm:w-72"
        >
          <option value="">{t('filter.anyAction')}</option>
          {AUDIT_ACTIONS.map((action) => (
            <option key={action} value={action}>
              {t(`action.${action}`)}
            </option>
          ))}
        </select>
      </label>
      <label className={box}>
        {t('filter.person')}
        <select
          name="actor"
          defaultValue={value.actor ?? ''}
          className="input max-w-full text-[13.5px] sm:w-52"
        >
          <option value="">{t('filter.anyone')}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name ?? t('filter.unnamed')}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button min-h-[34px]">
        {t('filter.show')}
      </button>
      {isSet && (
        <Link
          href={pages.audit()}
          prefetch={false}
          className="link inline-flex min-h-[34px] items-center text-muted"
        >
          {t('filter.clear')}
        </Link>
      )}
    </form>
  )
}
