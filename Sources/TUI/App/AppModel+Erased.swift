import ContactsCore

/// What is shown of somebody who is erased meanwhile, by somebody else: nothing.
extension AppModel {
  /// Asks whether the record in view, or the one that the form in view is of, is there still.
  func checkRecord() -> [AppEffect] {
    switch screen {
    case .record(let record) where record.shownName != nil: return [.checkRecord(record.uid)]
    case .interaction(let interaction):
      guard case .contact(let uid, _) = interaction.subject else { return [] }
      return [.checkRecord(uid)]
    default: return []
    }
  }

  /// Takes the record off the screen, with whatever is asked over it and what was typed into it.
  mutating func recordGone(_ uid: UID) -> [AppEffect] {
    if case .interaction(let interaction) = screen, case .contact(uid, _) = interaction.subject {
      return empty(interaction)
    }
    guard case .record(var record) = screen, record.uid == uid else { return [] }
    let editing = record.editing
    record.phase = .failed(.notFound)
    screen = .record(record)
    dialogs.removeAll()
    desk.status = .failure("Esta pessoa foi eliminada a pedido enquanto a ficha estava aberta.")
    guard let editing else { return [] }
    desk.forgetDraft(editing.draft)
    return editing.draftKeeping.isStored ? [.discardDraft(editing.draft)] : []
  }

  /// Takes out of a form what it had of somebody's record and what was written down with it; its draft went with the record.
  private mutating func empty(_ interaction: InteractionScreen) -> [AppEffect] {
    screen = .interaction(
      InteractionScreen(
        draft: interaction.draft, key: interaction.key, startedAt: interaction.startedAt,
        subject: .newContact, form: Form(for: desk.session)))
    dialogs.removeAll()
    desk.forgetDraft(interaction.draft)
    desk.status = .failure(
      "A pessoa deste atendimento foi eliminada a pedido: o formulário foi esvaziado. Se ela está aqui, registre-a de "
        + "novo.")
    return interaction.draftKeeping.isStored ? [.discardDraft(interaction.draft)] : []
  }

  /// The store has refused to keep what was typed into such a record; nil for a form that goes on.
  mutating func recordGone(editing draft: UID) -> [AppEffect]? {
    if case .record(let record) = screen, record.editing?.draft == draft {
      return recordGone(record.uid)
    }
    // A conversation that is being written down goes on, and can still be of somebody new.
    if case .interaction(let interaction) = screen, interaction.draft == draft { return nil }
    desk.forgetDraft(draft)
    return []
  }
}
