import type { ReactNode } from 'react'
import { encode } from 'uqr'

type Props = { text: string; label: string; className?: string }

/** Dark on light, whatever the theme: many phones read nothing else. */
export function QrCode({ text, label, className = '' }: Props): ReactNode {
  // Four modules of quiet around it, as the standard asks (ISO/IEC 18004).
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])))
    .join('')
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={`rounded-lg bg-[#fff] ${className}`}
    >
      <path d={path} fill="#000" />
    </svg>
  )
}
