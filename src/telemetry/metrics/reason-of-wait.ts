/**
 * What a request waited for, as one of a few words: what providers tell people has no bound, and each label a price.
 */
export function reasonOfWait(because: string): string {
  if (/keeps failing/.test(because)) return 'circuit';
  if (/limit per minute/.test(because)) return 'own-limit';
  const status = /\((\d{3})\)/.exec(because)?.[1];
  if (status === '429') return 'rate-limit';
  if (status !== undefined) return `status-${status[0]}xx`;
  if (/\((E[A-Z]+|UND_ERR_\w+)\)|cannot be reached|connection/i.test(because)) return 'connection';
  return /time|silent/i.test(because) ? 'timeout' : 'other';
}
