import { notFound } from 'next/navigation'

/** Every address that is none. With several root layouts there is none above all that could frame a page for them. */
export default function Nowhere(): never {
  notFound()
}
