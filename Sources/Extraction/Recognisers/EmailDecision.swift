internal import ContactsCore

/// Chooses the caller's addresses among those of a note.
struct EmailDecision {
  private(set) var suggestions: [Suggestion<EmailAddress>] = []
  private(set) var warning: ExtractionWarning?

  init(
    _ view: NoteView, cues: Cues, emails: EmailRecogniser, people: People, foreign: Claims
  ) {
    var isInvalid = false
    var floor = 0
    var preferred: EmailAddress?
    var sender: EmailAddress?
    for (index, candidate) in emails.candidates.prefix(100).enumerated() {
      let ceiling =
        index + 1 < emails.candidates.count
        ? emails.candidates[index + 1].tokens.lowerBound : view.tokens.count
      let ownership = Ownership(
        of: candidate.tokens, floor: floor, ceiling: ceiling, view: view, cues: cues,
        people: people)
      floor = candidate.tokens.upperBound
      // "Para: Fabíola <…>" of a quoted header gives the caller's own address.
      let isOwn =
        people.named(before: candidate.tokens.lowerBound, floor: 0, across: "<\"") == .caller
      guard isOwn || !foreign.contains(candidate.tokens.lowerBound) else { continue }
      guard isOwn || ownership.owner != .other && !view.isSentTo(candidate.tokens.lowerBound),
        !ownership.isObsolete, !view.isQuoted(candidate.tokens.upperBound)
      else { continue }
      guard let address = candidate.address else {
        isInvalid = true
        continue
      }
      if ownership.isCorrection, !suggestions.isEmpty { suggestions.removeLast() }
      guard suggestions.count < 20, !suggestions.contains(where: { $0.value.key == address.key })
      else {
        continue
      }
      if ownership.preference == 2 { preferred = address }
      if !isOwn, people.name != nil, view.isSender(candidate.tokens.lowerBound) { sender = address }
      suggestions.append(
        Suggestion(
          value: address, origin: .rule, span: view.span(ofTokens: candidate.tokens),
          isGrounded: true))
    }
    // The address of a company's "De:" gives way to the caller's own.
    if suggestions.count > 1, let sender, suggestions.contains(where: { $0.value != sender }) {
      suggestions.removeAll { $0.value == sender }
    }
    if let preferred, let index = suggestions.firstIndex(where: { $0.value == preferred }) {
      suggestions.insert(suggestions.remove(at: index), at: 0)
    }
    if isInvalid {
      warning = ExtractionWarning(
        code: .emailInvalid,
        message: "Há um e-mail escrito de forma inválida: confirme com a pessoa.")
    }
  }
}

extension NoteView {
  /// "Central <central@exemplo.org> escreveu:": whoever wrote what is quoted.
  fileprivate func isQuoted(_ end: Int) -> Bool {
    isWord(end, "escreveu") || isWord(end + 1, "escreveu") || isWord(end + 1, "wrote")
  }

  /// Whether a line of a quoted header gives the address of those written to: "Para:", "Cc:".
  fileprivate func isSentTo(_ index: Int) -> Bool {
    isHeaded(["para", "to", "cc", "cco", "bcc"], index)
  }

  /// "De: Construtora <rh@…>".
  fileprivate func isSender(_ index: Int) -> Bool { isHeaded(["de", "from"], index) }

  private func isHeaded(_ words: WordSet, _ index: Int) -> Bool {
    var first = index
    while first > 0, index - first < 24, tokens[first - 1].line == tokens[index].line { first -= 1 }
    while first < index, tokens[first].kind == .sign { first += 1 }
    return words.contains(tokens[first].hash) && isSign(first + 1, UInt8(ascii: ":"))
  }
}
