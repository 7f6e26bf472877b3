/// Covers what identifies a person in a free text, so that the text may reach an error, a log, a report.
///
/// It looks at one line at a time and needs nothing but the lists in the binary. A number after a word such as `CPF` is
/// covered even when its check digits are wrong: it is a typing error in a real person's number. A text that cannot be
/// masked is dropped, never passed on.
public struct Masker: Sendable {
  private let today: CivilDate

  /// - Parameter today: For the age that a date would mean, were it a date of birth.
  public init(today: CivilDate) {
    self.today = today
  }

  public func mask(_ text: String) -> MaskedText {
    var copy = text
    return copy.withUTF8 { bytes in mask(bytes) } ?? .dropped
  }

  private func mask(_ bytes: UnsafeBufferPointer<UInt8>) -> MaskedText? {
    guard bytes.count < Int(Int32.max) else { return nil }
    let line = NormalisedLine(bytes)
    var scan = MaskScan(line, today: today)
    scan.findAll()
    let spans = merged(scan.found, in: line)
    return MaskedText(covering: spans, of: bytes)
  }

  /// Ranges of bytes in order, those that touch made one: the kind is that of the first.
  private func merged(
    _ found: [MaskScan.Found], in line: NormalisedLine
  ) -> [(range: Range<Int>, kind: MaskKind)] {
    var spans: [(range: Range<Int>, kind: MaskKind)] = []
    for found in found.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let range = line.source(of: found.range)
      if let last = spans.last, last.range.upperBound > range.lowerBound {
        spans[spans.count - 1].range =
          last.range.lowerBound..<max(last.range.upperBound, range.upperBound)
      } else {
        spans.append((range, found.kind))
      }
    }
    return spans
  }
}

extension MaskScan {
  /// Everything, the surest and longest forms first: what one step took, the next leaves alone.
  mutating func findAll() {
    findPaymentCodes()
    findEmails()
    findCodes()
    findNames()
    findBirthDates()
    findNumbers()
  }
}

extension MaskedText {
  /// Nil when the ranges are not in order, not apart or not inside the text: then nothing of it may be shown.
  init?(
    covering ranges: [(range: Range<Int>, kind: MaskKind)], of bytes: UnsafeBufferPointer<UInt8>
  ) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var spans: [Span] = []
    spans.reserveCapacity(ranges.count)
    var at = 0
    var scalars = 0
    for (range, kind) in ranges {
      guard range.lowerBound >= at, range.upperBound <= bytes.count, !range.isEmpty else {
        return nil
      }
      scalars += MaskedText.scalars(in: bytes[at..<range.lowerBound])
      let length = MaskedText.scalars(in: bytes[range])
      text += bytes[at..<range.lowerBound]
      text += kind.label.utf8
      spans.append(Span(range: scalars..<scalars + length, kind: kind))
      scalars += length
      at = range.upperBound
    }
    text += bytes[at...]
    self.text = String(decoding: text, as: UTF8.self)
    self.spans = spans
  }

  private static func scalars(in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    bytes.count { $0 & 0xc0 != 0x80 }
  }
}
