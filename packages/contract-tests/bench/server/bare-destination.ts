import { setTimeout as wait } from 'node:timers/promises'

/**
 * A destination whose only action takes that many milliseconds and makes no request: it shows what
 * the worker itself costs.
 */
export const createBareDestination = (milliseconds: number) => ({
  name: 'Bare',
  mode: 'cloud' as const,
  presets: [
    { name: 'Bare', type: 'automatic' as const, partnerAction: 'bare', subscribe: 'type = "identify"', mapping: {} },
  ],
  actions: {
    bare: {
      title: 'Bare',
      description: 'Waits.',
      fields: {},
      perform: async () => {
        if (milliseconds > 0) await wait(milliseconds)
        return { outcome: 'delivered' }
      },
    },
  },
})
