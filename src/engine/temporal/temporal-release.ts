/** The release of Temporal's command line Limbeck is tested with: the newest that `go install` can build. */
export const TEMPORAL_CLI_VERSION = 'v1.5.1';

export const TEMPORAL_GO_PACKAGE = `github.com/temporalio/cli/cmd/temporal@${TEMPORAL_CLI_VERSION}`;

const VENDOR_DOWNLOADS = 'https://github.com/temporalio/cli/releases/download';

export interface ReleaseAddresses {
  /** File name as the checksum list spells it. */
  readonly archive: string;
  readonly archiveUrl: string;
  readonly checksumsUrl: string;
  /** The program's name inside the archive. */
  readonly program: string;
}

/**
 * Where the vendor publishes the archive for a platform; undefined for platforms without one. LIMBECK_TEMPORAL_DOWNLOAD replaces
 * the part before the version, for mirrors.
 */
export function releaseAddresses(
  env: NodeJS.ProcessEnv = process.env,
  platform: string = process.platform,
  architecture: string = process.arch,
): ReleaseAddresses | undefined {
  const system = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[platform];
  const machine = { x64: 'amd64', arm64: 'arm64' }[architecture];
  if (!system || !machine) return undefined;
  const base = (env['LIMBECK_TEMPORAL_DOWNLOAD'] || VENDOR_DOWNLOADS).replace(/\/+$/, '');
  const archive = `temporal_cli_${TEMPORAL_CLI_VERSION.slice(1)}_${system}_${machine}.tar.gz`;
  return {
    archive,
    archiveUrl: `${base}/${TEMPORAL_CLI_VERSION}/${archive}`,
    checksumsUrl: `${base}/${TEMPORAL_CLI_VERSION}/checksums.txt`,
    program: programName(platform),
  };
}

export function programName(platform: string = process.platform): string {
  return platform === 'win32' ? 'temporal.exe' : 'temporal';
}
