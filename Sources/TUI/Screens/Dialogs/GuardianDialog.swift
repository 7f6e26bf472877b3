import ContactsCore

/// What is to be minded of the guardian of the person in view.
struct GuardianDialog: Equatable, Sendable {
  let uid: UID
  /// Who, as the record says; nil where it names nobody.
  let guardian: Sensitive<String>?
  /// Whether it is noted already that the guardian may be the aggressor: that is not taken back here.
  let isFlagged: Sensitive<Bool>
  var mayBeAggressor: Sensitive<Bool>
  var note: TextField
  var focus = Row.flag
  var asking = Asking()

  enum Row: Equatable, Sendable { case flag, note }

  init(_ uid: UID, guardian: Sensitive<String>?, _ caution: GuardianCaution?) {
    self.uid = uid
    self.guardian = guardian
    isFlagged = caution?.mayBeAggressor ?? Sensitive(false)
    mayBeAggressor = isFlagged
    note = TextField(caution?.bestInterest?.revealed(for: .screen) ?? "")
  }

  /// What is to be noted: the note as it stands there, so that one that was emptied ends.
  var caution: NewGuardianCaution {
    NewGuardianCaution(
      contact: uid, mayBeAggressor: mayBeAggressor, bestInterest: Sensitive(trimmed(note.text)))
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    guard !asking.isWaiting else { return .stays }
    switch key {
    case .enter, .function(2):
      guard mayBeAggressor.revealed(for: .matching) || !trimmed(note.text).isEmpty else {
        return asking.miss(
          .note, "Diga o que é melhor para a pessoa, ou marque o alerta.", at: &focus)
      }
      return .people(.notesGuardian(self))
    case .tab, .backTab, .up, .down: focus = focus == .flag ? .note : .flag
    case .left, .right, .character(" "):
      guard focus == .flag else { fallthrough }
      guard !isFlagged.revealed(for: .matching) else {
        asking.notice = .warning(
          "O alerta só o encarregado retira, com o motivo: atende contact guardian --withdraw")
        return .stays
      }
      mayBeAggressor = mayBeAggressor.map { !$0 }
      asking.notice = .none
    default:
      if focus == .note, note.handle(key) { asking.notice = .none }
    }
    return .stays
  }
}
