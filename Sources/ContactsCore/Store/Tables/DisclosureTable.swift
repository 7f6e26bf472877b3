/// What left the store in a file: one row for each, made before its first byte is read.
struct DisclosureTable {
  let database: any Database

  func begin(
    _ uid: UID, _ request: ExportRequest, justification: String?, approval: String,
    counts: ExportCounts, by login: String, at now: Timestamp
  ) throws(StoreError) {
    let filters = request.filter.conditions.map { "\($0.name)=\($0.value)" }
    try database.execute(
      """
      INSERT INTO disclosures (uid, kind, format, masked, filters, justification, approval,
        disclosed_by, started_at, state, contacts, interactions)
      VALUES (\(uid), \("exportacao"), \(request.format.rawValue), \(request.isMasked ? 1 : 0),
        \(filters.joined(separator: "\n")), \(justification), \(approval), \(login), \(now),
        \("iniciada"), \(counts.contacts), \(counts.interactions))
      """)
  }

  /// The answer to a request: a file that is handed to the person themselves.
  func beginAnswer(
    _ uid: UID, to request: SubjectRequest, format: String, contact: Int64?, approval: String,
    by login: String, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO disclosures (uid, kind, format, masked, filters, justification, approval,
        disclosed_by, started_at, state, contacts, interactions, contact_id)
      VALUES (\(uid), \("resposta"), \(format), 0, \("pedido=\(request.protocolNumber)"),
        \("\(request.kind.label), \(request.kind.article)"), \(approval),
        \(login), \(now), \("iniciada"), 0, 0, \(contact))
      """)
  }

  /// Notes what became of it; a row that stays `iniciada` is of a program that was killed.
  func end(
    _ uid: UID, counts: ExportCounts, digest: String?, at now: Timestamp
  ) throws(StoreError) {
    try database.execute(
      """
      UPDATE disclosures SET state = \(digest == nil ? "interrompida" : "concluida"),
        contacts = \(counts.contacts), interactions = \(counts.interactions), sha256 = \(digest),
        ended_at = \(now)
      WHERE uid = \(uid)
      """)
  }
}
