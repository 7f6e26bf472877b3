/// The text of a paste, from its bytes: nothing in it can act on a terminal or be taken for a key.
///
/// `CR` and `CR LF` become newlines; other control characters are dropped, but the tab; what is not UTF-8 becomes `�`.
func pastedText(_ bytes: some Collection<UInt8>) -> String {
  var kept: [UInt8] = []
  kept.reserveCapacity(bytes.count)
  var previous: UInt8 = 0
  for byte in bytes {
    switch byte {
    case 0x0d: kept.append(0x0a)
    case 0x0a: if previous != 0x0d { kept.append(0x0a) }
    case 0x09: kept.append(byte)
    case 0x80...0x9f where previous == 0xc2: kept.removeLast()
    case 0x00..<0x20, 0x7f: break
    default: kept.append(byte)
    }
    previous = byte
  }
  return String(decoding: kept, as: UTF8.self)
}
