import type { PlanModel } from '../../../schemas/generated/plan.js';
import type { Clock } from '../clock.js';
import { EndpointAdmission, type EndpointLimits } from './endpoint-admission.js';
import type { EndpointShares } from './share.js';

/**
 * The endpoints of a process. Bindings that name the same model at the same address with the same key are one endpoint;
 * with `limits.scope: account` so are all models of that address and key that say so. They share slots, limits and circuit.
 */
export class Endpoints {
  private readonly known = new Map<string, EndpointAdmission>();

  constructor(
    private readonly clock: Clock,
    private readonly shares?: EndpointShares,
  ) {}

  of(model: PlanModel, limits: EndpointLimits): EndpointAdmission {
    const name = endpointName(model);
    const { clock, shares } = this;
    let endpoint = this.known.get(name);
    if (!endpoint) this.known.set(name, (endpoint = new EndpointAdmission({ name, limits, clock, shares })));
    return endpoint;
  }
}

/** Without secrets: the key stands in it by the name of its variable. */
export function endpointName({ base_url: address = '', api_key: key, model = '', limits }: PlanModel): string {
  const account = [address.replace(/\/+$/, ''), key?.env ?? ''];
  return JSON.stringify(limits?.scope === 'account' ? account : [...account, model]);
}
