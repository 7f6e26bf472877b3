/// What every opening of a store does before anything is shown: what the ledger says was erased is erased, and what waited for
/// a hold that has ended goes on.
struct ErasureReplay {
  let connection: Connection
  let turnstile: Turnstile
  let folder: DataFolder
  let surroundings: Surroundings

  private var ledger: ErasureLedger { ErasureLedger(path: folder.ledger) }

  /// Costs one reading of the file where there is nothing to do, which is nearly always.
  func run() throws(StoreError) {
    if try !LedgerCopy(database: connection).isOf(ledger) { try replay() }
    try resumeHeld()
    if try !ErasureTable(database: connection).unclean(unseen: true).isEmpty {
      try ErasureCleaning(
        connection: connection, turnstile: turnstile, folder: folder, now: surroundings.now
      ).run(unseen: true)
    }
  }

  /// The program itself, for what nobody asks for at this moment.
  private var program: Actor {
    Actor(
      login: "atende", systemUserID: 0, roles: [], session: surroundings.newUID(), terminal: "")
  }

  private func replay() throws(StoreError) {
    try turnstile.pass { () throws(StoreError) in
      try connection.transaction(.writing) { () throws(StoreError) in
        let copy = LedgerCopy(database: connection)
        var contents = try ledger.read()
        let known = try copy.lines()
        for line in contents.lines where !known.contains(where: line.saysTheSame) {
          try replay(line)
        }
        // A ledger that is older than the store, or gone, is made whole again from the store.
        for line in known where !contents.lines.contains(where: line.saysTheSame) {
          contents = try ledger.append(line, after: contents)
        }
        try copy.set(contents)
      }
    }
  }

  /// Erases again what a copy of the store has brought back.
  private func replay(_ line: ErasureLedger.Line) throws(StoreError) {
    let now = surroundings.now()
    let table = ErasureTable(database: connection)
    let kept = line.kept.map { KeptDatum(kind: $0, article: "art. 16", endsOn: nil) }
    let contacts = ContactTable(database: connection)
    var removed: [ErasureCount] = []
    var marks = ErasureMarks(
      key: surroundings.randomBytes(ErasureMarks.keyLength), marks: [])
    var pseudonym: String?
    if try contacts.isThere(line.contact) {
      let found = try contacts.findClosed(line.contact)
      pseudonym = found.pseudonym
      let person = Eraser.Person(id: found.id, uid: line.contact)
      marks = ErasureMarks(
        of: try ErasedValues(of: person, keeping: Set(line.kept), in: connection), key: marks.key)
      removed = try Eraser(database: connection, person: person, kept: Set(line.kept)).erase()
      try hold(line.kept, of: found)
    }
    try table.put(
      Erasure(
        uid: line.erasure, contact: line.contact, request: line.request,
        state: kept.isEmpty ? .cleaning : .onHold, approval: "livro de eliminações",
        requestedBy: program.login, startedAt: line.time, removed: removed, kept: kept), marks)
    try Suppression(database: connection).insert(line.suppressed, of: line.erasure)
    try AuditTrail(database: connection).append(
      AuditTrail.Event(
        action: .delete, entity: .contact, subject: pseudonym,
        fields: DatumKind.holdable.filter { !line.kept.contains($0) }.map(\.rawValue),
        reason:
          "eliminacao=\(line.erasure.text) pedido=\(line.request) reaplicada do livro de eliminações"
      ), by: program, at: now)
  }

  /// Holds that the copy does not know of are made anew, until somebody releases them.
  private func hold(_ kinds: [DatumKind], of found: ContactTable.Found) throws(StoreError) {
    let now = surroundings.now()
    let table = HoldTable(database: connection)
    let active = try table.active(of: found.id, on: now.local.date).map(\.kind)
    for kind in kinds where !active.contains(kind) {
      try table.insert(
        Hold(
          uid: surroundings.newUID(), contact: found.contact.uid, kind: kind, article: "art. 16",
          reason: "retenção que o livro de eliminações nomeia", endsOn: nil, by: program.login,
          since: now, releasedBy: nil, releasedAt: nil), contact: found.id)
    }
  }

  /// Goes on with what a hold kept, once it has ended by its day.
  private func resumeHeld() throws(StoreError) {
    let table = ErasureTable(database: connection)
    let today = surroundings.now().local.date
    for erasure in try table.onHold() {
      guard try hasEnded(erasure, on: today) else { continue }
      try turnstile.pass { () throws(StoreError) in
        try connection.transaction(.writing) { () throws(StoreError) in
          // Another process may have done it meanwhile.
          guard try table.find(erasure.uid)?.kept == erasure.kept else { return }
          try Erasing(
            database: connection, ledger: ledger, surroundings: surroundings,
            now: surroundings.now()
          ).resume(erasure, by: program)
        }
      }
    }
  }

  private func hasEnded(_ erasure: Erasure, on day: CivilDate) throws(StoreError) -> Bool {
    let contacts = ContactTable(database: connection)
    guard try contacts.isThere(erasure.contact) else { return false }
    let found = try contacts.findClosed(erasure.contact)
    let active = try HoldTable(database: connection).active(of: found.id, on: day)
    return Set(active.map(\.kind)) != Set(erasure.kept.map(\.kind))
  }
}

extension Erasing {
  /// Takes what a hold that has ended no longer keeps.
  func resume(_ erasure: Erasure, by actor: Actor) throws(StoreError) {
    let found = try ContactTable(database: database).findClosed(erasure.contact)
    let active = try HoldTable(database: database).active(of: found.id, on: now.local.date)
    _ = try erase(
      found,
      Order(
        erasure: erasure.uid, request: erasure.request, approval: erasure.approval, actor: actor,
        kept: KeptDatum.all(of: active), note: "retenção encerrada"))
  }
}

extension KeptDatum {
  /// One entry a kind: the hold that ends last.
  static func all(of holds: [Hold]) -> [KeptDatum] {
    DatumKind.holdable.compactMap { kind in
      let own = holds.filter { $0.kind == kind }
      guard
        let last = own.first(where: { $0.endsOn == nil })
          ?? own.max(by: { left, right in
            (left.endsOn ?? right.since.local.date) < (right.endsOn ?? left.since.local.date)
          })
      else { return nil }
      return KeptDatum(kind: kind, article: last.article, endsOn: last.endsOn)
    }
  }
}

extension ContactTable {
  func isThere(_ uid: UID) throws(StoreError) -> Bool {
    try database.number("SELECT EXISTS (SELECT 1 FROM contacts WHERE uid = \(uid))") != 0
  }
}
