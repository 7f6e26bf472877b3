/// Keyed digests of what identified people who were erased: the same person, coming in a file, is refused.
///
/// The key comes from a secret that a store has from its first day, so an older copy of the store has the same.
struct Suppression {
  let database: any Database

  private static let length = 16

  /// How sure it is that somebody is a person who was erased.
  enum Match {
    /// The number alone fits, which a household shares.
    case telephone
    case person
  }

  /// What would be kept of a person, were they erased.
  func digests(of fields: ContactFields) throws(StoreError) -> [[UInt8]] {
    try signs(of: fields).map(\.digest)
  }

  private func signs(
    of fields: ContactFields
  ) throws(StoreError) -> [(digest: [UInt8], match: Match)] {
    let secret = try SettingTable(database: database).secret(SettingTable.searchKey)
    let key = KeyedHash.authenticate(Array("atende: pessoas eliminadas".utf8), key: secret)
    var signs: [(text: String, match: Match)] = []
    let names = [fields.name, fields.socialName].compactMap(\.self)
      .map { nameKey($0.revealed(for: .matching)) }.filter { !$0.isEmpty }
    for phone in fields.phones.map({ $0.revealed(for: .matching) }) {
      if phone.isComplete { signs.append(("telefone \(phone.digits)", .telephone)) }
      if let number = Suppression.withoutNinth(phone) {
        signs.append(("celular \(number)", .telephone))
      }
      // Without its DDD, a number and the name are a sign together.
      guard phone.tail.count == 8 else { continue }
      for name in names { signs.append(("nome e final \(name) \(phone.tail)", .person)) }
    }
    for email in fields.emails {
      signs.append(("email \(email.revealed(for: .matching).key)", .person))
    }
    if let cpf = fields.cpf {
      signs.append(("cpf \(cpf.revealed(for: .matching).digits)", .person))
    }
    if let name = fields.name, let birth = fields.birthDate {
      let key = nameKey(name.revealed(for: .matching))
      signs.append(("pessoa \(key) \(birth.revealed(for: .matching).iso8601)", .person))
    }
    return signs.map { text, match in
      (
        Array(KeyedHash.authenticate(Array(text.utf8), key: key).prefix(Suppression.length)), match
      )
    }
  }

  /// DDD and eight digits of a Brazilian mobile number: it was written so before 2016, and by many still is.
  private static func withoutNinth(_ phone: PhoneNumber) -> String? {
    let digits = Array(phone.digits)
    guard phone.isComplete, phone.value.hasPrefix("+55"), let first = digits.suffix(8).first,
      "6789".contains(first), digits.count == 10 || digits.count == 11 && digits[2] == "9"
    else { return nil }
    return String(digits.prefix(2) + digits.suffix(8))
  }

  /// Whether these fields are, by any sign, of somebody who was erased; the surest sign counts.
  func match(_ fields: ContactFields) throws(StoreError) -> Match? {
    // Most centres have erased nobody: nothing is computed for them.
    guard try database.number("SELECT EXISTS (SELECT 1 FROM suppressions)") != 0 else {
      return nil
    }
    var best: Match?
    for (digest, match) in try signs(of: fields) {
      let found = try database.number(
        "SELECT EXISTS (SELECT 1 FROM suppressions WHERE digest = \(digest))")
      guard found != 0 else { continue }
      if match == .person { return .person }
      best = match
    }
    return best
  }

  /// Refuses who was erased, as what comes in a file: nobody is there to be asked.
  func refuse(_ fields: ContactFields) throws(StoreError) {
    switch try match(fields) {
    case .person: throw StoreError(.erased)
    case .telephone: throw StoreError(.erasedTelephone)
    case nil: break
    }
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
