import { Glyph } from './glyph.tsx'

/** Strokes on a field of 16 by 16. */
const PATHS = {
  service: 'M3 3.5h10v4H3zM3 8.5h10v4H3zM5.5 5.5h.01M5.5 10.5h.01',
  function: 'M4 13l4-9.5h.4L12.5 13M6.5 9.5L4.8 6.2',
  database: 'M3 4.5c0-2.4 10-2.4 10 0v7c0 2.4-10 2.4-10 0zM3 4.5c0 2.4 10 2.4 10 0M3 8c0 2.4 10 2.4 10 0',
  queue: 'M2.5 5h3v6h-3zM6.5 5h3v6h-3zM10.5 5h3v6h-3z',
  topic: 'M3 8h4M7 8l5-4M7 8l5 4M7 8h5M12.5 4h.01M12.5 8h.01M12.5 12h.01',
  storage: 'M3 4h10l-1.2 9H4.2zM3 4c0-1.6 10-1.6 10 0',
  gateway: 'M6 3L2.5 8 6 13M10 3l3.5 5L10 13',
  steps: 'M3 3.5h4v3H3zM9 9.5h4v3H9zM5 6.5v4.5h4',
  client: 'M8 8a2.5 2.5 0 100-5 2.5 2.5 0 000 5zM3.5 13.5c.6-4.4 8.4-4.4 9 0',
  remote:
    'M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM2.5 8h11M8 2.5c-3.6 3.4-3.6 7.6 0 11M8 2.5c3.6 3.4 3.6 7.6 0 11',
  cloud: 'M5 12.5a2.6 2.6 0 01-.4-5.2 3.6 3.6 0 016.9-.9 3.1 3.1 0 01.3 6.1z',
  container: 'M8 2.5l5 2.8v5.4l-5 2.8-5-2.8V5.3zM3 5.3l5 2.8 5-2.8M8 8.1v5.4',
  work: 'M4 8h8M4 8l2-2M4 8l2 2',
  right: 'M6 4l4 4-4 4',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3.5v9M3.5 8h9',
  minus: 'M3.5 8h9',
  fit: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
  sun: 'M8 5.3a2.7 2.7 0 100 5.4 2.7 2.7 0 000-5.4zM8 1.8v1M8 13.2v1M1.8 8h1M13.2 8h1M3.6 3.6l.7.7M11.7 11.7l.7.7M3.6 12.4l.7-.7M11.7 4.3l.7-.7',
  moon: 'M12.8 9.6A5.3 5.3 0 016.4 3.2a5.3 5.3 0 106.4 6.4z',
  auto: 'M8 2.5a5.5 5.5 0 100 11zM8 2.5a5.5 5.5 0 010 11',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.5l7 4.5-7 4.5z',
  search: 'M7 3a4 4 0 100 8 4 4 0 000-8zM10 10l3.5 3.5',
} as const

export type IconName = keyof typeof PATHS

/** A small drawing beside words that say the same. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return <Glyph d={PATHS[name]} field={16} strokeWidth={1.4} pixels={size} />
}
