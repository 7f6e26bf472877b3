import ContactsCore

/// What is shown of somebody who is erased meanwhile, by somebody else: nothing.
extension AppModel {
  /// Asks whether the record in view is there still.
  func checkRecord() -> [AppEffect] {
    guard case .record(let record) = screen, record.shownName != nil else { return [] }
    return [.checkRecord(record.uid)]
  }

  /// Takes the record off the screen, with whatever is asked over it and what was typed into it.
  mutating func recordGone(_ uid: UID) -> [AppEffect] {
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
