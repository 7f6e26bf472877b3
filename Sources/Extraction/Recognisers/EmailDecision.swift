internal import ContactsCore

/// Chooses the caller's addresses among those of a note.
struct EmailDecision {
  private struct Entry {
    let address: EmailAddress
    let tokens: Range<Int>
    let ownership: Ownership
    /// Whether the caller's name leads to it, or stands in it.
    let isOwn: Bool
    /// The address of a "De:" that is not the caller's.
    let isSender: Bool

    /// Seems to be somebody else's, and nobody asks for an answer there.
    var isDoubtful: Bool {
      ownership.isSuspect && ownership.owner != .caller && ownership.preference == 0 && !isOwn
    }
    /// Where the caller asks to be written to, or says "meu".
    var isAskedFor: Bool { ownership.owner == .caller || ownership.preference > 0 }
    var domain: Substring { address.text.drop { $0 != "@" } }

    /// "pedro.alvez@… (com s no final: pedro.alves@…)": the same address with a letter or two put right.
    func respells(_ other: Entry, in view: NoteView) -> Bool {
      let gap = other.tokens.upperBound..<max(tokens.lowerBound, other.tokens.upperBound)
      guard domain == other.domain, (2...9).contains(gap.count),
        gap.contains(where: { Self.spellings.contains(view.tokens[$0].hash) })
      else { return false }
      let (one, two) = (Array(address.text.utf8), Array(other.address.text.utf8))
      let head = zip(one, two).prefix { $0 == $1 }.count
      let tail = zip(one.reversed(), two.reversed()).prefix { $0 == $1 }.count
      let length = max(one.count, two.count)
      return one != two && head > 1 && length - min(head + tail, length) <= 2
    }

    private static let spellings: WordSet = [
      "com", "sem", "letra", "letras", "certo", "correto", "escreve", "grafia", "mudo",
    ]
  }

  private(set) var suggestions: [Suggestion<EmailAddress>] = []
  private(set) var warning: ExtractionWarning?

  init(
    _ view: NoteView, emails: EmailRecogniser, owners: Owners, people: People, foreign: Claims
  ) {
    var entries: [Entry] = []
    /// Somebody else's, where the caller asks to be written to.
    var lent: [Entry] = []
    var lapsed: Set<String> = []
    var desk: Set<Substring> = []
    var isInvalid = false
    for candidate in emails.candidates.prefix(Owners.most) {
      let start = candidate.tokens.lowerBound
      guard let ownership = owners[candidate.tokens] else { continue }
      // "Para: Fabíola <…>" of a quoted header gives the caller's own address.
      let isNamed = people.named(before: start, floor: 0, across: "<\"") == .caller
      guard isNamed || !foreign.contains(start) else { continue }
      let isSentTo = !isNamed && view.isSentTo(start)
      guard let address = candidate.address else {
        if ownership.owner != .other, !isSentTo, !ownership.isObsolete,
          candidate.tokens.count > 1
        {
          isInvalid = true
        }
        continue
      }
      let entry = Entry(
        address: address, tokens: candidate.tokens, ownership: ownership,
        isOwn: isNamed || ownership.isNamesake,
        isSender: !isNamed && !ownership.isNamesake && people.name != nil && view.isSender(start))
      if isSentTo { desk.insert(entry.domain) }
      if ownership.isObsolete { lapsed.insert(address.key) }
      if !entries.isEmpty, view.isDenied(start) { continue }
      if let last = entries.last, entry.respells(last, in: view) { entries.removeLast() }
      guard !isSentTo, !ownership.isObsolete, !view.isQuoted(candidate.tokens.upperBound) else {
        continue
      }
      if ownership.isCalled, ownership.owner != .caller, !isNamed, !ownership.isNamesake {
        continue
      }
      guard isNamed || ownership.owner != .other else {
        if ownership.preference > 0 || ownership.takesMessages
          || ownership.isProxy && !people.isFirstPerson
        {
          lent.append(entry)
        }
        continue
      }
      if ownership.isCorrection, !entries.isEmpty { entries.removeLast() }
      if !entries.contains(where: { $0.address.key == address.key }) { entries.append(entry) }
    }
    entries.removeAll { lapsed.contains($0.address.key) }
    Self.giveUp(&entries) { $0.isDoubtful }
    Self.giveUp(&entries) { desk.contains($0.domain) && !$0.isOwn }
    // "De: norte@central…" to the same house: a colleague hands the note on.
    entries.removeAll { $0.isSender && desk.contains($0.domain) && !Self.isShared($0.domain) }
    // The address of a company's "De:" gives way to the caller's own.
    Self.giveUp(&entries) { $0.isSender }
    if entries.contains(where: { $0.isAskedFor && !$0.ownership.isAtWork }) {
      Self.giveUp(&entries) { $0.ownership.isAtWork }
    }
    if entries.isEmpty { entries = lent }
    if let best = entries.lastIndex(where: { $0.ownership.preference == 2 }) {
      entries.insert(entries.remove(at: best), at: 0)
    }
    suggestions = entries.prefix(20).map {
      Suggestion(
        value: $0.address, origin: .rule, span: view.span(ofTokens: $0.tokens), isGrounded: true)
    }
    if isInvalid {
      warning = ExtractionWarning(
        code: .emailInvalid,
        message: "Há um e-mail escrito de forma inválida: confirme com a pessoa.")
    }
  }

  /// `@gmail.com`: a domain that says nothing of who shares it.
  private static func isShared(_ domain: Substring) -> Bool {
    let label = domain.dropFirst().prefix { $0 != "." }
    return EmailRecogniser.providers.contains(String(label))
  }

  /// Removes those of which something holds, if it does not hold of all.
  private static func giveUp(_ entries: inout [Entry], _ isUnwanted: (Entry) -> Bool) {
    if !entries.allSatisfy(isUnwanted) { entries.removeAll(where: isUnwanted) }
  }
}

extension NoteView {
  /// "patty@… (com dois t, não paty@…)", "…, e não paty@…": what the value before is not.
  fileprivate func isDenied(_ start: Int) -> Bool {
    var index = start - 1
    while index > 0, isWord(index, "o") || isWord(index, "a") || isWord(index, "e") { index -= 1 }
    guard index > 0, isWord(index, "nao") || isWord(index, "nem") else { return false }
    return isSign(index - 1, UInt8(ascii: ",")) || isSign(index - 1, UInt8(ascii: "("))
      || isWord(index - 1, "e")
  }

  /// "Central <central@exemplo.org> escreveu:": whoever wrote what is quoted.
  fileprivate func isQuoted(_ end: Int) -> Bool {
    guard
      let verb = (end..<min(end + 2, tokens.count)).first(where: {
        isWord($0, "escreveu") || isWord($0, "wrote")
      })
    else { return false }
    // "Simone <…> escreveu: solicito…" tells of the caller: what is quoted stands in the next line.
    let next = isSign(verb + 1, UInt8(ascii: ":")) ? verb + 2 : verb + 1
    return next >= tokens.count || tokens[next].line != tokens[verb].line
  }

  /// Whether a line of a quoted header gives the address of those written to: "Para:", "Cc:".
  fileprivate func isSentTo(_ index: Int) -> Bool {
    isHeaded(["para", "to", "cc", "cco", "bcc", "copia", "destinatario", "destinatarios"], index)
  }

  /// "De: Construtora <rh@…>".
  fileprivate func isSender(_ index: Int) -> Bool { isHeaded(["de", "from"], index) }

  private func isHeaded(_ words: WordSet, _ index: Int) -> Bool {
    var first = index
    while first > 0, index - first < 24, tokens[first - 1].line == tokens[index].line { first -= 1 }
    while first < index, tokens[first].kind == .sign { first += 1 }
    if isWord(first, "com"), isWord(first + 1, "copia") { first += 1 }
    let colon = isWord(first, "copia") && isWord(first + 1, "para") ? first + 2 : first + 1
    return words.contains(tokens[first].hash) && isSign(colon, UInt8(ascii: ":"))
  }
}
