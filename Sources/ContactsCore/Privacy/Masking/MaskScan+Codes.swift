/// Values of letters and digits mixed: PIX keys and codes, plates, the CNPJ of letters.
extension MaskScan {
  /// Covers the codes of PIX first: they hold a name and a key of another kind.
  mutating func findPaymentCodes() {
    for at in tokens.indices where tokens[at].kind == .number && !isTaken(at) {
      if let end = brCode(at: at) { cover(at...end, as: .pix) }
    }
  }

  mutating func findCodes() {
    var at = 0
    while at < tokens.count {
      if isTaken(at) || !beginsCode(at) {
        at += 1
        continue
      }
      if let (end, isKey) = randomKey(at: at) {
        if isKey { cover(at...end, as: .pix) } else { pass(at...end) }
        at = end + 1
      } else if let end = plate(at: at) {
        cover(at...end, as: .plate)
        at = end + 1
      } else if let end = bankNumber(at: at) {
        cover(at...end, as: .account)
        at = end + 1
      } else if let end = letteredCompany(at: at) {
        cover(at...end, as: .cnpj)
        at = end + 1
      } else {
        at += 1
      }
    }
  }

  /// Whether a word or number begins here that is no part of a longer one.
  private func beginsCode(_ index: Int) -> Bool {
    let token = tokens[index]
    guard mayBeginCode(index) else { return false }
    guard index > 0, token.gap == .none else { return true }
    let before = tokens[index - 1].kind
    return before != .word && before != .number || tokens[index - 1].word.label != .none
  }

  /// Most words and numbers can be no code by their length and by what is written against them.
  private func mayBeginCode(_ index: Int) -> Bool {
    let token = tokens[index]
    let isGlued =
      index + 1 < tokens.count && tokens[index + 1].gap == .none
      && tokens[index + 1].kind != .sign
    switch token.kind {
    case .word: return isGlued || token.count <= 3 || token.count == 8
    case .number: return isGlued || token.count == 2 || token.count == 8
    case .sign, .masked: return false
    }
  }

  /// The last token that ends within the units, if one ends exactly there and nothing is written against it.
  private func token(endingAt unit: Int, from start: Int) -> Int? {
    var index = start
    while index < tokens.count, Int(tokens[index].end) < unit { index += 1 }
    guard index < tokens.count, Int(tokens[index].end) == unit else { return nil }
    return index
  }

  private func isBounded(after index: Int) -> Bool {
    guard index + 1 < tokens.count, tokens[index + 1].gap == .none else { return true }
    return tokens[index + 1].kind != .word && tokens[index + 1].kind != .number
  }

  // MARK: - PIX

  /// The end of a "copia e cola" code: fields of EMV, the last of which is a checksum.
  ///
  /// A code that is damaged or cut is covered to its checksum, or to the end of the line: it holds a key and a name.
  private func brCode(at index: Int) -> Int? {
    let start = Int(tokens[index].start)
    guard tokens[index].count >= 6, line.units.count >= start + 20, beginsPayment(start) else {
      return nil
    }
    let units = line.units
    if let end = BRCode.end(from: start, in: units) { return lastToken(before: end, from: index) }
    guard BRCode.namesPIX(from: start, in: units) else { return nil }
    let end = BRCode.checksumEnd(from: start, in: units) ?? units.count
    return lastToken(before: end, from: index)
  }

  /// Whether the first field stands here, `000201`.
  private func beginsPayment(_ start: Int) -> Bool {
    line.units[start] == 0x30 && line.units[start + 1] == 0x30 && line.units[start + 2] == 0x30
      && line.units[start + 3] == 0x32 && line.units[start + 4] == 0x30
      && line.units[start + 5] == 0x31
  }

  private func lastToken(before unit: Int, from start: Int) -> Int {
    var index = start
    while index + 1 < tokens.count, Int(tokens[index + 1].start) < unit { index += 1 }
    return index
  }

  /// A UUID, or its 32 digits without hyphens after a word such as `pix`; and whether it is somebody's key.
  private func randomKey(at index: Int) -> (end: Int, isKey: Bool)? {
    let start = Int(tokens[index].start)
    guard RandomKey.mayBegin(at: start, in: line.units),
      let form = RandomKey(at: start, in: line.units),
      let end = token(endingAt: form.end, from: index), isBounded(after: end)
    else { return nil }
    switch label(before: index) {
    case .pix, .chave: return (end, true)
    case .negativo: return (end, false)
    default:
      // The keys of the central bank are of version 4; our own identifiers are of version 7.
      return form.isWritten(with: UInt8(ascii: "-")) ? (end, form.isRandom) : nil
    }
  }

  // MARK: - Plates

  private func plate(at index: Int) -> Int? {
    let letters = tokens[index]
    guard letters.kind == .word, letters.count == 3 || letters.count == 1,
      index + 1 < tokens.count, letters.count == 1 || tokens[index + 1].kind != .word,
      let form = PlateForm(at: Int(letters.start), in: line.units),
      let at = token(endingAt: form.end, from: index), isBounded(after: at)
    else { return nil }
    let label = label(before: index)
    if label == .placa { return at }
    if label == .negativo || letters.word.traits.contains(.code) || letters.count == 1 {
      return nil
    }
    let isUpper = letters.letters == .upper
    if mentionsVehicle(before: index) {
      return isUpper || form.isNew && !form.isBroken ? at : nil
    }
    guard isUpper, !form.isBroken else { return nil }
    if isField(index...at) {
      return form.isNew || !form.hasSpace || letters.word == MaskWord() ? at : nil
    }
    return !form.hasSpace && (form.isNew || !form.hasSign) ? at : nil
  }

  private func mentionsVehicle(before index: Int) -> Bool {
    tokens[max(0, index - 8)..<index].contains { $0.word.traits.contains(.vehicle) }
      || tokens[index...].prefix(10).contains { $0.word.traits.contains(.vehicle) }
  }

  // MARK: - The number of an account abroad

  private func bankNumber(at index: Int) -> Int? {
    guard tokens[index].kind == .word, tokens[index].count == 2,
      let form = BankNumber(at: Int(tokens[index].start), in: line.units),
      let end = token(endingAt: form.end, from: index), isBounded(after: end)
    else { return nil }
    return end
  }

  // MARK: - The CNPJ of letters

  private func letteredCompany(at index: Int) -> Int? {
    let start = Int(tokens[index].start)
    guard LetteredCompany.mayBegin(at: start, in: line.units),
      let form = LetteredCompany(at: start, in: line.units),
      let end = token(endingAt: form.end, from: index), isBounded(after: end)
    else { return nil }
    switch label(before: index) {
    case .cnpj, .pix, .chave, .documento: return end
    case .negativo: return form.isFormatted && form.isValid ? end : nil
    default:
      guard form.isUpper, !form.hasSpaces else { return nil }
      return form.isFormatted || form.isValid ? end : nil
    }
  }
}
