/// The append-only ledger of consents.
struct ConsentTable {
  let database: any Database

  func insert(
    _ consent: Consent, contact: Int64,
    evidence: Sensitive<String>? = nil
  ) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO consents (contact_id, purpose, legal_basis, text_version, text_sha256, channel,
        decision, recorded_at, recorded_by, notice_read, evidence)
      VALUES (\(contact), \(consent.purpose), \(consent.legalBasis), \(consent.textVersion),
        \(consent.textHash), \(consent.channel.rawValue), \(consent.decision.rawValue),
        \(consent.recordedAt), \(consent.recordedBy), \(consent.noticeRead ? 1 : 0),
        \(evidence?.revealed(for: .storage)))
      """)
  }

  /// All of a contact's, newest first.
  func all(of contact: Int64) throws(StoreError) -> [Consent] {
    try database.rows(
      """
      SELECT purpose, legal_basis, text_version, text_sha256, channel, decision, recorded_at,
        recorded_by, notice_read
      FROM consents WHERE contact_id = \(contact) ORDER BY id DESC
      """
    ) { (row) throws(StoreError) in
      Consent(
        purpose: try row.text(0), legalBasis: try row.text(1), textVersion: try row.text(2),
        textHash: try row.text(3), channel: try row.choice(4, of: Channel.self),
        decision: try row.choice(5, of: Consent.Decision.self),
        recordedAt: try row.timestamp(6), recordedBy: try row.text(7),
        noticeRead: try row.int(8) != 0)
    }
  }
}
