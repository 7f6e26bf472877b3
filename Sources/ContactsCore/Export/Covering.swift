/// Turns what the store holds into what a file may show: as it is, or with what identifies a person covered.
///
/// What it answers is good until it is asked again.
final class Covering {
  /// Nil in an export of full records.
  private let cover: (masker: Masker, known: KnownValues.Lookup)?
  private var scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 256, alignment: 1)

  /// - Parameters:
  ///   - isMasked: Whether to cover.
  ///   - database: Whose names and numbers are covered wherever they are said.
  ///   - today: For the ages that dates mean.
  init(isMasked: Bool, database: any Database, today: CivilDate) {
    cover = isMasked ? (Masker(today: today), KnownValues.Lookup(database: database)) : nil
  }

  deinit { scratch.deallocate() }

  var isMasked: Bool { cover != nil }

  /// Initials: `M. S.`.
  func name(_ text: UnsafeRawBufferPointer?) -> UnsafeRawBufferPointer? {
    guard let text, cover != nil else { return text }
    let words = text.string.split(whereSeparator: \.isWhitespace)
    return kept(
      words.compactMap { $0.first { $0.isLetter } }.map { "\($0)." }.joined(separator: " "))
  }

  /// Free words, line by line.
  func words(_ text: UnsafeRawBufferPointer?) throws(StoreError) -> UnsafeRawBufferPointer? {
    guard let text, let cover else { return text }
    var lines: [String] = []
    for line in text.string.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      lines.append(try cover.masker.mask(String(line), known: cover.known).text)
    }
    return kept(lines.joined(separator: "\n"))
  }

  /// `529.982.247-25`; covered whole, since three digits and a check leave few people.
  func cpf(_ digits: UnsafeRawBufferPointer?) -> UnsafeRawBufferPointer? {
    guard let digits, digits.count == 11 else { return digits }
    if cover != nil { return kept("***.***.***-**") }
    var at = 0
    for (index, byte) in digits.enumerated() {
      if index == 3 || index == 6 || index == 9 {
        scratch[at] = index == 9 ? UInt8(ascii: "-") : UInt8(ascii: ".")
        at += 1
      }
      scratch[at] = byte
      at += 1
    }
    return UnsafeRawBufferPointer(rebasing: scratch[..<at])
  }

  /// The digits of a CPF, or nothing.
  func cpfDigits(_ digits: UnsafeRawBufferPointer?) -> UnsafeRawBufferPointer? {
    cover == nil ? digits : nil
  }

  /// The day, or only its year.
  func birthDate(_ text: UnsafeRawBufferPointer?) -> UnsafeRawBufferPointer? {
    guard let text, cover != nil, text.count >= 4 else { return text }
    return UnsafeRawBufferPointer(rebasing: text[..<4])
  }

  func phone(_ phone: LentPhone) -> UnsafeRawBufferPointer {
    guard cover != nil else { return phone.national }
    return kept(phone.number.masked)
  }

  func email(_ address: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard cover != nil else { return address }
    return kept(EmailAddress(stored: address.string).masked)
  }

  private func kept(_ text: String) -> UnsafeRawBufferPointer {
    var text = text
    return text.withUTF8 { bytes in
      if bytes.count > scratch.count {
        scratch.deallocate()
        scratch = .allocate(byteCount: bytes.count * 2, alignment: 1)
      }
      scratch.copyMemory(from: UnsafeRawBufferPointer(bytes))
      return UnsafeRawBufferPointer(rebasing: scratch[..<bytes.count])
    }
  }
}

/// A telephone inside a row's text of telephones.
struct LentPhone {
  let value, national, typed: UnsafeRawBufferPointer
  let isComplete: Bool
  let kind: PhoneNumber.Kind

  /// Reads `value, national, complete, kind, typed`.
  init?(_ record: UnsafeRawBufferPointer) {
    let parts = record.split(Separator.unit)
    guard parts.count == 5 else { return nil }
    value = parts[0]
    national = parts[1]
    isComplete = parts[2].elementsEqual("1".utf8)
    kind = PhoneNumber.Kind(rawValue: parts[3].string) ?? .unknown
    typed = parts[4]
  }

  var number: PhoneNumber {
    PhoneNumber(
      value: value.string, national: national.string, isComplete: isComplete, kind: kind,
      issue: nil, typed: typed.string)
  }

  static func all(_ text: UnsafeRawBufferPointer?) -> [LentPhone] {
    text.map { $0.split(Separator.record).compactMap(LentPhone.init) } ?? []
  }
}
