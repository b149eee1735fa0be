import type { BatchProvider, ProviderAnswer, ProviderRequest } from './contract.js';

/**
 * A model that talks in this process, and whose weights are asked through the trainer: only there are all of its logits. The
 * trainer is not started before somebody asks for them.
 */
export function withWeights(talking: BatchProvider, weights: BatchProvider): BatchProvider {
  return {
    kind: 'batch',
    async callAll(requests, context) {
      const answers: ProviderAnswer[] = [];
      const ask = async (provider: BatchProvider, isOne: (request: ProviderRequest) => boolean): Promise<void> => {
        const places = [...requests.keys()].filter((place) => isOne(requests[place]!));
        const found =
          places.length === 0
            ? []
            : await provider.callAll(
                places.map((place) => requests[place]!),
                context,
              );
        for (const [at, place] of places.entries()) answers[place] = found[at]!;
      };
      await ask(talking, ({ kind }) => kind !== 'logits');
      await ask(weights, ({ kind }) => kind === 'logits');
      return answers;
    },
    async close() {
      await talking.close();
      await weights.close();
    },
  };
}
