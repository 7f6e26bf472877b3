internal import ContactsCore

/// Chooses the caller's CPF among those of a note.
struct CPFDecision {
  private(set) var suggestion: Suggestion<CPF>?
  private(set) var warning: ExtractionWarning?

  init(_ view: NoteView, numbers: Numbers, owners: Owners) {
    var isInvalid = false
    /// Nothing said, a role that others may have as well, or said to be the caller's.
    var best = 0
    for document in numbers.cpfs.prefix(Owners.most) {
      guard let ownership = owners[document.tokens], ownership.owner != .other,
        !ownership.isCalled || ownership.owner == .caller, !ownership.isObsolete
      else { continue }
      guard let cpf = document.cpf else {
        isInvalid = true
        if ownership.isCorrection { suggestion = nil }
        continue
      }
      let rank = ownership.owner == .caller ? ownership.isByRole ? 1 : 2 : 0
      if suggestion == nil || ownership.isCorrection || rank > best {
        suggestion = Suggestion(
          value: cpf, origin: .rule, span: view.span(ofTokens: document.tokens), isGrounded: true)
        best = rank
      }
    }
    if isInvalid, suggestion == nil {
      warning = ExtractionWarning(
        code: .cpfInvalid,
        message: "O CPF não confere (dígitos verificadores): pergunte de novo.")
    }
  }
}
