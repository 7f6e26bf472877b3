@testable import ContactsCore

/// Any bytes as an address book: the same cards however the bytes arrive, and fields of each that can be asked for.
func readCards(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
  let all = Array(bytes)
  let whole = cards(of: all, step: 1 << 16)
  promise(whole == cards(of: all, step: 3), "the same cards in pieces")
  for card in whole { _ = card.fields }
  return 0
}

private func cards(of bytes: [UInt8], step: Int) -> [VCardRecord] {
  var position = 0
  var reader = VCardReader { buffer in
    let count = min(step, bytes.count - position, buffer.count)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
  var records: [VCardRecord] = []
  while let record = try? reader.next() { records.append(record) }
  return records
}

/// Any bytes as the key in a PIX "copia e cola", and as such a code itself: a well-formed one is covered whole, and no
/// end lies outside.
func readCodes(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
  let all = Array(bytes)
  for start in [0, all.count / 2] {
    for end in [BRCode.end(from: start, in: all), BRCode.checksumEnd(from: start, in: all)] {
      if let end { promise(end > start && end <= all.count, "an end inside") }
    }
    _ = BRCode.namesPIX(from: start, in: all)
  }
  let key = all.filter { (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) }.prefix(60)
  guard !key.isEmpty else { return 0 }
  let account = "0014br.gov.bcb.pix01\(pair(key.count))" + String(decoding: key, as: UTF8.self)
  let head = "00020126\(pair(account.utf8.count))\(account)5204000053039865802BR6304"
  let sum = head.utf8.reduce(0xffff) { BRCode.updated($0, with: $1) }
  let digits = String(sum, radix: 16, uppercase: true)
  let code = head + String(repeating: "0", count: 4 - digits.count) + digits
  promise(BRCode.end(from: 0, in: Array(code.utf8)) == code.utf8.count, "a whole code")
  let masked = lineMasker.mask("pague com \(code) hoje")
  promise(
    masked.spans.contains { $0.range == 10..<10 + code.utf8.count && $0.kind == .pix },
    "a code covered whole")
  return 0
}

private func pair(_ count: Int) -> String { count < 10 ? "0\(count)" : "\(count)" }
