/// Settings, secrets and the reason catalogue.
struct SettingTable {
  let database: any Database

  func all() throws(StoreError) -> Settings {
    var settings = Settings()
    try database.query("SELECT name, value FROM settings") { (row) throws(StoreError) in
      // A name that this version does not know is a later version's.
      if let key = SettingKey(rawValue: try row.text(0)) { settings[key] = try row.text(1) }
    }
    return settings
  }

  func set(_ key: SettingKey, to value: String, by login: String, at now: Timestamp)
    throws(StoreError)
  {
    try database.execute(
      """
      INSERT INTO settings (name, value, updated_at, updated_by)
      VALUES (\(key.rawValue), \(value), \(now), \(login))
      ON CONFLICT (name) DO UPDATE SET value = excluded.value,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by
      """)
  }

  /// The key under which search texts stand in the audit.
  static let searchKey = "search_key"

  func setSecret(_ name: String, to value: [UInt8]) throws(StoreError) {
    try database.execute("INSERT INTO secrets (name, value) VALUES (\(name), \(value))")
  }

  func optionalSecret(_ name: String) throws(StoreError) -> [UInt8]? {
    try database.row("SELECT value FROM secrets WHERE name = \(name)") {
      (row) throws(StoreError) in try row.blob(0)
    }
  }

  func secret(_ name: String) throws(StoreError) -> [UInt8] {
    guard let value = try optionalSecret(name) else {
      throw StoreError(.corrupt, detail: "a secret is missing")
    }
    return value
  }

  func insert(_ reasons: [Reason]) throws(StoreError) {
    for (position, reason) in reasons.enumerated() {
      try database.execute(
        """
        INSERT INTO reasons (code, name, cues, position)
        VALUES (\(reason.code), \(reason.name), \(reason.cues.joined(separator: "\n")),
          \(position))
        """)
    }
  }

  /// In the order of the catalogue; those that are not offered any more come last, if at all.
  func reasons(withRetired: Bool = false) throws(StoreError) -> [Reason] {
    try database.rows(
      """
      SELECT code, name, cues FROM reasons WHERE active = 1 OR \(withRetired ? 1 : 0) = 1
      ORDER BY active DESC, position
      """
    ) {
      (row) throws(StoreError) in
      Reason(
        code: try row.text(0), name: try row.text(1),
        cues: try row.text(2).split(separator: "\n").map(String.init))
    }
  }
}
