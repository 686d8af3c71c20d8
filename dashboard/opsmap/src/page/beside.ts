/** Where our built files lie: beside the script that runs, which fetches some of them when they are needed. */

const script = globalThis.document?.currentScript as HTMLScriptElement | null | undefined;

export const BESIDE = script?.src.replace(/[^/]*$/u, "") ?? "";
