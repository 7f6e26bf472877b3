extension ContactBook {
  /// The keys of the centre and how their files are: for `doctor`, without an actor, since no secret is shown.
  public func signingKeys() async throws(StoreError) -> [SigningKeyReport] {
    let folder = keyFolder
    return try await reader.read { (database) throws(StoreError) in
      try SigningKeys(database: database, folder: folder).reports()
    }
  }

  /// The public keys that ever signed documents of this centre, in hexadecimal: for checking what was handed out.
  public func documentKeys() async throws(StoreError) -> [String] {
    try await reader.read { (database) throws(StoreError) in
      try SigningKeyTable(database: database).all().filter { $0.name == .documents }
        .map(\.publicKey.hexadecimal)
    }
  }

  /// Makes the keys that a store of an older version lacks, if the actor may; otherwise does nothing.
  public func makeMissingKeys(as actor: Actor) async throws(StoreError) {
    guard Permission.replaceKeys.isGranted(to: actor) else { return }
    let missing = try await signingKeys().filter { $0.state == .neverMade }.map(\.name)
    guard !missing.isEmpty else { return }
    let folder = keyFolder
    let attempt = AuditTrail.Event(action: .config, entity: .key)
    try await writing(.replaceKeys, attempt, as: actor) { (work) throws(StoreError) in
      let keys = SigningKeys(database: work.database, folder: folder)
      try keys.makeOrigin(work.surroundings)
      // Another process may have made them meanwhile.
      let still = try keys.reports().filter { $0.state == .neverMade }.map(\.name)
      guard !still.isEmpty else { return }
      let made = try keys.make(still, work.surroundings)
      try work.audit(
        AuditTrail.Event(
          action: .config, entity: .key, fields: still.map(\.rawValue),
          reason: SigningKeys.words(made)))
      try keys.record(made, at: work.now)
    }
  }

  /// Puts a new key in the place of one that is lost, known to others, or simply old.
  ///
  /// What the old key signed stays checkable: its public part is kept, and the chain names both.
  ///
  /// - Parameters:
  ///   - name: Which key.
  ///   - reason: Why; it stands in the audit.
  ///   - actor: Who may change keys.
  /// - Returns: The new public key, in hexadecimal.
  /// - Throws: `.io` where the file cannot be written.
  public func replaceKey(
    _ name: SigningKeyName, reason: AuditReason, as actor: Actor
  ) async throws(StoreError) -> String {
    let folder = keyFolder
    let attempt = AuditTrail.Event(action: .config, entity: .key, fields: [name.rawValue])
    return try await writing(.replaceKeys, attempt, as: actor) { (work) throws(StoreError) in
      let keys = SigningKeys(database: work.database, folder: folder)
      try keys.makeOrigin(work.surroundings)
      let old = try SigningKeyTable(database: work.database).current(name)
      let made = try keys.make([name], work.surroundings)
      let before = old.map { " anterior=\($0.hexadecimal)" } ?? ""
      try work.audit(
        AuditTrail.Event(
          action: .config, entity: .key, fields: [name.rawValue],
          reason: "\(SigningKeys.words(made))\(before) motivo: \(reason.text)"))
      try SigningKeyTable(database: work.database).retire(name, at: work.now)
      try keys.record(made, at: work.now)
      return made.map(\.key.publicKey.hexadecimal).joined()
    }
  }

  var keyFolder: KeyFolder { KeyFolder(folder) }
}

/// The keys in the store and in their folder.
struct SigningKeys {
  let database: any Database
  let folder: KeyFolder

  typealias Made = (name: SigningKeyName, key: SigningKey)

  /// The secret under which the store keeps who it is.
  static let origin = "origin"

  /// As the chain names keys: `auditoria=…`.
  static func words(_ keys: [Made]) -> String {
    keys.map { "\($0.name.rawValue)=\($0.key.publicKey.hexadecimal)" }.joined(separator: " ")
  }

  func reports() throws(StoreError) -> [SigningKeyReport] {
    let table = SigningKeyTable(database: database)
    var reports: [SigningKeyReport] = []
    for name in SigningKeyName.allCases {
      let recorded = try table.current(name)
      reports.append(
        SigningKeyReport(
          name: name, state: folder.state(of: name, recorded: recorded),
          publicKey: recorded?.hexadecimal))
    }
    return reports
  }

  /// The key that signs, when its file holds what the store recorded.
  func signer(_ name: SigningKeyName) throws(StoreError) -> SigningKey {
    let recorded = try SigningKeyTable(database: database).current(name)
    let state = folder.state(of: name, recorded: recorded)
    guard state == .present, case .key(let key) = folder.read(name) else {
      throw StoreError(.signingKey(name, state))
    }
    return key
  }

  /// Makes keys and writes their files; a file whose transaction then fails is replaced by the next try.
  func make(
    _ names: [SigningKeyName], _ surroundings: Surroundings
  ) throws(StoreError) -> [Made] {
    var made: [Made] = []
    for name in names {
      guard let key = SigningKey(seed: surroundings.randomBytes(SigningKey.seedLength)) else {
        throw StoreError(.internal, detail: "too few random bytes")
      }
      try folder.write(key, as: name, number: surroundings.randomBytes(8))
      made.append((name, key))
    }
    return made
  }

  /// Records keys that the newest entry has just named.
  func record(_ keys: [Made], at now: Timestamp) throws(StoreError) {
    let seq = try AuditTrail(database: database).last().seq
    for (name, key) in keys {
      try SigningKeyTable(database: database).insert(
        key.publicKey, name: name, recordedAt: seq, at: now)
    }
  }

  func makeOrigin(_ surroundings: Surroundings) throws(StoreError) {
    let settings = SettingTable(database: database)
    guard try settings.optionalSecret(SigningKeys.origin) == nil else { return }
    try settings.setSecret(SigningKeys.origin, to: surroundings.randomBytes(16))
  }
}
