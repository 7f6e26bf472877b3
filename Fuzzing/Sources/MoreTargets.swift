@testable import ContactsCore
@testable import TUI

let lineMasker: Masker = {
  guard let today = CivilDate(year: 2026, month: 11, day: 21) else { fatalError("a day") }
  return Masker(today: today)
}()

/// Any bytes as a line to mask, codes of PIX among them: the same answer twice, and every span inside the line.
func mask(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
  let line = String(decoding: bytes, as: UTF8.self)
  let masked = lineMasker.mask(line)
  let again = lineMasker.mask(line)
  promise(masked.text == again.text && masked.spans == again.spans, "the same answer twice")
  let count = line.unicodeScalars.count
  var end = 0
  for span in masked.spans {
    promise(span.range.lowerBound >= end && !span.range.isEmpty, "spans in order and apart")
    end = span.range.upperBound
  }
  promise(end <= count, "a span inside the line")
  return 0
}

/// Any bytes as JSON to import: the same records however the bytes arrive.
func readObjects(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
  let all = Array(bytes)
  promise(
    objects(of: all, step: 1 << 16) == objects(of: all, step: 3), "the same records in pieces")
  return 0
}

private func objects(of bytes: [UInt8], step: Int) -> [JSONRecord] {
  var position = 0
  var reader = JSONRecordReader { buffer in
    let count = min(step, bytes.count - position, buffer.count)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
  var records: [JSONRecord] = []
  while let record = try? reader.next() { records.append(record) }
  return records
}

/// Any bytes from a terminal: the same keys however the bytes arrive, and nothing is waited for for ever.
func decodeKeys(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
  let start = ContinuousClock.now
  let later = start.advanced(by: .seconds(10))
  var whole = KeyDecoder()
  let together = whole.feed(bytes, at: start) + whole.expire(at: later)
  var pieces = KeyDecoder()
  var apart: [Key] = []
  for byte in bytes { apart += pieces.feed([byte], at: start) }
  apart += pieces.expire(at: later)
  promise(together == apart, "the same keys in pieces")
  promise(whole.deadline == nil, "nothing is waited for any more")
  return 0
}
