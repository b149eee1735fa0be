const CUDA_PACKAGES = /^(torch|triton|nvidia-[a-z0-9-]+|cuda-[a-z0-9-]+)(\[|==| @)/;

/** A lock file's text without PyTorch and the packages that only its CUDA build needs. */
export function withoutCuda(lock: string): string {
  let dropping = false;
  return lock
    .split('\n')
    .filter((line) => {
      // A requirement starts in the first column; hashes and comments below it are indented.
      if (/^\S/.test(line)) dropping = CUDA_PACKAGES.test(line);
      return !dropping;
    })
    .join('\n');
}
