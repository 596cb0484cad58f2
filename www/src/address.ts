// Which addresses the core takes: for an endpoint, which stands in commands, none that
// a shell would not take as one word; whom to ask may also be one of mail.
const ADDRESS = /^https:\/\/(?:\[[\w.:]+\]|[\w.~,+-]+)(?::(\d{1,5}))?(?:[/?][\w.~:/?[\]@%=,+-]*)?$/i;
const MAIL = /^[\w.+-]+@(?=[^@]*\.)[\w.+-]+$/;

export function isAddress(text: string): boolean {
  const port = Number(ADDRESS.exec(text)?.[1] ?? 443);
  return ADDRESS.test(text) && text.length <= 2000 && port > 0 && port < 65_536;
}

export const isContact = (text: string): boolean =>
  text.length <= 200 && (MAIL.test(text) || (text.startsWith("https://") && isAddress(text)));
