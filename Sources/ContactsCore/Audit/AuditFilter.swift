/// Which entries of the audit are asked for; all of what is given must hold.
public struct AuditFilter: Equatable, Sendable {
  /// Login of who did it.
  public var person: String?
  /// Who it was done to.
  public var contact: UID?
  public var action: AuditAction?
  /// The first moment.
  public var from: Timestamp?
  /// The first moment that is too late.
  public var until: Timestamp?

  public init(
    person: String? = nil, contact: UID? = nil, action: AuditAction? = nil,
    from: Timestamp? = nil, until: Timestamp? = nil
  ) {
    self.person = person
    self.contact = contact
    self.action = action
    self.from = from
    self.until = until
  }

  /// The filter without its values, as the audit of the audit names it.
  var names: [String] {
    var names: [String] = []
    if person != nil { names.append("pessoa") }
    if contact != nil { names.append("contato") }
    if action != nil { names.append("acao") }
    if from != nil || until != nil { names.append("periodo") }
    return names
  }
}

/// From which end a listing of the audit begins.
public enum AuditOrder: Equatable, Sendable {
  case oldestFirst, newestFirst
}
