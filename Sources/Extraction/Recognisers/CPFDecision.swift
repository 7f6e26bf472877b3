internal import ContactsCore

/// Chooses the caller's CPF among those of a note.
struct CPFDecision {
  private(set) var suggestion: Suggestion<CPF>?
  private(set) var warning: ExtractionWarning?

  init(_ view: NoteView, numbers: Numbers, owners: Owners) {
    var isInvalid = false
    var isSaid = false
    for document in numbers.cpfs.prefix(Owners.most) {
      guard let ownership = owners[document.tokens], ownership.owner != .other,
        !ownership.isCalled || ownership.owner == .caller, !ownership.isObsolete
      else { continue }
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
