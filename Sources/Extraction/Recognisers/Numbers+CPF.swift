internal import ContactsCore

/// CPFs: by their check digits, their form and the words beside them.
extension Numbers {
  /// Whether a CPF that holds begins at a unit.
  func hasEleven(from unit: Int) -> Bool {
    var end = unit
    var count = 0
    while end < stream.units.count, count < 11, end == unit || gap(before: end) != .broken {
      count += stream.units[end].digits.count
      end += 1
    }
    guard count == 11 else { return false }
    let digits = stream.digits(ofUnits: unit..<end)
    return CPF(String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)) != nil
  }

  mutating func takeCPF(at unit: Int, label: Cue.Kind?) -> Int? {
    guard let end = units(from: unit, digits: 11, isLabelled: label == .cpf) else {
      guard label == .cpf else { return nil }
      if let end = takeCPFInPieces(at: unit) { return end }
      return takeBrokenCPF(at: unit)
    }
    let digits = stream.digits(ofUnits: unit..<end)
    let tokens = stream.tokens(ofUnits: unit..<end)
    let cpf = CPF(String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self))
    let groups = (unit..<end).map { stream.units[$0].digits.count }
    let isFormatted = groups == [3, 3, 3, 2] || groups == [9, 2]
    let isWritten = !(unit..<end).contains { stream.units[$0].isSpoken }
    let looksLikePhone = PhoneShape(digits, isInternational: false).map { $0 >= .mobile } ?? false
    let accepted =
      label == .cpf
      || (isFormatted && isWritten && (cpf != nil || hasDots(tokens)) && label != .otherNumber)
      || (cpf != nil && label == nil && !looksLikePhone && (end == unit + 1 || !isWritten))
    guard accepted else { return nil }
    cpfs.append(Document(tokens: tokens, cpf: cpf))
    others.append(tokens)
    return end
  }

  /// "meu cpf é 453 aí depois 331 depois 478 e o final 33": only what holds is put together.
  private mutating func takeCPFInPieces(at unit: Int) -> Int? {
    var end = unit
    var count = 0
    while end < stream.units.count, end - unit < 11, count < 11 {
      if end > unit {
        let gap = stream.units[end - 1].tokens.upperBound..<stream.units[end].tokens.lowerBound
        guard gap.count <= 6, !view.breaksSentence(in: gap),
          gap.allSatisfy({ isBetweenPieces($0) })
        else { return nil }
      }
      count += stream.units[end].digits.count
      end += 1
    }
    guard count == 11,
      let cpf = CPF(
        String(
          decoding: stream.digits(ofUnits: unit..<end).map { $0 + 0x30 }, as: UTF8.self))
    else { return nil }
    let tokens = stream.tokens(ofUnits: unit..<end)
    cpfs.append(Document(tokens: tokens, cpf: cpf))
    others.append(tokens)
    return end
  }

  private func isBetweenPieces(_ index: Int) -> Bool {
    let token = view.tokens[index]
    return switch token.kind {
    case .number: false
    case .sign: ",.-/:()".utf8.contains(view.byte(of: token))
    case .word: Self.fillers.contains(token.hash) || Self.pieces.contains(token.hash)
    }
  }

  private static let pieces: WordSet = [
    "o", "os", "a", "digito", "digitos", "verificador", "termina", "terminando", "com",
    "em", "por", "ultimo", "ultimos", "fim", "seguida", "logo", "so",
  ]

  /// Too few or too many digits after "CPF": said to be wrong, and no telephone.
  private mutating func takeBrokenCPF(at unit: Int) -> Int? {
    let end = takeOther(at: unit)
    let count = stream.digits(ofUnits: unit..<end).count
    if (8...13).contains(count) {
      cpfs.append(Document(tokens: stream.tokens(ofUnits: unit..<end), cpf: nil))
    }
    return end
  }

  /// "453 ponto 331", "453,331": what stands between the groups of a CPF, said or mistyped.
  private func isPunctuated(before unit: Int) -> Bool {
    let gap = stream.units[unit - 1].tokens.upperBound..<stream.units[unit].tokens.lowerBound
    return gap.count <= 2
      && gap.allSatisfy {
        view.isWord($0, "ponto") || view.isWord($0, "traco") || view.isWord($0, "hifen")
          || view.tokens[$0].kind == .sign && ".,-/ ".utf8.contains(view.byte(of: view.tokens[$0]))
      }
  }

  private func hasDots(_ tokens: Range<Int>) -> Bool {
    tokens.contains { view.isSign($0, UInt8(ascii: ".")) }
  }

  /// The unit after those that make exactly so many digits.
  private func units(from unit: Int, digits wanted: Int, isLabelled: Bool) -> Int? {
    var count = 0
    var index = unit
    while index < stream.units.count {
      if index > unit {
        let gap = gap(before: index)
        guard
          gap == .tight || gap == .slash || gap == .loose && stream.units[index].isSpoken
            || isLabelled && isPunctuated(before: index)
        else { return nil }
      }
      count += stream.units[index].digits.count
      index += 1
      if count == wanted { return index }
      if count > wanted { return nil }
    }
    return nil
  }
}
