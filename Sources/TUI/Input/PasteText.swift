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
    case 0x00..<0x20, 0x7f: break
    default: kept.append(byte)
    }
    previous = byte
  }
  // The controls from U+0080 on take two bytes each, which may have met only when one between them was dropped.
  let text = String(decoding: kept, as: UTF8.self)
  guard text.unicodeScalars.contains(where: isLateControl) else { return text }
  var clean = String.UnicodeScalarView()
  for scalar in text.unicodeScalars where !isLateControl(scalar) { clean.append(scalar) }
  return String(clean)
}

private func isLateControl(_ scalar: Unicode.Scalar) -> Bool {
  (0x80..<0xa0).contains(scalar.value)
}
