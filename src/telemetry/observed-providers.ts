import type { Providers } from '../../activities/runtime/deps.js';
import type { ModelProvider } from '../models/contract.js';
import type { Observer } from './observer.js';

/** The same providers as their observers see them. One stays one: limits and gates are kept by provider. */
export function observedProviders<Opened extends Providers>(inner: Opened, observers: readonly Observer[]): Opened {
  if (observers.length === 0) return inner;
  const seen = new WeakMap<ModelProvider, ModelProvider>();
  return {
    ...inner,
    async open(model) {
      const opened = await inner.open(model);
      const known = seen.get(opened);
      if (known) return known;
      let provider = opened;
      for (const observer of observers) provider = observer.provider?.(model.name, provider) ?? provider;
      seen.set(opened, provider);
      return provider;
    },
  };
}
