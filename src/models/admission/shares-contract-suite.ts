import type { OpenShares, Share } from './share.js';

/** One who asks, with its share and a way to wait for the next that fits. */
export class SharingAsker {
  share: Share | undefined;
  over = false;
  private readonly heard: { readonly fits: (share: Share) => boolean; readonly done: () => void }[] = [];
  private readonly member;

  constructor(private readonly shares: OpenShares) {
    this.member = this.shares.join('endpoint', {
      changed: (share) => {
        this.share = share;
        for (const { fits, done } of this.heard) if (fits(share)) done();
      },
      isOver: () => this.over,
    });
  }

  async until(of: number): Promise<void> {
    if (this.share?.of === of) return;
    await new Promise<void>((done) => this.heard.push({ fits: (share) => share.of === of, done }));
  }

  leave(): void {
    this.member.leave();
  }

  close(): void {
    this.shares.close();
  }
}

/** What every adapter of shares must do. `open` opens them as another process would; whoever calls closes all. */
export function endpointSharesContract(open: () => OpenShares): void {
  const newAsker = (): SharingAsker => new SharingAsker(open());

  test('who is alone has all, at once; who comes waits until the other has made room', async () => {
    const first = newAsker();
    expect(first.share).toEqual({ of: 1, rank: 0 });
    first.over = true;
    const second = newAsker();
    expect(second.share).toEqual({ of: 0, rank: 0 });
    await first.until(2);
    expect(second.share).toEqual({ of: 0, rank: 0 });
    first.over = false;
    await second.until(2);
    expect(first.share!.rank + second.share!.rank).toBe(1);
    first.close();
    await second.until(1);
  });

  test('three who come at once agree, and who has nothing to ask for a while leaves its part to the others', async () => {
    const askers = [newAsker(), newAsker(), newAsker()];
    await Promise.all(askers.map((asker) => asker.until(3)));
    expect(askers.map(({ share }) => share!.rank).toSorted((one, other) => one - other)).toEqual([0, 1, 2]);
    askers[1]!.leave();
    await Promise.all([askers[0]!.until(2), askers[2]!.until(2)]);
  });
}
