public import ContactsCore

/// What the screens ask about who works at them, and who may open what.
public enum PeopleEffect: Equatable, Sendable {
  /// Answered by `.opened`, `.passwordChangeAsked` or `.refused`.
  case signIn(String, Password, RequestID)
  case signOut
  case changePassword(from: Password, to: Password, RequestID)
  /// The screen was locked: an entry of the audit.
  case lock
  case unlock(Password, RequestID)
  /// Somebody asked for what no role of theirs may: an entry of the audit.
  case refuse(Permission)
  case breakGlass(UID, reason: Sensitive<String>, RequestID)
  case restrict(UID, to: [String], reason: Sensitive<String>, RequestID)
  case unrestrict(UID, reason: Sensitive<String>, RequestID)
  case noteGuardian(NewGuardianCaution, RequestID)
  case loadNotices(RequestID)
  case markSeen(notice: UID, RequestID)

  /// Whether the end of the program waits for it.
  var changesTheStore: Bool {
    switch self {
    case .signOut, .changePassword, .lock, .refuse, .restrict, .unrestrict, .noteGuardian,
      .markSeen:
      true
    case .signIn, .unlock, .breakGlass, .loadNotices: false
    }
  }
}

/// What has become of what was asked about people.
public enum PeopleMessage: Equatable, Sendable {
  /// The people of this centre come in by name and password.
  case signInAsked(SignInCall)
  /// Somebody else chose the password: it must be changed before anything is opened.
  case passwordChangeAsked(RequestID, at: Timestamp)
  case signInFailed(RequestID, Failure, at: Timestamp)
  case passwordChanged(RequestID, Result<Bool, Failure>, at: Timestamp)
  case unlocked(RequestID, Result<Bool, Failure>, at: Timestamp)
  case glassBroken(RequestID, Result<ContactRecord, Failure>)
  /// Whether the record is closed now.
  case restricted(RequestID, Result<Bool, Failure>)
  /// Whether a warning is in force now.
  case guardianNoted(RequestID, Result<Bool, Failure>)
  case noticesLoaded(RequestID, Result<[Notice], Failure>)
  case noticeSeen(RequestID, Result<UID, Failure>)

  /// What went wrong, if anything did.
  var failure: Failure? {
    switch self {
    case .signInAsked, .passwordChangeAsked: nil
    // These answer the gate, which knows what to do about it.
    case .signInFailed, .passwordChanged, .unlocked: nil
    case .glassBroken(_, let result): result.failure
    case .restricted(_, let result): result.failure
    case .guardianNoted(_, let result): result.failure
    case .noticesLoaded(_, let result): result.failure
    case .noticeSeen(_, let result): result.failure
    }
  }
}

/// What **Entrada** is told before anybody has come in.
public struct SignInCall: Equatable, Sendable {
  public var centre: String
  public var now: Timestamp
  /// Said once, such as where the report of a crash lies.
  public var notice: String?

  public init(centre: String, now: Timestamp, notice: String?) {
    self.centre = centre
    self.now = now
    self.notice = notice
  }
}

extension Result {
  /// The failure, if it is one.
  var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
