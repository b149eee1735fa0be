import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEngineElsewhere } from './connect.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-connect-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('without an address the engine is embedded', () => {
  expect(findEngineElsewhere(undefined, folder, {})).toBeUndefined();
  expect(findEngineElsewhere({ mode: 'embedded' }, folder, {})).toBeUndefined();
});

test('TEMPORAL_ADDRESS comes before the profile', () => {
  const binding = { address: 'profile:7233', namespace: 'team' };
  expect(findEngineElsewhere(binding, folder, {})).toEqual({ address: 'profile:7233', namespace: 'team' });
  expect(findEngineElsewhere(binding, folder, { TEMPORAL_ADDRESS: 'env:7233', TEMPORAL_NAMESPACE: 'mine' })).toEqual({
    address: 'env:7233',
    namespace: 'mine',
  });
});

test('a key comes from the variable that is named, and brings TLS with it', () => {
  const binding = { address: 'cloud:7233', api_key: { env: 'CLOUD_KEY' } };
  expect(findEngineElsewhere(binding, folder, { CLOUD_KEY: 'secret' })).toEqual({
    address: 'cloud:7233',
    namespace: 'default',
    apiKey: 'secret',
    tls: true,
  });
  expect(() => findEngineElsewhere(binding, folder, {})).toThrow('CLOUD_KEY, which is not set');
});

test('TLS files are read relative to the project, and a certificate needs its key', () => {
  writeFileSync(join(folder, 'ca.pem'), 'authority');
  const address = 'host:7233';
  expect(findEngineElsewhere({ address, tls: { ca: 'ca.pem', server_name: 'temporal' } }, folder, {})?.tls).toEqual({
    ca: Buffer.from('authority'),
    serverName: 'temporal',
  });
  expect(() => findEngineElsewhere({ address, tls: { cert: 'ca.pem' } }, folder, {})).toThrow(
    'both its certificate and its key',
  );
  expect(() => findEngineElsewhere({ address, tls: { ca: 'none.pem' } }, folder, {})).toThrow('none.pem');
});
