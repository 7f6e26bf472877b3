/// What a key asks for that has to do with who may see what.
enum PeopleAction: String, Equatable, Sendable, CaseIterable {
  case lock
  /// Gives the locked screen, or **Entrada**, to somebody else.
  case otherPerson
  case changePassword
  case notices
  /// To **Auditoria**.
  case audit
  /// Who saw the record in view.
  case readers
  case restrict
  /// What is to be minded of the guardian of the person in view.
  case guardian
  /// Makes two records of the one in view again.
  case undoMerge
  /// Gives the record in view back what it was before its last change.
  case undoChange
  case verify, checkpoint, export
}
