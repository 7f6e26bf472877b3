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
    return copy.withUTF8 { bytes -> MaskedText? in
      guard var scan = scan(bytes) else { return nil }
      scan.findAll()
      return scan.found.isEmpty ? MaskedText(text: text, spans: []) : masked(scan, of: bytes)
    } ?? .dropped
  }

  /// Also covers what `source` knows; when it cannot be asked, there is no answer.
  func mask(
    _ text: String, known source: some KnownValueSource
  ) throws(StoreError) -> MaskedText {
    var copy = text
    let result = copy.withUTF8 { bytes -> Result<MaskedText, StoreError> in
      Result { () throws(StoreError) -> MaskedText in
        guard var scan = scan(bytes) else { return MaskedText.dropped }
        scan.findAll()
        try scan.findKnown(in: source)
        return masked(scan, of: bytes) ?? .dropped
      }
    }
    return try result.get()
  }

  private func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> MaskScan? {
    guard bytes.count < Int(Int32.max) else { return nil }
    return MaskScan(NormalisedLine(bytes), today: today)
  }

  private func masked(_ scan: MaskScan, of bytes: UnsafeBufferPointer<UInt8>) -> MaskedText? {
    MaskedText(covering: merged(scan.found, in: scan.line), of: bytes)
  }

  /// Ranges of bytes in order, those that touch made one: the kind is that of the first.
  private func merged(
    _ found: [MaskScan.Found], in line: NormalisedLine
  ) -> [(range: Range<Int>, kind: MaskKind)] {
    var spans: [(range: Range<Int>, kind: MaskKind)] = []
    let ordered =
      found.count < 2 ? found : found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    for found in ordered {
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
  /// Finds until nothing more is found: a value that was covered may have hidden what its neighbour is, and masking what
  /// is masked must change nothing.
  mutating func findAll() {
    var earlier = found.count
    findOnce()
    for _ in 0..<6 where found.count > earlier {
      collapse(since: earlier)
      earlier = found.count
      guard hasCandidates else { return }
      findOnce()
    }
  }

  /// Everything, the surest and longest forms first: what one step took, the next leaves alone.
  private mutating func findOnce() {
    if contents.hasDigits { findPaymentCodes() }
    if contents.hasAtSigns { findEmails() }
    if contents.hasDigits { findCodes() }
    findNames()
    if contents.hasDigits || contents.hasNumberWords || contents.hasMonths { findBirthDates() }
    if contents.hasDigits || contents.hasNumberWords { findNumbers() }
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
