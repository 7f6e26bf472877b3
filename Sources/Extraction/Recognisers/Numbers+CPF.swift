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
    let isCPF = label == nil && (isCalledCPF(from: unit) || isTypedAnew(at: unit))
    let label = isCPF ? .cpf : label
    guard
      let end = units(from: unit, digits: 11, isLabelled: label == .cpf)
        ?? punctuatedCPF(at: unit)
    else {
      guard label == .cpf else { return nil }
      if let end = takeCPFInPieces(at: unit) { return end }
      if let end = takeCPFSplit(at: unit) { return end }
      return takeBrokenCPF(at: unit)
    }
    let digits = stream.digits(ofUnits: unit..<end)
    let tokens = stream.tokens(ofUnits: unit..<end)
    let cpf = CPF(String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self))
    let groups = (unit..<end).map { stream.units[$0].digits.count }
    let isFormatted = groups == [3, 3, 3, 2] || groups == [9, 2]
    let isWritten = !(unit..<end).contains { stream.units[$0].isSpoken }
    let shape = PhoneShape(digits, isInternational: false)
    let looksLikePhone = shape.map { $0 >= .mobile } ?? false
    let isUnlabelled = label == nil || label == .weakPhone && shape == .odd
    let isWhole = end == unit + 1 || !isWritten || hasDots(tokens)
    let accepted =
      label == .cpf
      || isFormatted && isWritten
        && (label == .otherNumber
          ? cpf != nil && !isCalledOther(tokens.lowerBound) : cpf != nil || hasDots(tokens))
      || cpf != nil && isUnlabelled && isWhole
        && (!looksLikePhone || isDocument(tokens.lowerBound))
      // Below the headings of a table: no telephone has these digits.
      || cpf != nil && label == .phone && shape == .odd && end == unit + 1
    guard accepted else { return nil }
    if cpf == nil, let end = takeCPFSplit(at: unit) { return end }
    cpfs.append(Document(tokens: tokens, cpf: cpf))
    others.append(tokens)
    return end
  }

  /// "453 ponto 331 ponto 478 traço 33": in the form of a CPF, its signs said or spaced, and holding as one.
  private func punctuatedCPF(at unit: Int) -> Int? {
    guard stream.units[unit].digits.count == 3,
      let end = units(from: unit, digits: 11, isLabelled: true), end == unit + 4,
      (unit..<end).map({ stream.units[$0].digits.count }) == [3, 3, 3, 2],
      CPF(String(decoding: stream.digits(ofUnits: unit..<end).map { $0 + 0x30 }, as: UTF8.self))
        != nil
    else { return nil }
    return end
  }

  /// "453 331 478 33 (cpf)", "… é o meu cpf": the word after a number that holds as one.
  private func isCalledCPF(from unit: Int) -> Bool {
    guard let end = units(from: unit, digits: 11, isLabelled: true) else { return false }
    let start = stream.units[end - 1].tokens.upperBound
    let limit = min(start + 5, view.tokens.count)
    guard start < limit,
      let cue = cues.starting(in: start..<limit).first(where: { $0.kind == .cpf }),
      !view.isWord(cue.tokens.lowerBound, "cin") || !isMobile(from: unit),
      !view.breaksSentence(in: start..<cue.tokens.lowerBound)
    else { return false }
    let next = cue.tokens.upperBound..<min(cue.tokens.upperBound + 3, view.tokens.count)
    return !next.contains {
      view.tokens[$0].kind == .number || view.isSign($0, UInt8(ascii: ":"))
    }
      && CPF(
        String(decoding: stream.digits(ofUnits: unit..<end).map { $0 + 0x30 }, as: UTF8.self))
        != nil
  }

  /// "meu CPF é 453…34, ops, digitei errado, 453…33": eleven digits that hold, right after eleven that do not.
  private func isTypedAnew(at unit: Int) -> Bool {
    guard let wrong = cpfs.last, wrong.cpf == nil, unit > 0,
      stream.units[unit - 1].tokens.upperBound == wrong.tokens.upperBound,
      stream.units[unit].digits.count == 11, hasEleven(from: unit)
    else { return false }
    let between = wrong.tokens.upperBound..<stream.units[unit].tokens.lowerBound
    return between.count <= 7 && cues.contains(.correction, in: between)
  }

  /// "protocolo nº 453.331.478-33": whether a word for another number leads right to this one.
  private func isCalledOther(_ first: Int) -> Bool {
    cues.starting(in: max(0, first - 6)..<first).contains {
      $0.kind == .otherNumber && $0.tokens.upperBound <= first
        && ($0.tokens.upperBound..<first).allSatisfy {
          view.tokens[$0].kind == .sign || People.labels.contains(view.tokens[$0].hash)
        }
    } || isNumbered(first)
  }

  /// "Doc: 81936829207": a CPF by its check digits, though it could be dialled.
  private func isDocument(_ first: Int) -> Bool {
    var index = first - 1
    while index > 0, first - index < 5,
      view.tokens[index].kind == .sign || People.labels.contains(view.tokens[index].hash)
    { index -= 1 }
    return index >= 0 && Self.documents.contains(view.tokens[index].hash)
  }

  /// "não tenho CPF ainda, só o protocolo 453…".
  func isMissing(_ cue: Cue, before thing: Int) -> Bool {
    let first = cue.tokens.lowerBound
    // "não tenho o CPF aqui, só o do cartão: 453…".
    guard view.hasComma(in: cue.tokens.upperBound..<thing),
      thing < 2 || !view.isWord(thing - 2, "o")
    else { return false }
    if view.isWord(first - 1, "sem") { return true }
    return first > 1
      && (max(1, first - 3)..<first).contains {
        Self.having.contains(view.tokens[$0].hash)
          && (view.isWord($0 - 1, "nao") || view.isWord($0 - 1, "n"))
      }
  }

  /// "CIN 453…": the number of the card is the CPF; "agendar CIN - 31…" is what the call is about.
  func isCard(_ cue: Cue, of unit: Int) -> Bool {
    guard view.isWord(cue.tokens.lowerBound, "cin") else { return true }
    let first = stream.units[unit].tokens.lowerBound
    let isNumbered = (cue.tokens.upperBound..<first).contains {
      view.isSign($0, UInt8(ascii: ":")) || view.isWord($0, "no") || view.isWord($0, "n")
    }
    return isNumbered || hasEleven(from: unit) && !isMobile(from: unit)
  }

  private func isMobile(from unit: Int) -> Bool {
    phone(at: unit).map { $0.phone.shape >= .mobile } ?? false
  }

  private static let having: WordSet = ["tem", "tenho", "sabe", "sei", "lembra", "lembro"]
  private static let documents: WordSet = ["doc", "docto", "documento", "identificacao"]

  /// "vinte oito", said without "e", may be 28 or 208: that of the readings by which a CPF holds, if there is but one.
  private mutating func takeCPFSplit(at unit: Int) -> Int? {
    var end = unit
    var digits: [[UInt8]] = [[]]
    while end < stream.units.count, end - unit < 11,
      end == unit || gap(before: end) != .broken || isPunctuated(before: end)
    {
      let said = Array(stream.digits(ofUnits: end..<end + 1))
      let last = stream.units[end].tokens.upperBound - 1
      let isSplit =
        stream.units[end].isSpoken && stream.units[end].tokens.count > 1 && said.last != 0
        && !view.isWord(last - 1, "e")
      var longer: [[UInt8]] = []
      for head in digits {
        longer.append(head + said)
        guard isSplit, let unit = said.last else { continue }
        var apart = head
        apart.append(contentsOf: said.dropLast())
        apart.append(0)
        apart.append(unit)
        longer.append(apart)
      }
      digits = longer.filter { $0.count <= 11 }
      end += 1
      let found = digits.filter { $0.count == 11 }.compactMap {
        CPF(String(decoding: $0.map { $0 + 0x30 }, as: UTF8.self))
      }
      guard found.isEmpty else {
        guard found.count == 1 else { return nil }
        let tokens = stream.tokens(ofUnits: unit..<end)
        cpfs.append(Document(tokens: tokens, cpf: found[0]))
        others.append(tokens)
        return end
      }
      guard !digits.isEmpty else { return nil }
    }
    return nil
  }

  /// "meu cpf é 453 aí depois 331 depois 478 e o final 33": only what holds is put together.
  private mutating func takeCPFInPieces(at unit: Int) -> Int? {
    var end = unit
    var count = 0
    while end < stream.units.count, end - unit < 11, count < 11 {
      if end > unit {
        let gap = stream.units[end - 1].tokens.upperBound..<stream.units[end].tokens.lowerBound
        // "… três. Atendente: sim. Cliente: nove oito…": each piece in a turn of its own.
        let isTurn = gap.contains { Self.speakers.contains(view.tokens[$0].hash) }
        // "seis três seis. sete oito nove.": transcribers end a sentence at every pause.
        let isPause = gap.count == 1 && stream.units[end].isSpoken
        guard gap.count <= (isTurn ? 14 : 6), isTurn || isPause || !view.breaksSentence(in: gap),
          gap.allSatisfy({ isBetweenPieces($0) || isTurn && isOfTurn($0) })
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
    case .sign: ",.-/:()|*+;'_~".utf8.contains(view.byte(of: token))
    case .word: Self.fillers.contains(token.hash) || Self.pieces.contains(token.hash)
    }
  }

  private func isOfTurn(_ index: Int) -> Bool {
    Self.speakers.contains(view.tokens[index].hash) || view.isSign(index, UInt8(ascii: "?"))
  }

  private static let speakers: WordSet = [
    "atendente", "cliente", "operador", "operadora", "agente", "usuario", "usuaria", "atd", "cli",
  ]
  private static let pieces: WordSet = [
    "o", "os", "a", "digito", "digitos", "verificador", "termina", "terminando", "com",
    "em", "por", "ultimo", "ultimos", "fim", "seguida", "logo", "so", "tracinho", "pontinho", "ok",
    "sim", "virgula", "dv", "no",
    "meio", "comeco", "primeiros", "parte", "bloco", "grupo", "agora", "la", "aham", "uhum",
    "anotei", "pronto",
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
          || view.isWord($0, "digito")
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
