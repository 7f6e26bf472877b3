import ContactsCore

/// What was typed in **Encerramento** and **Agendar retorno** and was closed without an answer: it comes back with them.
///
/// In memory only, for each who typed it, until it is saved or the program ends.
struct LeftBehind: Equatable, Sendable {
  private struct Item: Equatable, Sendable {
    let login: String
    let dialog: ShiftDialog
  }

  private var items: [Item] = []

  /// More than anybody leaves open in a shift.
  private static let most = 20

  /// Keeps a dialog in which something was typed.
  ///
  /// - Returns: Whether there was anything to keep.
  @discardableResult
  mutating func keep(_ dialog: ShiftDialog, of login: String) -> Bool {
    guard dialog.hasBeenTypedIn else { return false }
    forget(dialog, of: login)
    items.append(Item(login: login, dialog: dialog))
    if items.count > LeftBehind.most { items.removeFirst() }
    return true
  }

  mutating func forget(_ dialog: ShiftDialog, of login: String) {
    items.removeAll { $0.login == login && $0.dialog.isAbout(dialog) }
  }

  /// A new dialog with what had been typed in the one before it.
  mutating func resumed(_ dialog: ShiftDialog, of login: String) -> ShiftDialog {
    guard let item = items.last(where: { $0.login == login && $0.dialog.isAbout(dialog) }) else {
      return dialog
    }
    forget(dialog, of: login)
    return dialog.resuming(item.dialog)
  }
}

extension ShiftDialog {
  fileprivate var hasBeenTypedIn: Bool {
    switch self {
    case .schedule(let dialog): !isBlank(dialog.when.text) || !isBlank(dialog.note.text)
    case .wrapUp(let dialog):
      dialog.outcome != nil || !isBlank(dialog.note.text) || !isBlank(dialog.when.text)
    case .outcome, .filter, .assign, .alerts, .referrals: false
    }
  }

  fileprivate func isAbout(_ other: ShiftDialog) -> Bool {
    switch (self, other) {
    case (.schedule(let one), .schedule(let two)): one.purpose == two.purpose
    case (.wrapUp(let one), .wrapUp(let two)): one.interaction == two.interaction
    default: false
    }
  }

  fileprivate func resuming(_ left: ShiftDialog) -> ShiftDialog {
    switch (self, left) {
    case (.schedule(var dialog), .schedule(let left)):
      (dialog.when, dialog.note) = (left.when, left.note)
      return .schedule(dialog)
    case (.wrapUp(var dialog), .wrapUp(let left)):
      // By its code: the catalogue may be another by now.
      if let code = left.reason.map({ left.reasons[$0].code }) {
        dialog.reason = dialog.reasons.firstIndex { $0.code == code } ?? dialog.reason
      }
      if let code = left.outcome.map({ left.outcomes[$0].code }) {
        dialog.outcome = dialog.outcomes.firstIndex { $0.code == code }
      }
      (dialog.note, dialog.when) = (left.note, left.when)
      return .wrapUp(dialog)
    default: return self
    }
  }
}

extension AppModel {
  /// Opens a dialog of the shift with what had been typed in it before.
  mutating func resume(_ dialog: ShiftDialog) -> [AppEffect] {
    let login = desk.session.actor?.login ?? ""
    dialogs.append(.shift(desk.leftBehind.resumed(dialog, of: login)))
    return []
  }

  /// What was typed in a dialog that is closed stays with who typed it.
  mutating func leaveBehind(_ dialog: ShiftDialog) {
    guard desk.leftBehind.keep(dialog, of: desk.session.actor?.login ?? "") else { return }
    if case .wrapUp = dialog {
      desk.status = .plain("Ainda não foi encerrado. Ctrl-T traz de volta o que você digitou.")
    } else {
      desk.status = .plain("Nada foi agendado. Ctrl-R traz de volta o que você digitou.")
    }
  }
}
