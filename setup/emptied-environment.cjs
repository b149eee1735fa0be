// What of a machine's settings still holds in an emptied environment, and what stands where in its home. No effects but reading.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

/** How this machine reaches package indexes. Behind a company's proxy nothing can be installed without them. */
const reach = [
  /^(https?|all|no|ftp)_proxy$/i,
  /^NODE_(EXTRA_CA_CERTS|USE_SYSTEM_CA|USE_ENV_PROXY|TLS_REJECT_UNAUTHORIZED)$/,
  /^(SSL_CERT|NIX_SSL_CERT)_(FILE|DIR)$/,
  /^(CURL|REQUESTS)_CA_BUNDLE$/,
  /^GIT_(SSL|PROXY)_[A-Z_]+$/,
  /^PIP_(?!CACHE_DIR|REQUIRE_VIRTUALENV|TARGET|PREFIX|USER|BREAK_SYSTEM_PACKAGES)[A-Z_]+$/,
  /^UV_(DEFAULT_INDEX|INDEX|INDEX_.+|EXTRA_INDEX_URL|FIND_LINKS|NATIVE_TLS|SYSTEM_CERTS|INSECURE_HOST|KEYRING_PROVIDER|CONFIG_FILE|HTTP_.+|PYTHON_INSTALL_MIRROR)$/,
  /^npm_config_((https?_?)?proxy|https?-proxy|noproxy|registry|ca|cafile|strict_ssl|userconfig|globalconfig|.*_auth.*)$/i,
  /^GO(PROXY|NOPROXY|PRIVATE|SUMDB|NOSUMDB|INSECURE|AUTH|ENV|TOOLCHAIN)$/,
  /^NETRC$/,
];

/** What README and CONTRIBUTING tell people to set where it cannot be found, and where temporary files go. */
const asked = [/^LIMBECK_TEST_DATA$/, /^CHROMIUM$/, /^TMPDIR$/];

/** Settings of the same kind that tools read from a home; the new home is empty, so each is named by its tool's variable. */
const settingsInHome = [
  { variable: 'npm_config_userconfig', paths: ['.npmrc'] },
  { variable: 'PIP_CONFIG_FILE', paths: ['.config/pip/pip.conf', '.pip/pip.conf'] },
  { variable: 'UV_CONFIG_FILE', paths: ['.config/uv/uv.toml'] },
  { variable: 'GOENV', paths: ['.config/go/env', 'Library/Application Support/go/env'] },
  { variable: 'NETRC', paths: ['.netrc'] },
];

/** Where tools keep downloads in a home by themselves, and the name of each in the folder that outlives the home. */
function keptDownloads(platform = process.platform) {
  const caches = platform === 'darwin' ? 'Library/Caches' : '.cache';
  return {
    '.cache/limbeck': 'limbeck',
    '.cache/uv': 'uv',
    '.npm': 'npm',
    'go/pkg/mod': 'go-modules',
    [`${caches}/pip`]: 'pip',
    [`${caches}/go-build`]: 'go-build',
  };
}

/** The variables of the emptied environment. `programs` is a folder of links to programs that the system's folders lack. */
function emptiedVariables(env, { home, oldHome, programs }) {
  const kept = Object.entries(env).filter(([name]) => [...reach, ...asked].some((pattern) => pattern.test(name)));
  const found = settingsInHome.flatMap(({ variable, paths }) => {
    const path = paths.map((name) => join(oldHome, name)).find((file) => existsSync(file));
    return path === undefined ? [] : [[variable, path]];
  });
  return {
    ...Object.fromEntries(found),
    ...Object.fromEntries(kept),
    HOME: home,
    PATH: [programs, ...systemFolders].join(':'),
  };
}

/** Without /usr/local and the like: what was added by hand goes there. */
const systemFolders = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'];

module.exports = { emptiedVariables, keptDownloads, systemFolders };
