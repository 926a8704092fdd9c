import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

type Props = {
  title: string
  explain: string
  next?: string
  actions?: ReactNode
  children?: ReactNode
  testId?: string
}

/** A page that has nothing to show but words: what is the matter, and what to do next. */
export function MessagePage({ title, explain, next, actions, children, testId }: Props): ReactNode {
  const t = useTranslations('problem.page')
  return (
    <div data-testid={testId} className="mx-auto w-full max-w-[680px] px-4 py-10 sm:px-6 sm:py-16">
      <section aria-labelledby="message-title" className="card grid gap-4 p-5 shadow-card sm:p-8">
        <h1 id="message-title" className="heading-1">
          {title}
        </h1>
        <p className="text-[14.5px]">{explain}</p>
        {next !== undefined && (
          <div className="rounded-lg bg-sunken px-4 py-3">
            <h2 className="heading-2">{t('next')}</h2>
            <p className="mt-1">{next}</p>
          </div>
        )}
        {children}
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </section>
    </div>
  )
}
