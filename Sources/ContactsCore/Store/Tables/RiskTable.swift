/// Alerts that somebody may be in danger, and where they are sent.
struct RiskTable {
  let database: any Database

  /// Milliseconds after which what comes in a file is no longer somebody in danger now, who must be seen among few.
  private static let pastAfter: Int64 = 86_400_000

  /// Raises one for an interaction that is critical, still open and has none; answers whose it is.
  ///
  /// Not for one that came in a file, and so is nobody's, and had happened more than a day before.
  func raise(
    _ interaction: Int64, by login: String, at now: Timestamp
  ) throws(StoreError) -> UID? {
    let contact = try database.row(
      """
      SELECT c.uid FROM interactions i JOIN contacts c ON c.id = i.contact_id
      WHERE i.id = \(interaction) AND i.urgency = 'critica' AND i.state <> 'encerrado'
        AND NOT (i.assigned_to IS NULL AND i.created_at - i.occurred_at > \(RiskTable.pastAfter))
        AND NOT EXISTS (SELECT 1 FROM risk_alerts a WHERE a.interaction_id = i.id)
      """
    ) { (row) throws(StoreError) in try row.uid(0) }
    guard let contact else { return nil }
    try database.execute(
      """
      INSERT INTO risk_alerts (interaction_id, raised_by, raised_at)
      VALUES (\(interaction), \(login), \(now))
      """)
    return contact
  }

  /// Alerts that nobody has taken, the oldest first; or all, the newest first.
  func all(
    includingTaken: Bool, limit: Int, for viewer: SummaryTable.Viewer
  ) throws(StoreError) -> [RiskAlert] {
    let condition: SQL = includingTaken ? "1 = 1" : "a.taken_at IS NULL"
    let order: SQL = includingTaken ? "a.raised_at DESC" : "a.raised_at"
    return try database.rows(
      """
      SELECT i.uid, c.uid, i.protocol, a.raised_by, a.raised_at, a.taken_by, a.taken_at,
        coalesce(c.social_name, c.name),
        \(RestrictionTable.hides(from: viewer.login, at: viewer.now))
      FROM risk_alerts a JOIN interactions i ON i.id = a.interaction_id
      JOIN contacts c ON c.id = i.contact_id AND c.status = 'ativo'
      WHERE \(condition) ORDER BY \(order) LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in
      guard let number = ProtocolNumber(try row.text(2)) else {
        throw StoreError(.corrupt, detail: "unreadable protocol number")
      }
      let isHidden = try row.integer(8) == 1
      var name: Sensitive<String>?
      if !isHidden { name = try row.sensitiveText(7) }
      var takenAt: Timestamp?
      if row.values[6] != .null { takenAt = try row.timestamp(6) }
      return RiskAlert(
        interaction: try row.uid(0), contact: try row.uid(1), protocolNumber: number,
        raisedBy: try row.text(3), raisedAt: try row.timestamp(4),
        takenBy: try row.optionalText(5), takenAt: takenAt, name: name, isHidden: isHidden)
    }
  }

  func untaken() throws(StoreError) -> Int {
    Int(
      try database.number(
        """
        SELECT count(*) FROM risk_alerts a JOIN interactions i ON i.id = a.interaction_id
        JOIN contacts c ON c.id = i.contact_id AND c.status = 'ativo'
        WHERE a.taken_at IS NULL
        """))
  }

  /// Whether it was still there to be taken.
  func take(_ interaction: Int64, by login: String, at now: Timestamp) throws(StoreError) -> Bool {
    try database.execute(
      """
      UPDATE risk_alerts SET taken_by = \(login), taken_at = \(now)
      WHERE interaction_id = \(interaction) AND taken_at IS NULL
      """) > 0
  }

  /// Who has taken an alert, and when; nil while nobody has, and where there is none.
  func taken(_ interaction: Int64) throws(StoreError) -> (by: String, at: Timestamp)? {
    try database.row(
      """
      SELECT taken_by, taken_at FROM risk_alerts
      WHERE interaction_id = \(interaction) AND taken_at IS NOT NULL
      """
    ) { (row) throws(StoreError) in (try row.text(0), try row.timestamp(1)) }
  }

  func referrals() throws(StoreError) -> [Referral] {
    try database.rows(
      "SELECT code, name, number, occasion FROM referrals WHERE active = 1 ORDER BY position"
    ) { (row) throws(StoreError) in
      Referral(
        code: try row.text(0), name: try row.text(1), number: try row.text(2),
        occasion: try row.text(3))
    }
  }
}
