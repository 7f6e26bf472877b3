internal import ContactsCore

/// Chooses the caller's CPF among those of a note.
struct CPFDecision {
  private(set) var suggestion: Suggestion<CPF>?
  private(set) var warning: ExtractionWarning?

  init(_ view: NoteView, cues: Cues, numbers: Numbers) {
    var isInvalid = false
    var floor = 0
    for document in numbers.cpfs {
      let ownership = Ownership(
        of: document.tokens, floor: floor, ceiling: view.tokens.count, view: view, cues: cues)
      floor = document.tokens.upperBound
      guard ownership.owner != .other, !ownership.isObsolete else { continue }
      guard let cpf = document.cpf else {
        isInvalid = true
        if ownership.isCorrection { suggestion = nil }
        continue
      }
      if suggestion == nil || ownership.isCorrection {
        suggestion = Suggestion(
          value: cpf, origin: .rule, span: view.span(ofTokens: document.tokens), isGrounded: true)
      }
    }
    if isInvalid, suggestion == nil {
      warning = ExtractionWarning(
        code: .cpfInvalid,
        message: "O CPF não confere (dígitos verificadores): pergunte de novo.")
    }
  }
}
