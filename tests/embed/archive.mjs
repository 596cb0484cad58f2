// Reads a ZIP archive: enough of the format for what the build writes.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { inflateRawSync } from "node:zlib";

/** The names and contents, in the order of the central directory. */
export async function entries(file) {
  const bytes = await readFile(file);
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06"));
  const found = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, name, extra, comment] = [20, 28, 30, 32].map((offset) => (offset === 20 ? bytes.readUInt32LE(at + 20) : bytes.readUInt16LE(at + offset)));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + packed);
    found.push({
      name: bytes.toString("utf8", at + 46, at + 46 + name),
      time: bytes.readUInt32LE(at + 12),
      content: bytes.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content),
    });
    at += 46 + name + extra + comment;
  }
  return found;
}

export async function unpack(file, folder) {
  for (const { name, content } of await entries(file)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}
