extension ContactBook {
  /// What the centre shows to the ANPD: numbers and the catalogue, nothing of anybody, so without an audit entry.
  public func accountability(
    _ kind: AccountabilityReport.Kind, as actor: Actor
  ) async throws(StoreError) -> AccountabilityReport {
    let attempt = AuditTrail.Event(action: .read, entity: .report)
    let settings = try await settings()
    let now = surroundings.now()
    return try await reading(.readReports, attempt, as: actor) { (database) throws(StoreError) in
      func count(_ sql: SQL) throws(StoreError) -> Int { Int(try database.number(sql)) }
      var users: [Role: Int] = [:]
      for role in Role.allCases {
        users[role] = try count(
          """
          SELECT count(*) FROM user_roles r JOIN users u ON u.id = r.user_id
          WHERE u.active = 1 AND r.role = \(role.rawValue)
          """)
      }
      return AccountabilityReport(
        kind: kind, settings: settings,
        facts: AccountabilityReport.Facts(
          people: try count("SELECT value FROM totals WHERE name = 'contacts'"),
          interactions: try count("SELECT count(*) FROM interactions"),
          restricted: try count("SELECT count(*) FROM restrictions"),
          disclosures: try count("SELECT count(*) FROM disclosures"),
          openRequests: try count(
            "SELECT count(*) FROM requests WHERE state IN ('aberto', 'em_andamento')"),
          incidents: try count("SELECT count(*) FROM incidents"),
          auditEntries: try count("SELECT value FROM totals WHERE name = 'audit'"), users: users),
        moment: now)
    }
  }
}
