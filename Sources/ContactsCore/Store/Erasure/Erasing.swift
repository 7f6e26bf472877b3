/// The one transaction of an erasure: rows, index, salt, audit, ledger.
struct Erasing {
  let database: any Database
  let ledger: ErasureLedger
  let surroundings: Surroundings
  let now: Timestamp

  /// What is erased and on whose word.
  struct Order {
    let erasure: UID
    let request: String
    let approval: String
    let actor: Actor
    let kept: [KeptDatum]
    /// What the audit says besides.
    var note = ""
    /// Whether who comes back in a file is refused: not where nobody asked, and a time has passed.
    var isSuppressing = true
    /// Whether what may be counted without naming anybody stays.
    var isAnonymising = false
  }

  /// Takes a person out, and writes the ledger last: once its line is on disk the erasure is done even if this program ends
  /// before the store says so, for whoever opens the store next does it again.
  func erase(_ found: ContactTable.Found, _ order: Order) throws(StoreError) -> Erasure {
    guard let erasure = try erase(found, of: found.contact.uid, [order]).first else {
      throw StoreError(.internal)
    }
    return erasure
  }

  /// The same where several requests have waited for one end: all the orders keep the same, and `found` is nil where an
  /// earlier erasure has taken all there was.
  func erase(
    _ found: ContactTable.Found?, of contact: UID, _ orders: [Order]
  ) throws(StoreError) -> [Erasure] {
    let kept = Set(orders.flatMap(\.kept).map(\.kind))
    var others: [UID] = []
    if let found { others += try MergeTable(database: database).gone(into: found.id) }
    // What was redirected when a hold still kept the rest.
    let erasures = Set(orders.map(\.erasure))
    for line in try ledger.read().lines where erasures.contains(line.erasure) {
      others += line.others
    }
    others = Array(Set(others).subtracting([contact])).sorted { $0.text < $1.text }
    var people = Departure(database: database, keeping: kept)
    if let found { try people.add(found) }
    for uid in others { try people.add(uid) }
    let marks = people.marks(surroundings.randomBytes(ErasureMarks.keyLength))
    let digests = orders.allSatisfy(\.isSuppressing) ? people.digests : []
    let left = try people.leave(keepingStatistics: orders.contains(where: \.isAnonymising))
    let removed = left.counts
    let table = ErasureTable(database: database)
    var done: [Erasure] = []
    for order in orders {
      let earlier = try table.find(order.erasure)
      var erasure = Erasure(
        uid: order.erasure, contact: contact, request: order.request,
        state: kept.isEmpty ? .cleaning : .onHold, approval: order.approval,
        requestedBy: earlier?.requestedBy ?? order.actor.login,
        startedAt: earlier?.startedAt ?? now, concludedAt: nil,
        removed: merged(earlier?.removed ?? [], removed), kept: order.kept)
      if order.isAnonymising { erasure.statistics = left.statistics ?? earlier?.statistics }
      try table.put(erasure, marks)
      try Suppression(database: database).insert(digests, of: order.erasure)
      try append(
        ErasureLedger.Line(
          seq: 0, erasure: order.erasure, contact: contact, others: others,
          request: order.request, time: now, kept: order.kept.map(\.kind),
          suppressed: digests, isAnonymising: order.isAnonymising), order, found?.pseudonym,
        [order.isAnonymising ? left.statistics?.words ?? "" : "", left.upheld.words])
      done.append(erasure)
    }
    return done
  }

  /// What went now together with what went before a hold ended.
  private func merged(_ earlier: [ErasureCount], _ now: [ErasureCount]) -> [ErasureCount] {
    let names = Set(now.filter { !$0.isKept }.map(\.table))
    return earlier.filter { !$0.isKept && !names.contains($0.table) } + now
  }

  private func append(
    _ line: ErasureLedger.Line, _ order: Order, _ pseudonym: String?, _ statistics: [String]
  ) throws(StoreError) {
    let gone = DatumKind.holdable.filter { !line.kept.contains($0) }
    let said = [
      "eliminacao=\(line.erasure.text)", "pedido=\(line.request)", "(\(order.approval))",
      line.kept.isEmpty ? "" : "retido=\(line.kept.map(\.rawValue).joined(separator: ","))",
      order.note,
    ]
    try AuditTrail(database: database).append(
      AuditTrail.Event(
        action: .delete, entity: .contact, subject: pseudonym, fields: gone.map(\.rawValue),
        reason: (said + statistics).filter { !$0.isEmpty }.joined(separator: " ")), by: order.actor,
      at: now)
    let before = try ledger.read()
    let after = try ledger.append(
      line, after: before, sealedBy: try LedgerSeal(of: database))
    try LedgerCopy(database: database).set(after)
  }
}

/// The records that one erasure takes: the person's, and those that an older copy of the store still has beside it.
struct Departure {
  let database: any Database
  let kept: Set<DatumKind>
  private var people: [Eraser.Person] = []
  private var values = ErasedValues()
  private(set) var digests: [[UInt8]] = []

  init(database: any Database, keeping kept: Set<DatumKind>) {
    self.database = database
    self.kept = kept
  }

  /// Notes what a record holds, if it is there under this very identifier.
  mutating func add(_ uid: UID) throws(StoreError) {
    let contacts = ContactTable(database: database)
    guard try contacts.isThere(uid) else { return }
    try add(try contacts.findClosed(uid))
  }

  mutating func add(_ found: ContactTable.Found) throws(StoreError) {
    let person = Eraser.Person(id: found.id, uid: found.contact.uid)
    people.append(person)
    values.formUnion(try ErasedValues(of: person, keeping: kept, in: database))
    var fields = [found.contact.fields]
    for snapshot in try MergeTable(database: database).snapshots(of: found.id) {
      fields += [snapshot.kept.fields.fields, snapshot.gone.fields.fields]
    }
    for fields in fields {
      for digest in try Suppression(database: database).digests(of: fields)
      where !digests.contains(digest) { digests.append(digest) }
    }
  }

  /// What is looked for afterwards; asked before anybody leaves.
  func marks(_ key: [UInt8]) -> ErasureMarks { ErasureMarks(of: values, key: key) }

  /// What leaving has left.
  struct Left {
    var counts: [ErasureCount] = []
    /// Nil where nothing was to be counted, or a hold keeps the interactions themselves.
    var statistics: StatisticsProof?
    var upheld = KeptStatistics.Upheld()
  }

  /// Takes the people out of every table; what is kept of others who went stays as common as it has to be.
  func leave(keepingStatistics: Bool) throws(StoreError) -> Left {
    let statistics = KeptStatistics(database: database)
    var facts: KeptStatistics.Facts = [:]
    // Records that had become one are of one person.
    for person in people {
      facts.merge(try statistics.facts(of: person.id), uniquingKeysWith: +)
    }
    var left = Left()
    left.counts = try leave()
    let staying = people.contains {
      Eraser(database: database, person: $0, kept: kept).keeps("interactions")
    }
    if keepingStatistics, !staying { left.statistics = try statistics.keep(facts) }
    left.upheld = try statistics.uphold(Set(facts.keys.flatMap(\.ladder)))
    return left
  }

  private func leave() throws(StoreError) -> [ErasureCount] {
    var counts: [ErasureCount] = []
    for person in people {
      for count in try Eraser(database: database, person: person, kept: kept).erase() {
        if let index = counts.firstIndex(where: { $0.table == count.table }) {
          counts[index] = ErasureCount(
            table: count.table, rows: counts[index].rows + count.rows, isKept: count.isKept)
        } else {
          counts.append(count)
        }
      }
    }
    return counts
  }
}

/// What the store itself knows of the ledger: its lines, and how long the file is.
struct LedgerCopy {
  let database: any Database

  func lines() throws(StoreError) -> [ErasureLedger.Line] {
    try database.rows("SELECT line FROM erasure_ledger ORDER BY seq") {
      (row) throws(StoreError) in
      guard let line = ErasureLedger.Line(json: Array(try row.text(0).utf8)) else {
        throw StoreError(.corrupt, detail: "a line of the ledger does not read")
      }
      return line
    }
  }

  func size() throws(StoreError) -> Int64 {
    try database.number("SELECT value FROM totals WHERE name = 'ledger'")
  }

  /// Whether the file says just this, byte by byte.
  func isOf(_ ledger: ErasureLedger) throws(StoreError) -> Bool {
    guard try size() == ledger.size else { return false }
    let text = try database.rows("SELECT line FROM erasure_ledger ORDER BY seq") {
      (row) throws(StoreError) in try row.text(0) + "\n"
    }.joined()
    return try ledger.isWritten(as: text)
  }

  /// Makes the copy equal to the file.
  func set(_ contents: ErasureLedger.Contents) throws(StoreError) {
    let known = try database.number("SELECT count(*) FROM erasure_ledger")
    let last = try database.row(
      "SELECT hash FROM erasure_ledger ORDER BY seq DESC LIMIT 1"
    ) { (row) throws(StoreError) in try row.text(0) }
    let isPrefix =
      known <= contents.lines.count
      && (known == 0 || contents.lines[Int(known) - 1].hash == last)
    if !isPrefix { try database.execute("DELETE FROM erasure_ledger") }
    for line in contents.lines.dropFirst(isPrefix ? Int(known) : 0) {
      try database.execute(
        """
        INSERT INTO erasure_ledger (seq, line, hash) VALUES (\(line.seq), \(line.json), \(line.hash))
        """)
    }
    try database.execute("UPDATE totals SET value = \(contents.size) WHERE name = 'ledger'")
  }
}
