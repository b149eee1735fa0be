import { CancellationScope } from '@temporalio/workflow';

/**
 * Run all at once. When one fails, the others are cancelled and waited for, so that nothing is left running; then the
 * first failure is thrown. Rows that were being done have left their answers in the ledger.
 */
export async function allOrCancel(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const scope = new CancellationScope({ cancellable: true });
  let failure: { readonly error: unknown } | undefined;
  await scope.run(() =>
    Promise.all(
      tasks.map(async (task) => {
        try {
          await task();
        } catch (error) {
          if (failure) return;
          failure = { error };
          scope.cancel();
        }
      }),
    ),
  );
  if (failure) throw failure.error;
}
