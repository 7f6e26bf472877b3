internal import ContactsCore

/// Finds e-mail addresses: written, between angle brackets, with `[at]`, and dictated with "arroba" and "ponto".
struct EmailRecogniser {
  struct Candidate: Sendable {
    let tokens: Range<Int>
    /// Nil for what has an at sign and is no address.
    let address: EmailAddress?
  }

  private let view: NoteView
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
      return written(left: index, right: index + 1, floor: floor)
        ?? spaced(at: index, floor: floor) ?? dictated(left: index, right: index + 1, floor: floor)
    }
    if view.isSign(index, UInt8(ascii: "%")), index + 1 < view.tokens.count,
      Array(view.folded(view.tokens[index + 1])).starts(with: [0x34, 0x30])
    {
      return percentEncoded(at: index, floor: floor)
    }
    guard view.tokens[index].kind == .word, Self.atWords.contains(view.tokens[index].hash) else {
      return nil
    }
    let opened =
      view.isSign(index - 1, UInt8(ascii: "[")) || view.isSign(index - 1, UInt8(ascii: "("))
    let closed =
      view.isSign(index + 1, UInt8(ascii: "]")) || view.isSign(index + 1, UInt8(ascii: ")"))
    if view.isWord(index, "at"), !(opened && closed) { return nil }
    return dictated(
      left: opened && closed ? index - 1 : index, right: opened && closed ? index + 2 : index + 1,
      floor: floor)
  }

  private static let atWords: WordSet = ["arroba", "at", "aroba", "arrouba"]
}

// MARK: - Written addresses

extension EmailRecogniser {
  /// `left` is the at sign, `right` the first token of the domain.
  private func written(left: Int, right: Int, floor: Int) -> Candidate? {
    guard !spaceBefore(left), right < view.tokens.count, !spaceBefore(right) else { return nil }
    var start = left
    while start > floor, !spaceBefore(start), isLocalPart(start - 1) { start -= 1 }
    while start < left, isSign(start, in: "'%") { start += 1 }
    let end = domainEnd(from: right)
    guard start < left, end > right else { return nil }
    return make(start..<end, text: view.text(ofTokens: start..<end))
  }

  /// `maria @ gmail.com`, only with a domain that has a dot.
  private func spaced(at index: Int, floor: Int) -> Candidate? {
    guard index > floor, index + 1 < view.tokens.count else { return nil }
    let end = max(domainEnd(from: index + 1), spacedDomainEnd(from: index + 1))
    guard end > index + 3 else { return nil }
    var start = index - 1
    guard isLocalPart(start) else { return nil }
    while start > floor, !spaceBefore(start), isLocalPart(start - 1) { start -= 1 }
    let domain = (index + 1..<end).map { view.text(ofTokens: $0..<$0 + 1) }.joined()
    guard let address = EmailAddress(view.text(ofTokens: start..<index) + "@" + domain) else {
      return nil
    }
    return Candidate(tokens: start..<end, address: address)
  }

  /// `exemplo . com . br`: dots with spaces on both sides end no sentence.
  private func spacedDomainEnd(from start: Int) -> Int {
    var end = start
    while end < view.tokens.count, view.tokens[end].kind != .sign {
      end += 1
      guard isSign(end, in: "."), spaceBefore(end), end + 1 < view.tokens.count,
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
    while end < view.tokens.count, end == start || !spaceBefore(end),
      view.tokens[end].kind != .sign || isSign(end, in: ".-")
    {
      end += 1
    }
    while end > start, view.tokens[end - 1].kind == .sign { end -= 1 }
    return end
  }

  private func spaceBefore(_ index: Int) -> Bool { view.tokens[index].followsSpace }

  private func isLocalPart(_ index: Int) -> Bool {
    view.tokens[index].kind != .sign || isSign(index, in: "._%+-'&")
  }

  private func isSign(_ index: Int, in signs: String) -> Bool {
    index < view.tokens.count && view.tokens[index].kind == .sign
      && signs.utf8.contains(view.bytes[view.tokens[index].start])
  }
}

// MARK: - Dictated addresses

extension EmailRecogniser {
  private func dictated(left: Int, right: Int, floor: Int) -> Candidate? {
    guard let domain = dictatedDomain(from: right),
      let local = dictatedLocal(to: left, floor: floor)
    else { return nil }
    guard let address = EmailAddress(local.text + "@" + domain.text) else { return nil }
    return Candidate(tokens: local.start..<domain.end, address: address)
  }

  private func dictatedDomain(from start: Int) -> (text: String, end: Int)? {
    var labels: [String] = []
    var index = start
    while index < view.tokens.count, labels.count < 6, view.tokens[index].kind != .sign {
      var label = view.text(ofTokens: index..<index + 1).lowercased()
      index += 1
      while index + 1 < view.tokens.count, isHyphen(index), view.tokens[index + 1].kind == .word,
        !spaceBefore(index) || !isSign(index, in: "-")
      {
        label += "-" + view.text(ofTokens: index + 1..<index + 2).lowercased()
        index += 2
      }
      labels.append(label)
      if let next = dot(at: index) {
        guard next < view.tokens.count, view.tokens[next].kind == .word else { break }
        index = next
      } else if index < view.tokens.count, labels.count == 1, Self.providers.contains(label),
        Self.topLevels.contains(view.tokens[index].hash)
      {
        // "arroba gmail com": transcribers swallow the dot.
        continue
      } else {
        break
      }
    }
    guard labels.count >= 2 else { return nil }
    return (labels.joined(separator: "."), index)
  }

  private func dictatedLocal(to end: Int, floor: Int) -> (text: String, start: Int)? {
    var parts: [String] = []
    var index = end
    var words = 0
    while index > floor, parts.count < 12 {
      let previous = index - 1
      let token = view.tokens[previous]
      if token.kind == .sign {
        guard isSign(previous, in: "._-+"), previous > floor, !spaceBefore(index) || parts.isEmpty,
          !spaceBefore(previous)
        else { break }
        parts.insert(view.text(ofTokens: previous..<index), at: 0)
        index = previous
        continue
      }
      if token.kind == .word, let sign = Self.signWords[token.hash] {
        guard !parts.isEmpty || sign != "." else { break }
        parts.insert(sign, at: 0)
        words = 0
        index = previous
        continue
      }
      if Self.fillers.contains(token.hash) {
        guard parts.isEmpty else { break }
        index = previous
        continue
      }
      // "kris com k": how a name is spelt.
      if token.kind == .word, token.count <= 2, previous > floor, view.isWord(previous - 1, "com"),
        previous - 1 > floor
      {
        index = previous - 1
        continue
      }
      if token.kind == .word, let number = spokenNumber(endingAt: previous, floor: floor) {
        parts.insert(number.digits, at: 0)
        words += 1
        index = number.start
        continue
      }
      // Without "ponto" between them, only names and numbers are run together, and not many.
      let glued = !parts.isEmpty && index < end && !spaceBefore(index)
      if Self.stops.contains(token.hash) || (words >= 3 && !glued) { break }
      let text =
        token.kind == .word && words > 0 || token.kind == .number || parts.isEmpty
        ? digits(at: previous) ?? view.text(ofTokens: previous..<index).lowercased()
        : view.text(ofTokens: previous..<index).lowercased()
      parts.insert(text.split(separator: " ").joined(), at: 0)
      words += 1
      index = previous
    }
    while let first = parts.first, [".", "-", "+"].contains(first) {
      parts.removeFirst()
      index += 1
    }
    guard !parts.isEmpty else { return nil }
    return (parts.joined(), index)
  }

  /// "vinte e três", "dois mil e nove": a number of several words that ends at a token.
  private func spokenNumber(endingAt last: Int, floor: Int) -> (digits: String, start: Int)? {
    guard SpokenNumber.value(of: view.tokens[last]) != nil || view.isWord(last, "mil") else {
      return nil
    }
    for start in max(floor, last - 5)..<last {
      if let thousand = thousand(at: start), thousand.end == last + 1 {
        return (String(thousand.value), start)
      }
      if view.tokens[start].kind == .word, let spoken = SpokenNumber(view, at: start),
        spoken.tokens.upperBound == last + 1
      {
        return (spoken.digits.map(String.init).joined(), start)
      }
    }
    return nil
  }

  private func thousand(at start: Int) -> (value: Int, end: Int)? {
    guard let count = SpokenNumber.value(of: view.tokens[start]), (1...9).contains(count),
      view.isWord(start + 1, "mil")
    else { return nil }
    let next = view.isWord(start + 2, "e") ? start + 3 : start + 2
    guard next < view.tokens.count, view.tokens[next].kind == .word,
      let rest = SpokenNumber(view, at: next), rest.digits.count <= 3
    else { return (count * 1000, start + 2) }
    return (
      count * 1000 + rest.digits.reduce(0) { $0 * 10 + Int($1) }, rest.tokens.upperBound
    )
  }

  private func digits(at index: Int) -> String? {
    guard view.tokens[index].kind == .word, let value = SpokenNumber.value(of: view.tokens[index])
    else { return nil }
    return String(value)
  }

  /// The token after a dot, said or written.
  private func dot(at index: Int) -> Int? {
    guard index < view.tokens.count else { return nil }
    if view.isWord(index, "ponto") || view.isWord(index, "dot") { return index + 1 }
    if isSign(index, in: "."), index + 1 < view.tokens.count, !spaceBefore(index + 1) {
      return index + 1
    }
    if isSign(index, in: "[("), view.isWord(index + 1, "dot") || view.isWord(index + 1, "ponto"),
      index + 2 < view.tokens.count, isSign(index + 2, in: "])")
    {
      return index + 3
    }
    return nil
  }

  private func isHyphen(_ index: Int) -> Bool {
    isSign(index, in: "-") || view.isWord(index, "hifen") || view.isWord(index, "traco")
  }

  private static let signWords: WordMap<String> = [
    "ponto": ".", "dot": ".", "underline": "_", "underscore": "_", "anderline": "_",
    "sublinhado": "_",
    "traco": "-", "hifen": "-", "tracinho": "-",
  ]
  private static let fillers: WordSet = [
    "tudo", "junto", "minusculo", "minuscula", "minusculas", "letra",
  ]
  private static let stops: WordSet = [
    "email", "mail", "emails", "e", "eh", "endereco", "meu", "seria", "sendo", "no", "para", "pro",
    "do",
    "da", "de", "o", "a", "pelo", "anota", "anote", "ai", "la", "que", "nele", "mande", "manda",
    "esse",
    "este", "correio", "eletronico", "mandar", "enviar", "em", "com", "ou", "sim", "contato",
    "escreve", "escreva",
    "gmail", "eu", "tenho", "uso", "por", "via", "entao", "agora", "certo", "correto", "desculpa",
    "digo",
  ]
  private static let providers: Set<String> = [
    "gmail", "hotmail", "outlook", "yahoo", "uol", "bol", "terra", "ig", "icloud", "live", "globo",
    "exemplo",
    "proton", "protonmail",
  ]
  private static let topLevels: WordSet = ["com", "net", "org"]
}
