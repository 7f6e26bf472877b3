import ContactsCore

/// All that the screens know.
///
/// `update` changes it, `view` draws it, nothing else touches it.
public struct AppModel: Equatable, Sendable {
  var desk: Desk
  /// From the bottom up; never empty, the last is the one in view.
  private(set) var screens: [Screen]
  /// From the bottom up; the last has the keys.
  var dialogs: [Dialog] = []
  /// What stands before all of them.
  var gate = Gate.open

  /// - Parameters:
  ///   - size: Of the window.
  ///   - keys: What the person at the keyboard has chosen of them.
  ///   - canSuspend: False where a shell underneath would run with more than its user has.
  public init(
    size: Size, keys: KeyPreferences = KeyPreferences(), canSuspend: Bool = true
  ) {
    desk = Desk(size: size, keys: keys)
    desk.canSuspend = canSuspend
    screens = [.contacts(ContactsScreen())]
  }

  var screen: Screen {
    get { screens[screens.count - 1] }
    set { screens[screens.count - 1] = newValue }
  }

  /// The list under whatever is open; nil before there is a store.
  var contacts: ContactsScreen? {
    get {
      guard case .contacts(let contacts) = screens[0] else { return nil }
      return contacts
    }
    set {
      if let newValue { screens[0] = .contacts(newValue) }
    }
  }

  /// **Fila**, in view or under what was opened from it; nil when it is not open.
  var queue: QueueScreen? {
    get {
      for case .queue(let queue) in screens { return queue }
      return nil
    }
    set {
      guard let newValue else { return }
      for index in screens.indices {
        if case .queue = screens[index] { screens[index] = .queue(newValue) }
      }
    }
  }

  var place: Place { gate.place ?? screen.place }

  /// Below this nothing can be laid out: a sentence, and a live quit.
  var isTooSmall: Bool { desk.size.columns < 40 || desk.size.rows < 10 }

  mutating func push(_ screen: Screen) {
    screens.append(screen)
  }

  /// Leaves the screen in view; the bottom one stays.
  mutating func pop() {
    if screens.count > 1 { screens.removeLast() }
  }

  mutating func popToContacts() {
    screens.removeSubrange(1...)
  }

  /// Begins again from one screen, as when the store has just been made.
  mutating func restart(with screen: Screen) {
    screens = [screen]
    dialogs = []
  }
}
