public import ContactsCore

/// What is true of the whole run: who works, where, and how the model does.
struct Session: Equatable, Sendable {
  var access = Access.opening
  var centre = ""
  var areaCode: String?
  var channel = Channel.phone
  var consent = Consent.Decision.notAsked
  var reasons: [Reason] = []
  /// Which no form offers any more.
  var retiredReasons: [Reason] = []
  var model = ModelState.unknown
  /// Milliseconds that half of the last answers took at most; nil before the first.
  var modelLatency: Int?
  var pull = ModelPull()
  /// Nil until the first reply that carries the time.
  var now: Timestamp?
  /// Made outside, used up one by one as forms are opened: `update` makes none itself.
  var identifiers: [UID] = []
  /// Unsaved forms of this person, newest first.
  var drafts: [Draft] = []
  var entry = SignInMode.system
  /// Whether a password of this person's unlocks the screen.
  var hasPassword = false
  /// Notices to the encarregado that nobody has seen; none for whoever may not read them.
  var notices = 0
  var outcomes: [Outcome] = []
  var referrals: [Referral] = []
  var pulse = ShiftPulse()
  /// Warnings of the centre that nobody takes care of; none for whoever may not see them.
  var warnings = 0
  /// Requests that are due; none for whoever may not answer them.
  var requests = RequestPulse()

  enum Access: Equatable, Sendable {
    case opening
    case signedIn(Actor)
  }

  var actor: Actor? {
    switch access {
    case .opening: nil
    case .signedIn(let actor): actor
    }
  }

  /// Such as `ana · atendente`; a person with several roles sees how many.
  var userLabel: String {
    guard let actor else { return "" }
    let roles = actor.roles.map(\.rawValue).sorted()
    guard let first = roles.first else { return actor.login }
    return roles.count == 1 ? "\(actor.login) · \(first)" : "\(actor.login) · \(roles.count) papéis"
  }

  /// The sign tells it apart without colours.
  var warningLabel: String {
    warnings == 0 ? "" : warnings == 1 ? "! 1 da central" : "! \(grouped(warnings)) da central"
  }

  func may(_ permission: Permission?) -> Bool {
    guard let permission, let actor else { return true }
    return permission.isGranted(to: actor)
  }
}

extension Session {
  /// By which cases can be looked for: those of the past are named as such, last.
  var filterReasons: [Reason] {
    reasons
      + retiredReasons.filter { past in !reasons.contains { $0.code == past.code } }.map {
        Reason(code: $0.code, name: $0.name + " (fora de uso)", cues: $0.cues)
      }
  }
}

/// What the opened store tells the screens before anything is typed.
public struct Opening: Equatable, Sendable {
  public var actor: Actor
  public var centre: String
  public var areaCode: String?
  public var channel: Channel
  public var consent: Consent.Decision
  public var reasons: [Reason]
  public var drafts: [Draft]
  public var identifiers: [UID]
  public var now: Timestamp
  /// Said once in the status line, such as where the report of a crash lies.
  public var notice: String?
  public var entry = SignInMode.system
  public var hasPassword = false
  /// Milliseconds of silence after which the screen is locked.
  public var lockDelay: Int64 = 5 * 60_000
  /// Of the centre; a person's own choice wins.
  public var keyProfile = KeyProfile.standard
  /// Notices to the encarregado that nobody has seen; none for whoever may not read them.
  public var notices = 0
  /// Which no form offers any more, and by which cases are looked for all the same.
  public var retiredReasons: [Reason] = []
  public var outcomes: [Outcome] = []
  public var referrals: [Referral] = []
  public var pulse = ShiftPulse()
  public var warnings = 0
  public var requests = RequestPulse()

  public init(
    actor: Actor, centre: String, areaCode: String?, channel: Channel, consent: Consent.Decision,
    reasons: [Reason], drafts: [Draft], identifiers: [UID], now: Timestamp, notice: String?
  ) {
    self.actor = actor
    self.centre = centre
    self.areaCode = areaCode
    self.channel = channel
    self.consent = consent
    self.reasons = reasons
    self.drafts = drafts
    self.identifiers = identifiers
    self.now = now
    self.notice = notice
  }
}

/// What the first start asks.
public struct FirstStartAnswers: Equatable, Sendable {
  public var centre: String
  public var officerName: String
  public var officerEmail: String
  /// Whether invented contacts are loaded, to look around with.
  public var withDemonstration: Bool

  public init(centre: String, officerName: String, officerEmail: String, withDemonstration: Bool) {
    self.centre = centre
    self.officerName = officerName
    self.officerEmail = officerEmail
    self.withDemonstration = withDemonstration
  }
}
