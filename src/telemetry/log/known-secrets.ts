/** Values of the variables that hold keys: those the models name, and those the engine, the hub and metrics are given. */
export function knownSecrets(models: Readonly<Record<string, object>>, env: NodeJS.ProcessEnv): readonly string[] {
  const named = Object.values(models).flatMap((model) => {
    const key: unknown = 'api_key' in model ? model.api_key : undefined;
    return typeof key === 'object' && key !== null && 'env' in key && typeof key.env === 'string' ? [key.env] : [];
  });
  const others = Object.keys(env).filter((name) => /(?:^|_)(?:API_KEY|TOKEN|SECRET|PASSWORD)$/.test(name));
  return [...new Set([...named, ...others])].flatMap((name) => env[name] ?? []);
}
