/** What is wrong with a request, as OpenAI's API says it: a status, a message, the parameter that is meant and a code. */
export class ApiFault extends Error {
  readonly status: number;
  readonly param: string | null;
  readonly code: string | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    message: string,
    about: {
      /** Default 400. */
      readonly status?: number;
      /** Its path in the body: `messages[0].role`. */
      readonly param?: string;
      readonly code?: string;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.name = 'ApiFault';
    this.status = about.status ?? 400;
    this.param = about.param ?? null;
    this.code = about.code ?? null;
    this.headers = about.headers ?? {};
  }
}

export interface ErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string | null;
  };
}

export function errorBody({ message, status, param, code }: ApiFault): ErrorBody {
  return { error: { message, type: typeOf(status), param, code } };
}

function typeOf(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
