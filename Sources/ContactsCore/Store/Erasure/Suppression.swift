/// Keyed digests of what identified people who were erased: the same person, coming in a file, is refused.
///
/// The key comes from a secret that a store has from its first day, so an older copy of the store has the same.
struct Suppression {
  let database: any Database

  private static let length = 16

  /// What would be kept of a person, were they erased.
  func digests(of fields: ContactFields) throws(StoreError) -> [[UInt8]] {
    let secret = try SettingTable(database: database).secret(SettingTable.searchKey)
    let key = KeyedHash.authenticate(Array("atende: pessoas eliminadas".utf8), key: secret)
    var signs: [String] = []
    for phone in fields.phones.map({ $0.revealed(for: .matching) }) where phone.isComplete {
      signs.append("telefone \(phone.digits)")
    }
    for email in fields.emails { signs.append("email \(email.revealed(for: .matching).key)") }
    if let cpf = fields.cpf { signs.append("cpf \(cpf.revealed(for: .matching).digits)") }
    if let name = fields.name, let birth = fields.birthDate {
      let key = nameKey(name.revealed(for: .matching))
      signs.append("pessoa \(key) \(birth.revealed(for: .matching).iso8601)")
    }
    return signs.map { sign in
      Array(KeyedHash.authenticate(Array(sign.utf8), key: key).prefix(Suppression.length))
    }
  }

  /// Whether these fields are, by any sign, of somebody who was erased.
  func holds(_ fields: ContactFields) throws(StoreError) -> Bool {
    // Most centres have erased nobody: nothing is computed for them.
    guard try database.number("SELECT EXISTS (SELECT 1 FROM suppressions)") != 0 else {
      return false
    }
    for digest in try digests(of: fields) {
      let found = try database.number(
        "SELECT EXISTS (SELECT 1 FROM suppressions WHERE digest = \(digest))")
      if found != 0 { return true }
    }
    return false
  }

  func insert(_ digests: [[UInt8]], of erasure: UID) throws(StoreError) {
    for digest in digests {
      try database.execute(
        """
        INSERT INTO suppressions (digest, erasure_uid) VALUES (\(digest), \(erasure))
        ON CONFLICT (digest) DO NOTHING
        """)
    }
  }
}
