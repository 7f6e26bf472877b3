internal import ContactsCore

/// Chooses the caller's CPF among those of a note.
struct CPFDecision {
  private(set) var suggestion: Suggestion<CPF>?
  private(set) var warning: ExtractionWarning?

  init(_ view: NoteView, cues: Cues, numbers: Numbers, people: People) {
    var isInvalid = false
    var floor = 0
    var isSaid = false
    for (index, document) in numbers.cpfs.prefix(100).enumerated() {
      let ceiling =
        index + 1 < numbers.cpfs.count
        ? numbers.cpfs[index + 1].tokens.lowerBound : view.tokens.count
      let ownership = Ownership(
        of: document.tokens, floor: floor, ceiling: ceiling, view: view, cues: cues, people: people)
      floor = document.tokens.upperBound
      guard ownership.owner != .other, !ownership.isCalled, !ownership.isObsolete else { continue }
      guard let cpf = document.cpf else {
        isInvalid = true
        if ownership.isCorrection { suggestion = nil }
        continue
      }
      let isOwn = ownership.owner == .caller
      if suggestion == nil || ownership.isCorrection || isOwn && !isSaid {
        suggestion = Suggestion(
          value: cpf, origin: .rule, span: view.span(ofTokens: document.tokens), isGrounded: true)
        isSaid = isOwn
      }
    }
    if isInvalid, suggestion == nil {
      warning = ExtractionWarning(
        code: .cpfInvalid,
        message: "O CPF não confere (dígitos verificadores): pergunte de novo.")
    }
  }
}
