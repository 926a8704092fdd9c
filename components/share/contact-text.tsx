import type { ReactNode } from 'react'

/** A mail address, or a telephone number written with its country. */
const REACHABLE = /([\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+\d[\d ()/.-]{5,}\d)/

/** The provider's contact as it was written; what can be dialled or written to is a link. */
export function ContactText({ text }: { text: string }): ReactNode {
  // The pattern has one group, so every second part is what it has found.
  return text.split(REACHABLE).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <a key={part} href={toHref(part)} className="link whitespace-nowrap">
        {part}
      </a>
    ),
  )
}

function toHref(part: string): string {
  return part.includes('@') ? `mailto:${part}` : `tel:${part.replace(/(?!^\+)\D/g, '')}`
}
