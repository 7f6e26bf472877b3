/// What one person asked for and another must agree to.
struct ApprovalTable {
  let database: any Database

  /// How long an approval can be decided and used.
  static let lifetime: Int64 = 24 * 3_600_000

  private static let columns: SQL = """
    code, kind, scope, summary, records, requested_by, requested_at, expires_at, decision,
    decided_by, decided_at, used_at
    """

  func insert(_ approval: Approval) throws(StoreError) {
    let subject = approval.subject
    try database.execute(
      """
      INSERT INTO approvals (code, kind, scope, summary, records, requested_by, requested_at,
        expires_at)
      VALUES (\(approval.code), \(subject.kind.rawValue), \(subject.scope), \(subject.summary),
        \(subject.count), \(approval.requestedBy), \(approval.requestedAt), \(approval.expiresAt))
      """)
  }

  func find(_ code: String, at now: Timestamp) throws(StoreError) -> Approval? {
    try database.row("SELECT \(ApprovalTable.columns) FROM approvals WHERE code = \(code)") {
      (row) throws(StoreError) in try ApprovalTable.approval(row, now)
    }
  }

  /// The one of `login` for exactly this that may still serve.
  func find(
    _ subject: Approval.Subject, of login: String, at now: Timestamp
  ) throws(StoreError) -> Approval? {
    try database.row(
      """
      SELECT \(ApprovalTable.columns) FROM approvals
      WHERE kind = \(subject.kind.rawValue) AND scope = \(subject.scope)
        AND records = \(subject.count) AND requested_by = \(login) AND used_at IS NULL
        AND expires_at > \(now) AND (decision IS NULL OR decision = \(granted))
      ORDER BY requested_at DESC
      """
    ) { (row) throws(StoreError) in try ApprovalTable.approval(row, now) }
  }

  /// Of the last days, newest first.
  func all(at now: Timestamp, limit: Int) throws(StoreError) -> [Approval] {
    try database.rows(
      "SELECT \(ApprovalTable.columns) FROM approvals ORDER BY requested_at DESC LIMIT \(limit)"
    ) { (row) throws(StoreError) in try ApprovalTable.approval(row, now) }
  }

  func decide(
    _ code: String, isGranted: Bool, by login: String, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      UPDATE approvals SET decision = \(isGranted ? granted : denied), decided_by = \(login),
        decided_at = \(now)
      WHERE code = \(code)
      """)
  }

  func use(_ code: String, at now: Timestamp) throws(StoreError) {
    try database.execute("UPDATE approvals SET used_at = \(now) WHERE code = \(code)")
  }

  private static func approval(_ row: Row, _ now: Timestamp) throws(StoreError) -> Approval {
    let expiresAt = try row.timestamp(7)
    let state: Approval.State
    if let used = try row.optionalInt(11) {
      state = .used(at: Timestamp(milliseconds: Int64(used)))
    } else if let decision = try row.optionalText(8), decision == denied {
      state = .denied(by: try row.text(9), at: try row.timestamp(10))
    } else if expiresAt <= now {
      state = .expired
    } else if try row.optionalText(8) != nil {
      state = .granted(by: try row.text(9), at: try row.timestamp(10))
    } else {
      state = .pending
    }
    return Approval(
      code: try row.text(0),
      subject: Approval.Subject(
        kind: try row.choice(1, of: Approval.Kind.self), scope: try row.text(2),
        summary: try row.text(3), count: try row.int(4)),
      requestedBy: try row.text(5), requestedAt: try row.timestamp(6), expiresAt: expiresAt,
      state: state)
  }
}

private let granted = "aprovado"
private let denied = "negado"
