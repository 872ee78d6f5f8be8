// Reads postcard, the compact form in which the lab answers: numbers as varints, texts and lists with their length before.

const decoder = new TextDecoder();

export class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  byte() {
    if (this.at >= this.bytes.length) throw new Error(`the answer ends early: the lab's answers have changed? ${this.readable()}`);
    return this.bytes[this.at++];
  }

  /** An unsigned number, an enum's variant or a length. */
  number() {
    let n = 0;
    let unit = 1;
    for (;;) {
      const byte = this.byte();
      n += (byte & 127) * unit;
      if (byte < 128) return n;
      unit *= 128;
    }
  }

  /** A signed number, zigzag. */
  integer() {
    let n = 0n;
    let shift = 0n;
    for (;;) {
      const byte = this.byte();
      n |= BigInt(byte & 127) << shift;
      if (byte < 128) break;
      shift += 7n;
    }
    return Number((n >> 1n) ^ -(n & 1n));
  }

  float() {
    this.at += 8;
    return this.view.getFloat64(this.at - 8, true);
  }

  text() {
    const length = this.number();
    this.at += length;
    return decoder.decode(this.bytes.subarray(this.at - length, this.at));
  }

  list(item) {
    return Array.from({ length: this.number() }, item);
  }

  /** What can be read of it, for an error that was not expected. */
  readable() {
    return decoder.decode(this.bytes).replace(/[^\x20-\x7e]+/g, " ");
  }
}
