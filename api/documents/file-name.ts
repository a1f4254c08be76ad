/**
 * `content-disposition` of a file to keep, with its Chinese name (RFC 6266, RFC 5987); `plain` is for readers who know
 * ASCII only.
 */
export function asAttachment(plain: string, name: string): string {
  // What encodeURIComponent leaves and RFC 5987 does not.
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
