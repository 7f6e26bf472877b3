internal import ContactsCore

/// Finds e-mail addresses: written, between angle brackets, with `[at]`, and dictated with "arroba" and "ponto".
struct EmailRecogniser {
  struct Candidate: Sendable {
    let tokens: Range<Int>
    /// Nil for what has an at sign and is no address.
    let address: EmailAddress?
  }

  let view: NoteView
  private(set) var candidates: [Candidate] = []

  init(_ view: NoteView) {
    self.view = view
    var floor = 0
    for index in view.tokens.indices where index >= floor {
      guard let candidate = candidate(at: index, floor: floor) else { continue }
      candidates.append(candidate)
      floor = max(candidate.tokens.upperBound, index + 1)
    }
  }

  private func candidate(at index: Int, floor: Int) -> Candidate? {
    if view.isSign(index, UInt8(ascii: "@")) {
      if isSign(index - 1, in: "([{"), isSign(index + 1, in: ")]}") {
        return dictated(left: index - 1, right: index + 2, floor: floor)
      }
      guard !isHandle(index, floor: floor) else { return nil }
      return written(left: index, right: index + 1, floor: floor)
        ?? spaced(at: index, floor: floor) ?? dictated(left: index, right: index + 1, floor: floor)
    }
    if view.isSign(index, UInt8(ascii: "%")), index + 1 < view.tokens.count,
      Array(view.folded(view.tokens[index + 1])).starts(with: [0x34, 0x30])
    {
      return percentEncoded(at: index, floor: floor)
    }
    if let glued = gluedAt(index, floor: floor) { return glued }
    guard view.tokens[index].kind == .word, Self.atWords.contains(view.tokens[index].hash) else {
      return nil
    }
    if isSign(index - 1, in: "([{"), isSign(index + 1, in: ")]}") {
      return dictated(left: index - 1, right: index + 2, floor: floor)
    }
    if view.isWord(index, "at"), view.isWord(index + 2, "dot"), index > floor {
      return dictated(left: index, right: index + 1, floor: floor)
    }
    if view.isWord(index, "at") || view.isWord(index, "a") { return nil }
    // "lia ponto k, arroba, exemplo": commas of a transcriber.
    return dictated(
      left: isSign(index - 1, in: ",") ? index - 1 : index,
      right: isSign(index + 1, in: ",") ? index + 2 : index + 1, floor: floor)
  }

  static let atWords: WordSet = ["arroba", "at", "a", "aroba", "arrouba"]
}

// MARK: - Written addresses

extension EmailRecogniser {
  /// `left` is the at sign, `right` the first token of the domain.
  private func written(left: Int, right: Int, floor: Int) -> Candidate? {
    guard !spaceBefore(left), right < view.tokens.count, !spaceBefore(right) else { return nil }
    var start = left
    while start > floor, !spaceBefore(start), isLocalPart(start - 1) { start -= 1 }
    // "s*****a@exemplo.com" shows an address, and gives none.
    if start > floor, !spaceBefore(start), isMasking(start - 1) {
      return Candidate(tokens: left..<left + 1, address: nil)
    }
    while start < left, isSign(start, in: "'%") { start += 1 }
    let end = domainEnd(from: right)
    guard start < left, end > right else { return nil }
    if let glued = gluedLabel(at: end - 1) {
      let text = view.text(ofTokens: start..<end - 1) + glued
      return make(start..<end, text: text)
    }
    let text = String(
      String.UnicodeScalarView(
        view.text(ofTokens: start..<end).unicodeScalars.filter { !$0.properties.isWhitespace }))
    // `ivete@exemplo,com`: a comma where the dot is meant.
    if isSign(end, in: ","), end + 1 < view.tokens.count, !spaceBefore(end + 1), !text.isEmpty,
      Self.topLevels.contains(view.tokens[end + 1].hash)
    {
      let last = domainEnd(from: end + 1)
      let ending = text + "." + view.text(ofTokens: end + 1..<last)
      if isSign(last, in: ","), view.isWord(last + 1, "br"), !spaceBefore(last + 1) {
        return make(start..<last + 2, text: ending + ".br")
      }
      return make(start..<last, text: ending)
    }
    if let last = topLevelApart(at: end), !text.drop(while: { $0 != "@" }).contains(".") {
      return make(start..<last, text: text + "." + view.text(ofTokens: end + 1..<last))
    }
    return make(start..<end, text: text)
  }

  /// `anaarrobahotmail.com`: the word run together with what it parts.
  private func gluedAt(_ index: Int, floor: Int) -> Candidate? {
    let token = view.tokens[index]
    guard token.kind == .word, (9...60).contains(token.count) else { return nil }
    let word = Array(view.folded(token))
    guard
      let at = (1..<word.count - Self.at.count).first(where: {
        word[$0...].starts(with: Self.at)
      }), isSign(index + 1, in: ".")
    else { return nil }
    var start = index
    while start > floor, !spaceBefore(start), isLocalPart(start - 1) { start -= 1 }
    let end = domainEnd(from: index + 1)
    guard end > index + 1 else { return nil }
    let local =
      view.text(ofTokens: start..<index) + String(decoding: word[..<at], as: UTF8.self)
    let domain =
      String(decoding: word[(at + Self.at.count)...], as: UTF8.self)
      + view.text(ofTokens: index + 1..<end)
    guard let address = EmailAddress(local + "@" + domain) else { return nil }
    return Candidate(tokens: start..<end, address: address)
  }

  private static let at = Array("arroba".utf8)

  private func isMasking(_ index: Int) -> Bool {
    view.isSign(index, UInt8(ascii: "*")) && index > 0 && isSign(index - 1, in: "*")
      && !spaceBefore(index)
  }

  /// `EMAIL:RUBEM@EXEMPLO.COMCPF:620…`: a form pasted without its spaces; the end of the address alone.
  private func gluedLabel(at last: Int) -> String? {
    guard isSign(last + 1, in: ":"), isSign(last - 1, in: "."), view.tokens[last].kind == .word
    else { return nil }
    let word = view.folded(view.tokens[last])
    for label in Self.formLabels
    where word.count > label.count && word.suffix(label.count) == label[...] {
      let rest = String(decoding: word.dropLast(label.count), as: UTF8.self)
      if rest == "br" || rest == "com" || rest == "org" || rest == "net" || rest == "exemplo" {
        return rest
      }
    }
    return nil
  }

  private static let formLabels: [[UInt8]] = [
    "cpf", "telefone", "tel", "celular", "cel", "fone", "nome", "cidade", "endereco", "motivo",
    "assunto", "rg", "cep", "data", "email", "whatsapp", "whats", "mensagem", "bairro",
  ].map { Array($0.utf8) }

  /// The end of `maria@gmail. com`: without its "com" it were no address.
  private func topLevelApart(at end: Int) -> Int? {
    guard isSign(end, in: "."), end + 1 < view.tokens.count,
      Self.topLevels.contains(view.tokens[end + 1].hash), !view.tokens[end + 1].isCapitalised,
      view.tokens[end + 1].line == view.tokens[end].line
    else { return nil }
    return domainEnd(from: end + 1)
  }

  /// `maria @ gmail.com`, only with a domain that has a dot.
  private func spaced(at index: Int, floor: Int) -> Candidate? {
    guard index > floor, index + 1 < view.tokens.count else { return nil }
    let end = max(domainEnd(from: index + 1), spacedDomainEnd(from: index + 1))
    guard end > index + 3 else { return nil }
    var start = index - 1
    guard isLocalPart(start) else { return nil }
    while start > floor, !spaceBefore(start), isLocalPart(start - 1) { start -= 1 }
    // `lia . k @ exemplo . com`: all of it is spaced out.
    while start - 2 >= floor, isSign(start - 1, in: "._-"), spaceBefore(start - 1),
      view.tokens[start - 2].kind != .sign, spaceBefore(index)
    { start -= 2 }
    // `joaquim traço dias @ exemplo . com`: half of it is said.
    while start - 2 >= floor, spaceBefore(index), Self.said[view.tokens[start - 1].hash] != nil,
      view.tokens[start - 2].kind != .sign,
      view.tokens[start - 2].line == view.tokens[start].line
    { start -= 2 }
    let domain = (index + 1..<end).map { view.text(ofTokens: $0..<$0 + 1) }.joined()
    let local = (start..<index).map {
      $0 > start
        ? Self.said[view.tokens[$0].hash] ?? view.text(ofTokens: $0..<$0 + 1)
        : view.text(ofTokens: $0..<$0 + 1)
    }.joined()
    guard let address = EmailAddress(local + "@" + domain) else {
      return nil
    }
    return Candidate(tokens: start..<end, address: address)
  }

  private static let said: WordMap<String> = [
    "ponto": ".", "traco": "-", "hifen": "-", "tracinho": "-", "underline": "_",
    "underscore": "_", "sublinhado": "_",
  ]

  /// "meu insta @ana.modas": a name in a social network, and no domain.
  private func isHandle(_ index: Int, floor: Int) -> Bool {
    guard index > floor, spaceBefore(index), index + 1 < view.tokens.count,
      !spaceBefore(index + 1)
    else { return false }
    let end = domainEnd(from: index + 1)
    // "ana @gmail": no dot is no address, and for others to say so.
    guard end > index + 3 else { return false }
    return Self.networks.contains(view.tokens[index - 1].hash)
      || !Self.endings.contains(view.tokens[end - 1].hash)
  }

  private static let networks: WordSet = [
    "insta", "instagram", "ig", "face", "facebook", "fb", "twitter", "tiktok", "tik", "perfil",
    "threads", "linkedin", "telegram", "arroba",
  ]
  private static let endings: WordSet = [
    "com", "net", "org", "br", "exemplo", "edu", "gov", "info", "io", "app", "dev", "pt", "us",
  ]

  /// `exemplo . com . br`: dots with spaces on both sides end no sentence.
  private func spacedDomainEnd(from start: Int) -> Int {
    var end = start
    while end < view.tokens.count, view.tokens[end].kind != .sign {
      end += 1
      guard isSign(end, in: "."), end + 1 < view.tokens.count,
        spaceBefore(end) || !spaceBefore(end + 1),
        view.tokens[end + 1].kind == .word, end - start < 10
      else { break }
      end += 1
    }
    return end
  }

  /// `maria%40gmail.com`, as it stands in links.
  private func percentEncoded(at index: Int, floor: Int) -> Candidate? {
    var start = index
    while start > floor, !spaceBefore(start), isLocalPart(start - 1) { start -= 1 }
    guard start < index, !spaceBefore(index), view.tokens[index + 1].count == 2 else { return nil }
    let end = domainEnd(from: index + 2)
    guard end > index + 2 else { return nil }
    let text = view.text(ofTokens: start..<index) + "@" + view.text(ofTokens: index + 2..<end)
    guard let address = EmailAddress(text) else { return nil }
    return Candidate(tokens: start..<end, address: address)
  }

  private func make(_ tokens: Range<Int>, text: String) -> Candidate {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else {
      return Candidate(tokens: tokens, address: EmailAddress(text))
    }
    let ascii = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          // Full-width forms are what some keyboards send for plain ones.
          (0xff01...0xff5e).contains(scalar.value)
            ? Unicode.Scalar(scalar.value - 0xfee0) ?? scalar : scalar
        }.filter { FoldedScalar.byte(for: $0) != FoldedScalar.dropped }))
    return Candidate(tokens: tokens, address: EmailAddress(ascii))
  }

  /// The token after the last label of a domain that begins at `start`; dots at its end are a sentence's.
  private func domainEnd(from start: Int) -> Int {
    var end = start
    while end < view.tokens.count, end == start || !spaceBefore(end) || isBroken(before: end),
      view.tokens[end].kind != .sign || isSign(end, in: ".-")
    {
      end += 1
    }
    while end > start, view.tokens[end - 1].kind == .sign { end -= 1 }
    return end
  }

  /// "correio-⏎cafe.exemplo": a hyphen at the end of a line, with a dot still to come.
  private func isBroken(before index: Int) -> Bool {
    isSign(index - 1, in: "-") && !spaceBefore(index - 1) && view.tokens[index].kind == .word
      && view.tokens[index].line == view.tokens[index - 1].line + 1 && isSign(index + 1, in: ".")
      && !spaceBefore(index + 1)
  }

  func spaceBefore(_ index: Int) -> Bool { view.tokens[index].followsSpace }

  private func isLocalPart(_ index: Int) -> Bool {
    view.tokens[index].kind != .sign || isSign(index, in: "._%+-'&")
  }

  func isSign(_ index: Int, in signs: String) -> Bool {
    view.tokens.indices.contains(index) && view.tokens[index].kind == .sign
      && signs.utf8.contains(view.bytes[view.tokens[index].start])
  }
}
