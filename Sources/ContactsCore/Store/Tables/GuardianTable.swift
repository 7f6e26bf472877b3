/// What is noted of guardians; what was withdrawn stays with its record as history.
struct GuardianTable {
  let database: any Database

  /// Of `q`, a row of `requests`, or of `c`, one of `contacts`: whether the guardian may be the aggressor.
  static func isFlagged(_ contact: SQL) -> SQL {
    """
    EXISTS (SELECT 1 FROM guardian_cautions g
      WHERE g.contact_id = \(contact) AND g.may_be_aggressor = 1 AND g.withdrawn_at IS NULL)
    """
  }

  /// What is in force: after a merge of two records each may have one, and the more careful holds.
  func find(_ contact: Int64) throws(StoreError) -> GuardianCaution? {
    let all = try database.rows(
      """
      SELECT may_be_aggressor, best_interest, noted_by, noted_at FROM guardian_cautions
      WHERE contact_id = \(contact) AND withdrawn_at IS NULL
      ORDER BY may_be_aggressor DESC, noted_at DESC, uid
      """
    ) { (row) throws(StoreError) in
      GuardianCaution(
        mayBeAggressor: Sensitive(try row.integer(0) != 0),
        bestInterest: try row.sensitiveText(1), notedBy: try row.text(2),
        notedAt: try row.timestamp(3))
    }
    guard let first = all.first else { return nil }
    let notes = all.compactMap { $0.bestInterest?.revealed(for: .storage) }
    return GuardianCaution(
      mayBeAggressor: first.mayBeAggressor,
      bestInterest: notes.isEmpty ? nil : Sensitive(notes.joined(separator: "\n")),
      notedBy: first.notedBy, notedAt: first.notedAt)
  }

  func insert(
    _ caution: NewGuardianCaution, uid: UID, contact: Int64, by login: String, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO guardian_cautions
        (uid, contact_id, may_be_aggressor, best_interest, noted_by, noted_at)
      VALUES (\(uid), \(contact), \(caution.mayBeAggressor.revealed(for: .storage) ? 1 : 0),
        \(caution.bestInterest?.revealed(for: .storage)), \(login), \(now))
      """)
  }

  /// Keeps why something was taken back as history of the record, never in force: the words may be of the person, and so
  /// stand where an erasure finds them.
  func keep(
    reason: Sensitive<String>, uid: UID, contact: Int64, by login: String, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO guardian_cautions
        (uid, contact_id, may_be_aggressor, best_interest, noted_by, noted_at, withdrawn_by,
          withdrawn_at)
      VALUES (\(uid), \(contact), 0, \("retirado: " + reason.revealed(for: .storage)), \(login),
        \(now), \(login), \(now))
      """)
  }

  func withdraw(_ contact: Int64, by login: String, at now: Timestamp) throws(StoreError) {
    try database.execute(
      """
      UPDATE guardian_cautions SET withdrawn_by = \(login), withdrawn_at = \(now)
      WHERE contact_id = \(contact) AND withdrawn_at IS NULL
      """)
  }
}
