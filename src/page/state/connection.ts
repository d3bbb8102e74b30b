import { signal } from '@preact/signals'

/** Whether the local X-Ray answers. */
export const connection = signal<'waiting' | 'live' | 'lost'>('waiting')
