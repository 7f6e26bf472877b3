import ContactsCore

/// What stands before the screens: nothing, or one of three that let nobody through but who proves to be somebody.
///
/// What lies behind it stays as it was, unseen and out of reach of every key.
enum Gate: Equatable, Sendable {
  case open
  case signIn(SignInScreen)
  case passwordChange(PasswordChangeScreen)
  case locked(LockScreen)

  var isOpen: Bool { self == .open }

  var place: Place? {
    switch self {
    case .open: nil
    case .signIn: .signIn
    case .passwordChange: .passwordChange
    case .locked: .locked
    }
  }

  /// Of the title bar and of the window; names nobody.
  var title: String {
    switch self {
    case .open: ""
    case .signIn: "Entrada"
    case .passwordChange: "Senha nova"
    case .locked: "Tela bloqueada"
    }
  }
}

/// What a key at the gate comes to.
enum GateOutcome: Equatable, Sendable {
  case stays
  case asks([AppEffect])
  /// Leaves the program.
  case leaves
  /// Back to what was in view, nothing changed.
  case gives
  /// Somebody else wants to come in.
  case hands
}

/// Until when a name is closed after too many wrong passwords, as the gate counts it down.
struct Closure: Equatable, Sendable {
  let login: String
  let until: Timestamp

  /// Whole seconds left; nil when it is over.
  func secondsLeft(_ now: Timestamp?) -> Int? {
    guard let now, now < until else { return nil }
    return Int((until.milliseconds - now.milliseconds + 999) / 1000)
  }

  /// `Muitas tentativas. Tente de novo em 30 s.`; nil when it is over.
  func sentence(_ now: Timestamp?) -> String? {
    guard let left = secondsLeft(now) else { return nil }
    let time = left < 120 ? "\(left) s" : "\((left + 59) / 60) min"
    return "Muitas tentativas seguidas. Tente de novo em \(time)."
  }
}
